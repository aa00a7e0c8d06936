/**
 * The taking of money for a sale, at the counter or at the cash window. Money and drawer, price and meter are decided
 * under their locks; where the balance is kept here, the credit is delivered in the same transaction, and a sale is
 * either whole or has not happened. Otherwise the sale is committed as paid with its delivery request, the meter is
 * asked, and what came of it is written.
 */
import type { TenderLine } from '../../../shared/payments/tender.ts';
import { slipNumber } from '../../../shared/tills/drawer.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { fen, formatMoney, type Money } from '../../../shared/values/money.ts';
import type { SoldView } from '../../../shared/vending/view.ts';
import { sha256 } from '../../platform/chain/day.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import type { Reserved } from '../../platform/operations/implement.ts';
import { nextNumber } from '../../platform/operations/number.ts';
import { assert, refuse } from '../../platform/operations/refuse.ts';
import { post, postTogether } from '../ledger/index.ts';
import { askSaleGuard, type DeliveryOutcome } from '../metering/index.ts';
import { type PlannedPayments, paymentsOf, planPayments, writePayments } from '../payments/index.ts';
import type { OpenDrawer } from '../tills/index.ts';
import { digitsOfDocument } from '../tokens/index.ts';
import { type DeliveryTicket, deliveredEntry, deliverHere, newAttempt, settleAttempt, ticketOf } from './deliver.ts';
import { type PreparedSale, prepareSale, type SellableMeter } from './prepare-sale.ts';
import { paidLines } from './rules/entries.ts';
import { requireRetyped } from './rules/limits.ts';
import { requireTold } from './rules/prepared-states.ts';
import type { Wanted } from './rules/price-sale.ts';
import { walk } from './rules/sale-states.ts';
import { slipContent } from './rules/slip-digest.ts';
import { soldView } from './sold-view.ts';
import { endPrepared, type PreparedRow } from './store/prepared.ts';
import { insertSale, lastAttempt, type SaleRow } from './store/sales.ts';

export interface SaleToTake {
  /** Locked, in this order. */
  readonly drawer: OpenDrawer;
  readonly meter: SellableMeter;
  readonly wanted: Wanted;
  readonly tenders: readonly TenderLine[];
  readonly expectedTotalFen: Money;
  readonly priceVersionId: string;
  readonly confirmFen: Money | undefined;
  /** Prepared by a clerk, locked; then the credit goes to the clerk's counter. */
  readonly ticket?: PreparedRow;
  readonly now: Instant;
}

/** Refuses whatever the contracts of its two callers name. */
export async function takeSale(tx: Tx, actor: Actor, asked: SaleToTake): Promise<Reserved<SoldView, DeliveryTicket>> {
  const { drawer, meter, wanted, priceVersionId, ticket, now } = asked;
  const { meterId } = meter;
  const [prepared, count] = await Promise.all([
    prepareSale(tx, actor.siteId, { meter, wanted, date: drawer.businessDate, now, lock: true, priceVersionId }),
    nextNumber(tx, actor.siteId, drawer.slipSeries),
  ]);
  const counter: Actor = ticket === undefined ? actor : { ...actor, terminalId: ticket.terminal_id };
  if (meter.delivery !== 'balance')
    await askSaleGuard(tx, counter, meter.delivery, { meterId, now, amount: prepared.priced.creditAmount });
  requireAgreed(asked, prepared);
  const { totalFen } = prepared.priced;
  const planned = planPayments(drawer, totalFen, asked.tenders);
  const slipNo = slipNumber(drawer.slipPrefix, count);
  const draft = draftOf(actor, asked, prepared, { saleId: newId(), slipNo, count });
  const sold = { ...draft, digest: sha256(slipContent(draft, planned.tenders)) };
  const moment: Moment = { drawer, planned, balance: prepared.meter.balance, counter, now };
  const taken =
    draft.delivery === 'balance'
      ? { done: await deliverAtOnce(tx, actor, sold, moment) }
      : { ticket: await deliverLater(tx, actor, sold, moment) };
  if (ticket !== undefined) await endPrepared(tx, actor, ticket, { state: 'paid', saleId: sold.sale_id, now });
  return taken;
}

/** What the customer is asked for is what the customer was told: refuses where it is not. */
function requireAgreed({ ticket, expectedTotalFen, confirmFen }: SaleToTake, prepared: PreparedSale): void {
  const { priced, price, retype } = prepared;
  const { totalFen, quantityMilli } = priced;
  if (totalFen !== expectedTotalFen) refuse('sale.total_changed', { total: formatMoney(totalFen) });
  if (ticket === undefined) requireRetyped(retype, totalFen, confirmFen);
  else
    requireTold(
      ticket,
      { priceVersionId: price.versionId, priceNumber: price.number, totalFen, quantityMilli },
      confirmFen,
    );
}

/** Writes what came of the delivery, whoever took the money. */
export async function settleSale(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { ticket, outcome }: { readonly ticket: DeliveryTicket; readonly outcome: DeliveryOutcome },
): Promise<SoldView> {
  const { saleId, attemptId } = ticket;
  const sale = await settleAttempt(tx, actor, clock, { saleId, attemptId, outcome });
  const paid = await paymentsOf(tx, actor.siteId, saleId);
  const changeFen = fen(paid.reduce((sum, line) => sum + (line.change_fen ?? 0), 0));
  const attempt = await lastAttempt(tx, actor.siteId, saleId);
  const tokenDigits = sale.delivery === 'token' ? await digitsOfDocument(tx, actor.siteId, saleId) : [];
  return soldView(actor, sale, { attempt, changeFen, tokenDigits });
}

