/**
 * Delivery: how credit that was paid for reaches its meter, and what is written when it is known. Where the balance is
 * kept here, delivery is part of the transaction at hand; otherwise the driver is asked with no transaction open, and
 * `settleAttempt` writes what came of it, once, whoever brings the answer.
 */
import type { DeliveryKind } from '../../../shared/metering/words.ts';
import type { BusinessDate, Instant } from '../../../shared/values/calendar.ts';
import type { AttemptState } from '../../../shared/vending/words.ts';
import { currentDay } from '../../platform/chain/day.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { assert } from '../../platform/operations/refuse.ts';
import { type PostedEntry, post } from '../ledger/index.ts';
import {
  blockMeter,
  type CreditMovement,
  type DeliveryOutcome,
  type DeliveryRequest,
  liftBlocks,
  lockMeterForSale,
  moveCredit,
} from '../metering/index.ts';
import { BEFORE_CALL, stepsOf, walkPath } from './rules/attempt-states.ts';
import { deliveredLines } from './rules/entries.ts';
import { settleDelivery } from './rules/settle-delivery.ts';
import { type AttemptRow, lastAttempt, lockSale, moveSale, type SaleRow, updateAttempt } from './store/sales.ts';

/** What is stored before the driver is called, and survives a crash. */
export interface DeliveryTicket {
  readonly saleId: string;
  readonly attemptId: string;
  readonly delivery: DeliveryKind;
  readonly request: DeliveryRequest;
}

export const ticketOf = (actor: Actor, sale: SaleRow, attemptId: string): DeliveryTicket => ({
  saleId: sale.sale_id,
  attemptId,
  delivery: sale.delivery,
  request: {
    requestId: attemptId,
    meterId: sale.meter_id,
    kind: 'purchase',
    amount: sale.credit_amount,
    unit: sale.credit_unit,
    purchaseCount: sale.purchase_count,
    document: { kind: 'sale', id: sale.sale_id },
    by: actor,
  },
});

export const PATH_SEPARATOR = '>';
export const pathOf = (attempt: Pick<AttemptRow, 'path'>): AttemptState[] =>
  attempt.path.split(PATH_SEPARATOR) as AttemptState[];
const pathText = (path: readonly AttemptState[]): string => path.join(PATH_SEPARATOR);

type SaleOfAttempt = Pick<SaleRow, 'site_id' | 'sale_id' | 'meter_id' | 'purchase_count'>;

/** An attempt as it stands before the driver is called, or, with an outcome, as it ends. */
export function newAttempt(
  sale: SaleOfAttempt,
  made: {
    readonly attemptId: string;
    readonly attemptNo: number;
    readonly now: Instant;
    readonly personId: string;
    readonly outcome?: DeliveryOutcome;
  },
): AttemptRow {
  const { attemptId, attemptNo, now, personId, outcome } = made;
  const row = {
    site_id: sale.site_id,
    attempt_id: attemptId,
    sale_id: sale.sale_id,
    attempt_no: attemptNo,
    meter_id: sale.meter_id,
    purchase_count: sale.purchase_count,
    created_at: now,
    person_id: personId,
  };
  if (outcome !== undefined) return { ...row, ...attemptEnd(BEFORE_CALL, outcome, now) };
  const state = BEFORE_CALL.at(-1)!;
  return {
    ...row,
    state,
    path: pathText(BEFORE_CALL),
    reason: null,
    read_count: null,
    read_balance: null,
    settled_at: null,
  };
}

function attemptEnd(path: readonly AttemptState[], outcome: DeliveryOutcome, now: Instant) {
  const walked = walkPath(path, stepsOf(path, outcome));
  return {
    state: walked.at(-1)!,
    path: pathText(walked),
    reason: outcome.result === 'applied' ? null : outcome.reason,
    read_count: outcome.result === 'applied' ? outcome.readBack.purchaseCount : null,
    read_balance: outcome.result === 'applied' ? outcome.readBack.balance : null,
    settled_at: now,
  };
}

