/**
 * One meter of a run that has answered, or has not: the reading is booked through metering, what is odd is flagged,
 * the credit it says it has left is compared with the books. All of it in one short transaction.
 */
import type { FlagKind } from '../../../shared/collection/words.ts';

import type { Instant } from '../../../shared/values/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { recordReadings } from '../metering/index.ts';
import { endFlag, raiseFlag } from './raise-flag.ts';
import {
  type Answers,
  type ClockAhead,
  clockAhead,
  creditSaid,
  flagOfRefusal,
  isClockOff,
  judgeAnswers,
  type Verdict,
} from './rules/judge-answers.ts';
import type { FlagFacts } from './rules/say-flag.ts';
import { seeCredit } from './see-credit.ts';
import { type Ended, endResult, lockOpenResult, type TakenMeter } from './store/results.ts';

interface Settling {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly meterId: string;
  readonly now: Instant;
}

const AGAIN = '已恢复抄读';

async function flag(s: Settling, kind: FlagKind, facts: FlagFacts): Promise<void> {
  await raiseFlag(s.tx, s.actor, s.clock, { meterId: s.meterId, kind, at: s.now, facts });
}

type Booked = Pick<Ended, 'state' | 'totalMilli' | 'usedMilli' | 'reason' | 'flagged'>;

const nothing = (state: Ended['state'], reason: string | null, flagged: boolean): Booked => ({
  state,
  totalMilli: null,
  usedMilli: null,
  reason,
  flagged,
});

async function book(s: Settling, read: Verdict & { state: 'read' }): Promise<Booked> {
  const outcome = await recordReadings(s.tx, s.actor, { at: s.now, source: 'network' }, [
    { meterId: s.meterId, readAt: read.at, values: read.values },
  ]);
  if ('refused' in outcome) {
    const kind = flagOfRefusal(outcome.refused);
    const facts = { reason: outcome.refused, ...figures(outcome.facts), total: read.values.total };
    if (kind !== null) await flag(s, kind, facts);
    return { ...nothing('refused', outcome.refused, kind !== null), totalMilli: read.values.total };
  }
  const [booked] = outcome.results;
  const jumped = booked!.recorded && booked!.mark === 'jump';
  if (jumped) await flag(s, 'jump', { used: booked!.used, total: read.values.total });
  for (const kind of ['gap', 'not-recorded'] as const)
    await endFlag(s.tx, s.actor, { meterId: s.meterId, kind, at: s.now, note: AGAIN });
  return {
    state: 'read',
    totalMilli: read.values.total,
    usedMilli: booked!.used,
    reason: null,
    flagged: jumped,
  };
}

const figures = (facts: Readonly<Record<string, unknown>>): FlagFacts =>
  Object.fromEntries(
    Object.entries(facts).filter((entry): entry is [string, string | number] => /string|number/.test(typeof entry[1])),
  );

async function take(s: Settling, answers: Answers): Promise<Booked> {
  const verdict = judgeAnswers(answers);
  if (verdict.state === 'read') return book(s, verdict);
  if (verdict.state !== 'refused') return nothing(verdict.state, null, false);
  const total = answers.energyTotalMilli;
  const value = total?.result === 'answered' ? String(total.value) : null;
  if (verdict.flag !== null) await flag(s, verdict.flag, { reason: verdict.reason, value });
  return nothing('refused', verdict.reason, verdict.flag !== null);
}

async function lookAtClock(s: Settling, ahead: ClockAhead | null): Promise<boolean> {
  if (ahead === null) return false;
  if (isClockOff(ahead)) await flag(s, 'clock', { ...ahead });
  else await endFlag(s.tx, s.actor, { meterId: s.meterId, kind: 'clock', at: s.now, note: '时钟已准' });
  return isClockOff(ahead);
}

async function lookAtCredit(s: Settling, meter: TakenMeter, answers: Answers): Promise<boolean> {
  const said = creditSaid(answers);
  if (said === null) return false;
  const agrees = await seeCredit(s.tx, s.actor, s.clock, {
    meterId: s.meterId,
    unit: meter.credit_unit,
    source: 'network',
    seenAt: said.at,
    remaining: said.remaining,
    overdraft: said.overdraft,
    purchaseCount: said.purchaseCount,
  });
  return agrees === false;
}

/** Does nothing when the meter was settled before: two that asked it count once. */
export async function settleMeter(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { piece, outcome }: { readonly piece: TakenMeter; readonly outcome: Answers },
): Promise<void> {
  const of = { runId: piece.run_id, meterId: piece.meter_id };
  if (!(await lockOpenResult(tx, actor.siteId, of.runId, of.meterId))) return;
  const settling: Settling = { tx, actor, clock, meterId: of.meterId, now: clock.now() };
  const booked = await take(settling, outcome);
  const ahead = clockAhead(outcome);
  const clockOff = await lookAtClock(settling, ahead);
  const creditOver = await lookAtCredit(settling, piece, outcome);
  await endResult(tx, actor.siteId, of, {
    ...booked,
    at: settling.now,
    clockAhead: ahead?.seconds ?? null,
    flagged: booked.flagged || clockOff || creditOver,
  });
  tx.touch('collection');
  if (booked.state === 'read') tx.touch('metering');
}