/** A sale as it will be written, but for what is known only later. */
type Draft = Omit<SaleRow, 'digest'>;

interface Numbered {
  readonly saleId: string;
  readonly slipNo: string;
  readonly count: number;
}

function draftOf(actor: Actor, asked: SaleToTake, prepared: PreparedSale, numbered: Numbered): Draft {
  const { drawer, ticket } = asked;
  const { meter, price, priced, alreadyMilli } = prepared;
  const { account } = meter;
  walk('started', 'paid', 'delivering');
  return {
    site_id: actor.siteId,
    sale_id: numbered.saleId,
    slip_no: numbered.slipNo,
    slip_count: numbered.count,
    drawer_session_id: drawer.drawerSessionId,
    business_date: drawer.businessDate,
    person_id: actor.personId,
    post: actor.post,
    meter_id: meter.meterId,
    meter_no: meter.meterNo,
    account_id: account.accountId,
    account_no: account.accountNo,
    room_code: meter.roomCode,
    category_code: account.categoryCode,
    commodity: meter.commodity,
    delivery: meter.delivery,
    price_version_id: price.versionId,
    price_number: price.number,
    spec_hash: price.specHash,
    sold_by: asked.wanted.by,
    already_milli: alreadyMilli,
    quantity_milli: priced.quantityMilli,
    tier_lines: priced.lines,
    energy_fen: priced.energyFen,
    net_fen: priced.netFen,
    tax_fen: priced.taxFen,
    tax_rate_basis_points: price.spec.taxRateBasisPoints,
    arrears_fen: priced.arrearsFen,
    residue_used_fen: priced.residueUsedFen,
    residue_kept_fen: priced.residueKeptFen,
    total_fen: priced.totalFen,
    credit_unit: meter.creditUnit,
    credit_amount: priced.creditAmount,
    purchase_count: meter.purchaseCount + 1,
    balance_after: null,
    state: 'delivering',
    paid_at: asked.now,
    paid_entry_id: newId(),
    delivered_at: null,
    delivered_entry_id: null,
    reversed_at: null,
    case_id: null,
    prepared_id: ticket?.prepared_id ?? null,
    prepared_by: ticket?.person_id ?? null,
  };
}

interface Moment {
  readonly drawer: OpenDrawer;
  readonly planned: PlannedPayments;
  /** The meter's credit before the sale, locked. */
  readonly balance: number;
  /** At the counter the credit goes to. */
  readonly counter: Actor;
  readonly now: Instant;
}

/** The money is taken and owed to the customer. */
const paidEntry = (sale: Draft, { planned }: Moment) => ({
  entryId: sale.paid_entry_id,
  text: `收款 ${sale.slip_no} ${sale.room_code}`,
  lines: paidLines(planned.entryLines, {
    accountId: sale.account_id,
    totalFen: sale.total_fen,
    arrearsFen: sale.arrears_fen,
  }),
});

const eventOf = (sale: SaleRow, now: Instant) => ({
  businessDate: sale.business_date,
  now,
  document: { kind: 'sale', id: sale.sale_id },
  drawerSessionId: sale.drawer_session_id,
});

const takeMoney = (tx: Tx, actor: Actor, sale: SaleRow, { drawer, planned, now }: Moment) =>
  writePayments(tx, actor, drawer, {
    planned,
    document: { kind: 'sale', id: sale.sale_id, number: sale.slip_no },
    now,
  });

/** All is decided: what is written does not wait for each other, and is whole or not at all. */
async function deliverAtOnce(tx: Tx, actor: Actor, sold: SaleRow, moment: Moment) {
  const { planned, now } = moment;
  const attemptId = newId();
  const entryId = newId();
  const balance = moment.balance + sold.credit_amount;
  walk(sold.state, 'delivered');
  const delivered: SaleRow = {
    ...sold,
    state: 'delivered',
    delivered_at: now,
    delivered_entry_id: entryId,
    balance_after: balance,
  };
  const readBack = { purchaseCount: sold.purchase_count, balance, at: now };
  const outcome: DeliveryOutcome = { result: 'applied', readBack };
  const attempt = newAttempt(delivered, { attemptId, attemptNo: 1, now, personId: actor.personId, outcome });
  const [{ movement }] = await Promise.all([
    deliverHere(tx, actor, sold, { attemptId, now }),
    takeMoney(tx, actor, sold, moment),
    postTogether(tx, actor, eventOf(sold, now), [paidEntry(sold, moment), { entryId, ...deliveredEntry(sold) }]),
    insertSale(tx, delivered, attempt),
  ]);
  assert(movement.balance_after === balance, `the credit of ${sold.meter_no} moved to ${movement.balance_after}`);
  return soldView(actor, delivered, { attempt, changeFen: planned.changeFen });
}

async function deliverLater(tx: Tx, actor: Actor, sold: SaleRow, moment: Moment): Promise<DeliveryTicket> {
  const { now } = moment;
  const attemptId = newId();
  await Promise.all([
    takeMoney(tx, actor, sold, moment),
    post(tx, actor, { ...eventOf(sold, now), ...paidEntry(sold, moment) }),
    insertSale(tx, sold, newAttempt(sold, { attemptId, attemptNo: 1, now, personId: actor.personId })),
  ]);
  return ticketOf(moment.counter, sold, attemptId);
}
