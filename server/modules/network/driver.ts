/**
 * The driver of network meters. A recharge is written before anything is said, read before it is sent, sent once, and
 * read back whatever was answered, be it an error: meters have answered an error and taken the money. What the read-back
 * cannot tell stays unknown and is only ever read again. One recharge at a time is at work on a meter, by a row.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { DeliveryReason } from '../../../shared/metering/words.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { AttemptState } from '../../../shared/vending/words.ts';
import type { Clock } from '../../platform/clock.ts';
import { reading, type Tx } from '../../platform/db/tx.ts';
import { systemActor } from '../../platform/operations/actor.ts';
import type { DeliveryDriver, DeliveryOutcome, DeliveryRequest } from '../metering/index.ts';
import type { Speaking } from './link.ts';
import { orderNumberOf } from './order-number.ts';
import {
  afterFields,
  beforeOf,
  change,
  type DriverParts,
  endUnsent,
  kept,
  READ_BACK_PAUSE_MS,
  type Run,
  readBack,
  readCredit,
  settle,
  wantedOf,
} from './recharge-run.ts';
import { type CreditAt, judgeRecharge } from './rules/judge-recharge.ts';
import { isFinal, walkOn } from './rules/recharge-states.ts';
import type { CreditSeen, Said } from './speech/speech.ts';
import { meterOnLine, type OnLine } from './store/lines.ts';
import {
  claimMeter,
  displayAfter,
  earlierAttempt,
  endClaim,
  findRecharge,
  insertRecharge,
  insertRefused,
  lastAppliedCount,
  type NewRecharge,
  openRechargeOf,
  outcomeOf,
  type RechargeRow,
} from './store/recharges.ts';

/**
 * Nothing is sent later than this after the request came: whoever gave up waiting for it (after 20 s) and looks it up
 * must not be overtaken by it.
 */
const SEND_WITHIN_MS = 15_000;
const LOOK_WITHIN_MS = 10_000;
const not = (reason: DeliveryReason): DeliveryOutcome => ({ result: 'notApplied', reason });

/** The row to work on, or the answer where nothing is to be done. */
async function begin(tx: Tx, clock: Clock, request: DeliveryRequest): Promise<RechargeRow | DeliveryOutcome> {
  const { siteId } = request.by;
  const meter = await meterOnLine(tx, siteId, request.meterId);
  const present = await findRecharge(tx, siteId, request.requestId, true);
  if (present !== undefined) return isFinal(present.state) ? outcomeOf(present) : present;
  if (meter === undefined) return not('no-such-meter');
  const row = newRecharge(request, meter, clock);
  const why = await whyNotBegin(tx, meter, request);
  if (why === null) return insertRecharge(tx, row);
  return outcomeOf(await insertRefused(tx, row, why));
}

function newRecharge(request: DeliveryRequest, meter: OnLine, clock: Clock): NewRecharge {
  const byOrderNo = meter.protocol === 'dlt645-order';
  return {
    site_id: request.by.siteId,
    request_id: request.requestId,
    meter_id: request.meterId,
    kind: request.kind,
    unit: request.unit,
    amount: request.amount,
    purchase_count: request.purchaseCount,
    document_kind: request.document.kind,
    document_id: request.document.id,
    protocol: meter.protocol,
    order_no: byOrderNo ? orderNumberOf(request.document, request.purchaseCount) : null,
    state: 'AUTHORISED',
    path: walkOn('', ['CREATED', 'AUTHORISED']),
    created_at: clock.now(),
    person_id: request.by.personId,
  };
}

async function whyNotBegin(tx: Tx, meter: OnLine, request: DeliveryRequest): Promise<DeliveryReason | null> {
  if (meter.meter_state === 'retired') return 'meter-retired';
  if (meter.credit_unit !== request.unit) return 'unit-differs';
  if ((await openRechargeOf(tx, meter.site_id, meter.meter_id)) !== undefined) return 'delivery-open';
  const last = meter.protocol === 'dlt645-order' ? await lastAppliedCount(tx, meter.site_id, meter.meter_id) : null;
  return last !== null && last + 1 !== request.purchaseCount ? 'count-differs' : null;
}

const NO_CUSTOMER = /^0*$/;

