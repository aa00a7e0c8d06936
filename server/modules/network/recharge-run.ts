/**
 * What a recharge's run stands on: its own transactions with their chain records, reading the meter's credit, and the
 * end of it. An outcome that says nothing new is not written again.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { DeliveryReason } from '../../../shared/metering/words.ts';
import { canonicalJson } from '../../../shared/values/canonical.ts';
import { appendRecord } from '../../platform/chain/append.ts';
import { sha256 } from '../../platform/chain/day.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Tx, transaction } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import type { NetworkLink, Speaking } from './link.ts';
import type { CreditAt, Verdict, Wanted } from './rules/judge-recharge.ts';
import { isFinal, stepsTo, walkOn } from './rules/recharge-states.ts';
import type { CreditSeen, Said } from './speech/speech.ts';
import { meterOnLine, noteEvent } from './store/lines.ts';
import { changeRecharge, type RechargeChange, type RechargeRow } from './store/recharges.ts';
import { saveStatus } from './store/status.ts';

export interface DriverParts {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly link: NetworkLink;
}

export const READ_BACK_TRIES = 2;
export const READ_BACK_PAUSE_MS = 400;

/** A transaction of the driver's own, with its own chain record. */
export function kept<T>(parts: DriverParts, actor: Actor, requestId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(parts.pool, async (tx) => {
    const result = await work(tx);
    if (tx.facts.length > 0)
      await appendRecord(tx, actor, {
        operation: 'network.recharge-meter',
        at: parts.clock.now(),
        key: requestId,
        bodyHash: sha256(canonicalJson({ requestId })),
        facts: tx.facts,
      });
    return result;
  });
}

export const wantedOf = (row: RechargeRow): Wanted => ({
  amount: row.amount,
  purchaseCount: row.purchase_count,
  byOrderNo: row.protocol === 'dlt645-order',
});
export const beforeOf = (row: RechargeRow): CreditAt => ({
  count: row.before_count!,
  balance: row.before_balance!,
  total: row.before_total,
  at: row.before_at!,
});
export const afterFields = ({ count, balance, total, at }: CreditAt) => ({
  after_count: count,
  after_balance: balance,
  after_total: total,
  after_at: at,
});

export interface Run extends DriverParts {
  readonly actor: Actor;
}

export const change = (run: Run, row: RechargeRow, to: RechargeChange): Promise<RechargeRow> =>
  kept(run, run.actor, row.request_id, (tx) => changeRecharge(tx, row, to));

/** Ends a recharge of which nothing was sent. */
export const endUnsent = (run: Run, row: RechargeRow, reason: DeliveryReason, error: string | null = null) =>
  change(run, row, {
    state: 'NOT_APPLIED',
    path: walkOn(row.path, ['NOT_APPLIED']),
    reason,
    error,
    settled_at: run.clock.now(),
  });

export interface Found {
  readonly verdict: Verdict | 'UNKNOWN';
  readonly after: CreditAt | null;
  readonly evidence: 'line' | 'display';
  readonly evidenceId?: string;
  /** Why, where it was not applied or is not known. */
  readonly reason: DeliveryReason;
}

/** Writes the end, or that there is none yet; an outcome that says nothing new is not written again. */
export async function settle(run: Run, row: RechargeRow, found: Found): Promise<RechargeRow> {
  const { verdict, after } = found;
  if (row.state === verdict) return row;
  const final = isFinal(verdict);
  return kept(run, run.actor, row.request_id, async (tx) => {
    if (verdict === 'FOREIGN_WRITE' || verdict === 'UNKNOWN') await noteOpen(tx, run, row, verdict);
    if (found.evidence === 'line') await noteSeen(tx, run, row, after);
    return changeRecharge(tx, row, {
      state: verdict,
      path: walkOn(row.path, stepsTo(row.state, verdict)),
      reason: verdict === 'APPLIED' ? null : verdict === 'FOREIGN_WRITE' ? 'foreign-write' : found.reason,
      ...(after === null ? {} : afterFields(after)),
      ...(final
        ? { evidence: found.evidence, evidence_id: found.evidenceId ?? null, settled_at: run.clock.now() }
        : {}),
    });
  });
}

/** What was read back is also how the meter stands now. */
async function noteSeen(tx: Tx, run: Run, row: RechargeRow, after: CreditAt | null): Promise<void> {
  const at = run.clock.now();
  const told = (value: number) => ({ result: 'answered', value, at }) as const;
  const heard =
    after === null
      ? { purchaseCount: { result: 'silent', at } as const }
      : {
          purchaseCount: told(after.count),
          moneyLeftFen: told(Math.max(0, after.balance)),
          overdraftFen: told(Math.max(0, -after.balance)),
        };
  await saveStatus(tx, { siteId: row.site_id, meterId: row.meter_id }, heard, at);
}

async function noteOpen(tx: Tx, run: Run, row: RechargeRow, verdict: Verdict | 'UNKNOWN'): Promise<void> {
  const meter = await meterOnLine(tx, row.site_id, row.meter_id);
  if (meter === undefined) return;
  await noteEvent(tx, {
    siteId: row.site_id,
    lineId: meter.line_id,
    meterId: row.meter_id,
    kind: verdict === 'UNKNOWN' ? 'recharge-unknown' : 'foreign-write',
    at: run.clock.now(),
    personId: run.actor.personId,
  });
}

export async function readCredit(
  run: Run,
  { wire, speech, to }: Speaking,
): Promise<Said<CreditSeen & { at: CreditAt['at'] }>> {
  const said = await speech.readCredit(wire, to);
  return said.result === 'answered' ? { ...said, value: { ...said.value, at: run.clock.now() } } : said;
}

/** Reads back until the meter says something; a meter at rest may need a moment after a purchase. */
export async function readBack(run: Run, speaking: Speaking, tries = READ_BACK_TRIES): Promise<CreditAt | null> {
  for (let time = 0; time < tries; time += 1) {
    if (time > 0) await pause(READ_BACK_PAUSE_MS);
    const said = await readCredit(run, speaking);
    if (said.result === 'answered') return said.value;
  }
  return null;
}
