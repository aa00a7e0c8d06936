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
import { refuse } from '../../../platform/operations/refuse.ts';
import { post, postTogether } from '../../ledger/index.ts';
import type { DeliveryOutcome } from '../../metering/index.ts';
import { paymentsOf, type Taken, takePayments } from '../../payments/index.ts';
import { type OpenDrawer, requireOpenDrawer } from '../../tills/index.ts';
import {
  callDriver,
  type DeliveryTicket,
  deliveredEntry,
  deliverHere,
  newAttempt,
  settleAttempt,
  ticketOf,
} from '../deliver.ts';
import { type PreparedSale, prepareSale } from '../prepare-sale.ts';
import { paidLines } from '../rules/entries.ts';
import { requireRetyped } from '../rules/limits.ts';
import { walk } from '../rules/sale-states.ts';
import { slipContent } from '../rules/slip-digest.ts';
import { soldView } from '../sold-view.ts';
import { insertSale, lastAttempt, type SaleRow } from '../store/sales.ts';

export const sellCredit = implement<typeof contract, DeliveryTicket, DeliveryOutcome>(contract, {
  async reserve(tx, actor, clock, input) {
    const now = clock.now();
    const drawer = await requireOpenDrawer(tx, actor, now);
    const prepared = await prepareSale(tx, actor.siteId, {
      meterId: input.meterId,
      wanted: input,
      date: drawer.businessDate,
      now,
      lock: true,
      priceVersionId: input.priceVersionId,
    });
    const { totalFen } = prepared.priced;
    if (totalFen !== input.expectedTotalFen) refuse('sale.total_changed', { total: formatMoney(totalFen) });
    requireRetyped(prepared.retype, totalFen, input.confirmFen);

    const saleId = newId();
    const count = await nextNumber(tx, actor.siteId, drawer.slipSeries);
    const slipNo = slipNumber(drawer.slipPrefix, count);
    const document = { kind: 'sale', id: saleId, number: slipNo };
    const taken = await takePayments(tx, actor, drawer, { document, totalFen, tenders: input.tenders, now });
    const draft = draftOf(actor, drawer, prepared, { saleId, slipNo, count, soldBy: input.by, now });
    const sold = { ...draft, digest: sha256(slipContent(draft, taken.payments)) };
    return draft.delivery === 'balance'
      ? { done: await deliverAtOnce(tx, actor, sold, { taken, now }) }
      : { ticket: await deliverLater(tx, actor, sold, { taken, now }) };
  },
  call: (ticket, outside) => callDriver(outside, ticket.delivery, (driver) => driver.deliver(ticket.request)),
  async settle(tx, actor, clock, { ticket, outcome }) {
    const { saleId, attemptId } = ticket;
    const sale = await settleAttempt(tx, actor, clock, { saleId, attemptId, outcome });
    const paid = await paymentsOf(tx, actor.siteId, saleId);
    const changeFen = fen(paid.reduce((sum, line) => sum + (line.change_fen ?? 0), 0));
    return soldView(actor, sale, { attempt: await lastAttempt(tx, actor.siteId, saleId), changeFen });
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

/** The money is taken and owed to the customer. */
const paidEntry = (sale: Draft, taken: Taken) => ({
  entryId: sale.paid_entry_id,
  text: `收款 ${sale.slip_no} ${sale.room_code}`,
  lines: paidLines(taken.entryLines, {
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

interface Moment {
  readonly taken: Taken;
  readonly now: Instant;
}

async function deliverAtOnce(tx: Tx, actor: Actor, sold: SaleRow, { taken, now }: Moment) {
  const attemptId = newId();
  const { movement, outcome } = await deliverHere(tx, actor, sold, { attemptId, now });
  const entryId = newId();
  await postTogether(tx, actor, eventOf(sold, now), [paidEntry(sold, taken), { entryId, ...deliveredEntry(sold) }]);
  walk(sold.state, 'delivered');
  const delivered: SaleRow = {
    ...sold,
    state: 'delivered',
    delivered_at: now,
    delivered_entry_id: entryId,
    balance_after: movement.balance_after,
  };
  const attempt = newAttempt(delivered, { attemptId, attemptNo: 1, now, personId: actor.personId, outcome });
  await insertSale(tx, delivered, attempt);
  return soldView(actor, delivered, { attempt, changeFen: taken.changeFen });
}

async function deliverLater(tx: Tx, actor: Actor, sold: SaleRow, { taken, now }: Moment): Promise<DeliveryTicket> {
  const attemptId = newId();
  await post(tx, actor, { ...eventOf(sold, now), ...paidEntry(sold, taken) });
  await insertSale(tx, sold, newAttempt(sold, { attemptId, attemptNo: 1, now, personId: actor.personId }));
  return ticketOf(actor, sold, attemptId);
}
