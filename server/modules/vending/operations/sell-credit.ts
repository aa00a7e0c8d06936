/**
 * The sale at the counter. Money and drawer, price and meter are decided under their locks; where the balance is kept
 * here, the credit is delivered in the same transaction, and a sale is either whole or has not happened. Otherwise the
 * sale is committed as paid with its delivery request, the meter is asked, and what came of it is written.
 */
import { sellCredit as contract } from '../../../../shared/contracts/vending/sell-credit.ts';
import { slipNumber } from '../../../../shared/tills/drawer.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { fen, formatMoney } from '../../../../shared/values/money.ts';
import { sha256 } from '../../../platform/chain/day.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import { assert, refuse } from '../../../platform/operations/refuse.ts';
import { requireTerminal } from '../../devices/index.ts';
import { post, postTogether } from '../../ledger/index.ts';
import { askSaleGuard, callDriver, type DeliveryOutcome } from '../../metering/index.ts';
import { type PlannedPayments, paymentsOf, planPayments, writePayments } from '../../payments/index.ts';
import { type OpenDrawer, requireOpenDrawer } from '../../tills/index.ts';
import { digitsOfDocument } from '../../tokens/index.ts';
import { type DeliveryTicket, deliveredEntry, deliverHere, newAttempt, settleAttempt, ticketOf } from '../deliver.ts';
import { type PreparedSale, prepareSale, sellableMeter } from '../prepare-sale.ts';
import { paidLines } from '../rules/entries.ts';
import { requireRetyped } from '../rules/limits.ts';
import { walk } from '../rules/sale-states.ts';
import { slipContent } from '../rules/slip-digest.ts';
import { soldView } from '../sold-view.ts';
import { insertSale, lastAttempt, type SaleRow } from '../store/sales.ts';

export const sellCredit = implement<typeof contract, DeliveryTicket, DeliveryOutcome>(contract, {
  async reserve(tx, actor, clock, input) {
    const now = clock.now();
    const { meterId, priceVersionId, expectedTotalFen } = input;
    // What does not wait for each other's answer is asked together; the order of the locks stays as it is written.
    const [drawer, meter] = await Promise.all([
      requireOpenDrawer(tx, actor, now),
      sellableMeter(tx, actor.siteId, { meterId, lock: true }),
      requireTerminal(tx, actor),
    ]);
    const [prepared, count] = await Promise.all([
      prepareSale(tx, actor.siteId, {
        meter,
        wanted: input,
        date: drawer.businessDate,
        now,
        lock: true,
        priceVersionId,
      }),
      nextNumber(tx, actor.siteId, drawer.slipSeries),
    ]);
    if (meter.delivery !== 'balance') await askSaleGuard(tx, actor, meter.delivery, { meterId, now });
    const { totalFen } = prepared.priced;
    if (totalFen !== expectedTotalFen) refuse('sale.total_changed', { total: formatMoney(totalFen) });
    requireRetyped(prepared.retype, totalFen, input.confirmFen);

    const planned = planPayments(drawer, totalFen, input.tenders);
    const slipNo = slipNumber(drawer.slipPrefix, count);
    const draft = draftOf(actor, drawer, prepared, { saleId: newId(), slipNo, count, soldBy: input.by, now });
    const sold = { ...draft, digest: sha256(slipContent(draft, planned.tenders)) };
    const moment: Moment = { drawer, planned, balance: prepared.meter.balance, now };
    return draft.delivery === 'balance'
      ? { done: await deliverAtOnce(tx, actor, sold, moment) }
      : { ticket: await deliverLater(tx, actor, sold, moment) };
  },
  call: (ticket, outside) => callDriver(outside, ticket.delivery, (driver) => driver.deliver(ticket.request)),
  async settle(tx, actor, clock, { ticket, outcome }) {
    const { saleId, attemptId } = ticket;
    const sale = await settleAttempt(tx, actor, clock, { saleId, attemptId, outcome });
    const paid = await paymentsOf(tx, actor.siteId, saleId);
    const changeFen = fen(paid.reduce((sum, line) => sum + (line.change_fen ?? 0), 0));
    const attempt = await lastAttempt(tx, actor.siteId, saleId);
    const tokenDigits = sale.delivery === 'token' ? await digitsOfDocument(tx, actor.siteId, saleId) : [];
    return soldView(actor, sale, { attempt, changeFen, tokenDigits });
  },
});

/** A sale as it will be written, but for what is known only later. */
type Draft = Omit<SaleRow, 'digest'>;

interface Numbered {
  readonly saleId: string;
  readonly slipNo: string;
  readonly count: number;
  readonly soldBy: 'money' | 'quantity';
  readonly now: Instant;
}

function draftOf(actor: Actor, drawer: OpenDrawer, prepared: PreparedSale, numbered: Numbered): Draft {
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
    sold_by: numbered.soldBy,
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
    paid_at: numbered.now,
    paid_entry_id: newId(),
    delivered_at: null,
    delivered_entry_id: null,
    reversed_at: null,
    case_id: null,
  };
}

interface Moment {
  readonly drawer: OpenDrawer;
  readonly planned: PlannedPayments;
  /** The meter's credit before the sale, locked. */
  readonly balance: number;
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
  return ticketOf(actor, sold, attemptId);
}
