/**
 * Raising and ending flags. A flag shows a person what is odd; no figure is changed by it. What concerns money or a
 * register becomes a case at once, anything else when it has stayed for days (`jobs/carry-flags.ts`).
 */
import type { CaseSubject } from '../../../shared/cases/subjects.ts';
import type { FlagKind } from '../../../shared/collection/words.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Money } from '../../../shared/values/money.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { openCase } from '../cases/index.ts';
import { CASE_AT_ONCE } from './rules/flag-states.ts';
import { type FlagFacts, sayFlag } from './rules/say-flag.ts';
import { changeFlag, insertFlag, lockPresentFlag } from './store/flags.ts';
import { placedMeters } from './store/meters.ts';

export interface Raised {
  readonly meterId: string;
  readonly kind: FlagKind;
  readonly at: Instant;
  readonly facts: FlagFacts;
  /** From so many sights on it is a case; by default as the kind says. */
  readonly caseFrom?: number;
}

const SUBJECT: Readonly<Record<FlagKind, CaseSubject>> = {
  gap: 'device.fault',
  clock: 'device.fault',
  'not-recorded': 'device.fault',
  'illegal-card': 'device.fault',
  'relay-differs': 'device.fault',
  implausible: 'device.fault',
  jump: 'reading.jump',
  backwards: 'reading.backwards',
  'credit-over': 'credit.differs',
};

/** Answers the flag's id. The same again only counts it. */
export async function raiseFlag(tx: Tx, actor: Actor, clock: Clock, raised: Raised): Promise<string> {
  const { siteId } = actor;
  const present = await lockPresentFlag(tx, siteId, raised.meterId, raised.kind);
  const times = (present?.times ?? 0) + 1;
  let flagId = present?.flag_id;
  if (flagId === undefined) flagId = await insertFlag(tx, siteId, raised);
  else await changeFlag(tx, siteId, flagId, { last_at: raised.at, times, facts: JSON.stringify(raised.facts) });
  const caseFrom = raised.caseFrom ?? (CASE_AT_ONCE.has(raised.kind) ? 1 : Number.POSITIVE_INFINITY);
  if (times >= caseFrom && (present?.case_id ?? null) === null)
    await carryFlag(tx, actor, clock, { flagId, meterId: raised.meterId, kind: raised.kind, facts: raised.facts });
  return flagId;
}

/** Makes the flag a case or an incident. */
export async function carryFlag(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  flag: { readonly flagId: string; readonly meterId: string; readonly kind: FlagKind; readonly facts: FlagFacts },
): Promise<void> {
  const [meter] = await placedMeters(tx, actor.siteId, { meterIds: [flag.meterId], all: true });
  const what = sayFlag(flag.kind, flag.facts);
  const { remaining, possible, unit } = flag.facts;
  const over = flag.kind === 'credit-over' && unit === 'money' ? Number(remaining) - Number(possible) : null;
  const { caseId } = await openCase(tx, actor, clock, {
    subject: SUBJECT[flag.kind],
    summary: {
      zh: `房间 ${meter?.room_code}，表 ${meter?.meter_no}：${what.zh}`,
      en: `Room ${meter?.room_code}, meter ${meter?.meter_no}: ${what.en}`,
    },
    ...(over === null ? {} : { amountFen: over as Money }),
    document: { kind: 'collection_flag', id: flag.flagId },
    parties: [],
  });
  await changeFlag(tx, actor.siteId, flag.flagId, { case_id: caseId });
}

/** What has ended by itself (the meter answers again, its clock is right again). A case made of it stays. */
export async function endFlag(
  tx: Tx,
  actor: Actor,
  ended: { readonly meterId: string; readonly kind: FlagKind; readonly at: Instant; readonly note: string },
): Promise<void> {
  const present = await lockPresentFlag(tx, actor.siteId, ended.meterId, ended.kind);
  if (present === undefined) return;
  await changeFlag(tx, actor.siteId, present.flag_id, {
    state: 'resolved',
    resolved_by: actor.personId,
    resolved_at: ended.at,
    note: ended.note,
  });
}