/** The balance is kept here: moved in this transaction. The caller has locked the meter and checked it. */
export async function deliverHere(
  tx: Tx,
  actor: Actor,
  sale: Pick<SaleRow, 'sale_id' | 'meter_id' | 'credit_amount' | 'purchase_count' | 'price_version_id'>,
  { attemptId, now }: { readonly attemptId: string; readonly now: Instant },
): Promise<{ readonly movement: CreditMovement; readonly outcome: DeliveryOutcome }> {
  const movement = await moveCredit(tx, actor, {
    meterId: sale.meter_id,
    kind: 'purchase',
    amount: sale.credit_amount,
    document: { kind: 'sale', id: sale.sale_id },
    requestId: attemptId,
    priceVersionId: sale.price_version_id,
    at: now,
  });
  assert(movement.purchase_count === sale.purchase_count, `purchase ${sale.purchase_count} was counted differently`);
  tx.touch('metering');
  const readBack = { purchaseCount: sale.purchase_count, balance: movement.balance_after, at: now };
  return { movement, outcome: { result: 'applied', readBack } };
}

/** Credit issued: what was owed is earned. Dated the day it happens. */
export function postDelivered(
  tx: Tx,
  actor: Actor,
  sale: SaleRow,
  when: {
    readonly businessDate: BusinessDate;
    readonly now: Instant;
    readonly entryId?: string;
    readonly drawerSessionId?: string;
  },
): Promise<PostedEntry> {
  return post(tx, actor, { ...when, document: { kind: 'sale', id: sale.sale_id }, ...deliveredEntry(sale) });
}

/** The credit is issued: what was owed becomes income and tax. */
export const deliveredEntry = (sale: SaleRow) => ({
  text: `到账 ${sale.slip_no}`,
  lines: deliveredLines({
    accountId: sale.account_id,
    commodity: sale.commodity,
    energyFen: sale.energy_fen,
    netFen: sale.net_fen,
    taxFen: sale.tax_fen,
  }),
});

/**
 * Writes the outcome of an attempt: the attempt's end, the sale's state, the entry, the meter's block. An outcome that
 * says nothing new, or comes after the attempt was settled by somebody else, changes nothing.
 */
export async function settleAttempt(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  {
    saleId,
    attemptId,
    outcome,
  }: { readonly saleId: string; readonly attemptId: string; readonly outcome: DeliveryOutcome },
): Promise<SaleRow> {
  const sale = await lockSale(tx, actor.siteId, saleId);
  const attempt = await lastAttempt(tx, actor.siteId, saleId);
  const done = attempt?.state === 'APPLIED' || attempt?.state === 'NOT_APPLIED';
  if (attempt === undefined || attempt.attempt_id !== attemptId || done) return sale;
  const meter = await lockMeterForSale(tx, actor.siteId, sale.meter_id);
  const now = clock.now();
  const path = pathOf(attempt);
  const end = attemptEnd(path, outcome, now);
  if (end.state === attempt.state) return sale;
  await updateAttempt(tx, attempt, end);
  const settled = settleDelivery(sale.case_id !== null, outcome);
  const document = { kind: 'sale', id: saleId };
  if (settled.block !== null && meter?.blocks.includes(settled.block) !== true) {
    const note = `凭证 ${sale.slip_no} 到账情况不明`;
    await blockMeter(tx, actor, { meterId: sale.meter_id, reason: settled.block, note, at: now, document });
  }
  if (settled.liftBlock)
    await liftBlocks(tx, actor, { documentId: saleId, note: `凭证 ${sale.slip_no} 已查明`, at: now });
  if (!settled.issue) return moveSale(tx, sale, settled.state);
  if (sale.delivery !== 'balance') await countElsewhere(tx, actor, sale, { attemptId, now });
  const entry = await postDelivered(tx, actor, sale, { businessDate: await currentDay(tx, actor.siteId, now), now });
  return moveSale(tx, sale, settled.state, {
    delivered_at: now,
    delivered_entry_id: entry.entryId,
    balance_after: end.read_balance,
  });
}

/** The credit is in the meter or on its card: here the purchase is only counted. */
async function countElsewhere(
  tx: Tx,
  actor: Actor,
  sale: SaleRow,
  { attemptId, now }: { readonly attemptId: string; readonly now: Instant },
): Promise<void> {
  await moveCredit(tx, actor, {
    meterId: sale.meter_id,
    kind: 'purchase',
    amount: sale.credit_amount,
    document: { kind: 'sale', id: sale.sale_id },
    requestId: attemptId,
    priceVersionId: sale.price_version_id,
    at: now,
    elsewhere: true,
  });
  tx.touch('metering');
}