/** Why this meter must not be sent the recharge, seen before sending; null when it may. */
function whyNot(row: RechargeRow, seen: CreditSeen, customerNo: string): DeliveryReason | null {
  if (seen.customerNo !== null && !NO_CUSTOMER.test(seen.customerNo) && seen.customerNo !== customerNo)
    return 'customer-differs';
  if (row.protocol !== 'dlt645-order' && seen.count !== row.purchase_count - 1) return 'count-differs';
  return null;
}

const ANSWERS: Readonly<Record<Said<null>['result'], AttemptState>> = {
  answered: 'ACKED',
  refused: 'NACKED',
  silent: 'NO_ANSWER',
  unreachable: 'NO_ANSWER',
};
const IF_NOT: Readonly<Record<Said<null>['result'], DeliveryReason>> = {
  answered: 'refused-by-meter',
  refused: 'refused-by-meter',
  silent: 'no-answer',
  unreachable: 'unreachable',
};

/** Reads, sends once, reads back. The line says nothing else meanwhile. */
async function recharge(run: Run, row: RechargeRow, speaking: Speaking, until: number): Promise<RechargeRow> {
  const { wire, speech, to } = speaking;
  const seen = await readCredit(run, speaking);
  if (seen.result === 'refused') return endUnsent(run, row, 'refused-by-meter', seen.error);
  if (seen.result !== 'answered') return endUnsent(run, row, 'unreachable');
  const before: CreditAt = seen.value;
  const late = await arrivedLate(run, row, before);
  if (late !== null) return late;
  const why = whyNot(row, seen.value, to.customerNo);
  if (why !== null) return endUnsent(run, row, why);
  if (performance.now() > until) return endUnsent(run, row, 'unreachable');

  const sent = await change(run, row, {
    state: 'SENT',
    path: walkOn(row.path, ['SENT']),
    before_count: before.count,
    before_balance: before.balance,
    before_total: before.total,
    before_at: before.at,
    sent_at: run.clock.now(),
  });
  const order = { amount: row.amount, count: row.purchase_count, orderNo: row.order_no ?? '' };
  const said = await speech.recharge(wire, to, order);
  const answer = await change(run, sent, {
    state: ANSWERS[said.result],
    path: walkOn(sent.path, [ANSWERS[said.result]]),
    error: said.result === 'refused' ? said.error : null,
  });
  let after = await readBack(run, speaking);
  // An unanswered request may still be on its way through a gateway: what looks like nothing is looked at once more.
  if (after !== null && said.result === 'silent' && judgeRecharge(wantedOf(row), before, after) === 'NOT_APPLIED') {
    await pause(READ_BACK_PAUSE_MS);
    after = await readBack(run, speaking);
  }
  const verdict = after === null ? 'UNKNOWN' : judgeRecharge(wantedOf(row), before, after);
  const reason = verdict === 'UNKNOWN' && said.result !== 'silent' ? 'no-read-back' : IF_NOT[said.result];
  return settle(run, answer, { verdict, after, evidence: 'line', reason });
}

/** The same credit was sent before and was thought lost: if it is there now, it came late and is not sent again. */
async function arrivedLate(run: Run, row: RechargeRow, seen: CreditAt): Promise<RechargeRow | null> {
  const earlier = await reading(run.pool, (tx) => earlierAttempt(tx, row));
  if (earlier?.before_at == null || judgeRecharge(wantedOf(row), beforeOf(earlier), seen) !== 'APPLIED') return null;
  const { before_count, before_balance, before_total, before_at, sent_at } = earlier;
  return change(run, row, {
    state: 'APPLIED',
    path: walkOn(row.path, ['SENT', 'NO_ANSWER', 'READBACK', 'APPLIED']),
    before_count,
    before_balance,
    before_total,
    before_at,
    sent_at,
    ...afterFields(seen),
    evidence: 'line',
    evidence_id: earlier.request_id,
    settled_at: run.clock.now(),
  });
}

/** What became of a recharge that was sent: read over the line, or else as a person read it from the display. */
async function find(run: Run, row: RechargeRow, speaking: Speaking | null): Promise<RechargeRow> {
  // Once: it is asked again every minute, and the line has other meters.
  const after = speaking === null ? null : await readBack(run, speaking, 1);
  const wanted = wantedOf(row);
  const reason: DeliveryReason = row.reason ?? 'no-answer';
  if (after !== null)
    return settle(run, row, { verdict: judgeRecharge(wanted, beforeOf(row), after), after, evidence: 'line', reason });
  const shown = await reading(run.pool, (tx) => displayAfter(tx, row.site_id, row.meter_id, row.sent_at!));
  if (shown === undefined || shown.unit !== row.unit)
    return settle(run, row, { verdict: 'UNKNOWN', after: null, evidence: 'line', reason });
  const seen = { count: shown.shown_count, balance: shown.shown_balance, total: null, at: shown.at };
  return settle(run, row, {
    verdict: judgeRecharge(wanted, beforeOf(row), seen),
    after: seen,
    evidence: 'display',
    evidenceId: shown.display_id,
    reason,
  });
}

/** With nobody else at work on the meter's credit. Null when somebody was, for too long. */
async function alone<T>(
  parts: DriverParts,
  meter: { siteId: string; meterId: string },
  until: number,
  work: () => Promise<T>,
) {
  const claim = { ...meter, claim: newId() };
  if (!(await claimMeter(parts.pool, claim, until))) return null;
  try {
    return await work();
  } finally {
    await endClaim(parts.pool, claim);
  }
}

const isSent = (row: RechargeRow): boolean => row.sent_at !== null;

async function deliver(parts: DriverParts, request: DeliveryRequest): Promise<DeliveryOutcome> {
  const until = performance.now() + SEND_WITHIN_MS;
  const run: Run = { ...parts, actor: request.by };
  const meter = { siteId: request.by.siteId, meterId: request.meterId };
  const known = await reading(parts.pool, async (tx) => ({
    meter: await meterOnLine(tx, meter.siteId, meter.meterId),
    row: await findRecharge(tx, meter.siteId, request.requestId),
  }));
  if (known.row !== undefined && isFinal(known.row.state)) return outcomeOf(known.row);
  if (known.meter === undefined && known.row === undefined) return not('no-such-meter');
  const outcome = await alone(parts, meter, until, async () => {
    const begun = await kept(parts, request.by, request.requestId, (tx) => begin(tx, parts.clock, request));
    if ('result' in begun) return begun;
    if (isSent(begun)) return outcomeOf(await lookAgain(run, begun));
    const ended = await parts.link.withMeter(meter, (speaking) => recharge(run, begun, speaking, until), {
      urgent: true,
      beginBefore: until,
    });
    return outcomeOf(ended ?? (await endUnsent(run, begun, 'unreachable')));
  });
  return outcome ?? whileAtWork(parts, known.meter, request);
}

/** Somebody is at work on the meter. If it is this request, nothing can be said yet; if not, it will not be begun. */
function whileAtWork(
  parts: DriverParts,
  meter: OnLine | undefined,
  request: DeliveryRequest,
): Promise<DeliveryOutcome> {
  return kept(parts, request.by, request.requestId, async (tx) => {
    const row = await findRecharge(tx, request.by.siteId, request.requestId, true);
    if (row !== undefined) return outcomeOf(row);
    if (meter === undefined) return not('no-such-meter');
    return outcomeOf(await insertRefused(tx, newRecharge(request, meter, parts.clock), 'delivery-open'));
  });
}

/** Only reads. */
async function lookAgain(run: Run, row: RechargeRow): Promise<RechargeRow> {
  const meter = { siteId: row.site_id, meterId: row.meter_id };
  const found = await run.link.withMeter(meter, (speaking) => find(run, row, speaking), {
    urgent: true,
    beginBefore: performance.now() + LOOK_WITHIN_MS,
  });
  return found ?? find(run, row, null);
}

async function lookup(parts: DriverParts, siteId: string, requestId: string): Promise<DeliveryOutcome> {
  const read = () => reading(parts.pool, (tx) => findRecharge(tx, siteId, requestId));
  const row = await read();
  if (row === undefined) return not('no-such-request');
  if (isFinal(row.state)) return outcomeOf(row);
  const run: Run = { ...parts, actor: systemActor(siteId, newId()) };
  const meter = { siteId, meterId: row.meter_id };
  const outcome = await alone(parts, meter, performance.now() + LOOK_WITHIN_MS, async () => {
    const now = (await read()) ?? row;
    if (isFinal(now.state)) return outcomeOf(now);
    return outcomeOf(isSent(now) ? await lookAgain(run, now) : await endUnsent(run, now, 'stopped'));
  });
  return outcome ?? outcomeOf((await read()) ?? row);
}

export const networkDriver = (parts: DriverParts): DeliveryDriver => ({
  kind: 'network',
  deliver: (request) => deliver(parts, request),
  lookup: (siteId, requestId) => lookup(parts, siteId, requestId),
});
