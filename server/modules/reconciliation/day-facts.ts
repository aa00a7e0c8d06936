/** A business day as it stands now: its sessions, and what stands in the way of closing it. */
import { type BusinessDate, businessDateOf, type Instant } from '../../../shared/values/calendar.ts';
import { currentDay } from '../../platform/chain/day.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { houseOf } from '../posts/index.ts';
import { type Missing, whatIsMissing } from './rules/what-is-missing.ts';
import { openSince, type SessionOfDay, sessionsOfDay, siteDay } from './store/sessions.ts';

export interface DayNow {
  readonly businessDate: BusinessDate;
  readonly today: BusinessDate;
  readonly sealed: boolean;
  readonly sessions: readonly SessionOfDay[];
  readonly openSince: BusinessDate | null;
  readonly missing: readonly Missing[];
}

/** Of the day given; otherwise of the oldest with sessions that is not closed, or of the present one. */
export async function dayNow(tx: Tx, siteId: string, now: Instant, date?: BusinessDate): Promise<DayNow> {
  const { time_zone: timeZone } = await houseOf(tx, siteId);
  const today = await currentDay(tx, siteId, now);
  const since = await openSince(tx, siteId);
  const businessDate = date ?? since ?? today;
  const known = await siteDay(tx, siteId, businessDate);
  const sealed = known !== undefined && known.sealed_at !== null;
  const sessions = await sessionsOfDay(tx, siteId, businessDate);
  const missing = sealed
    ? []
    : whatIsMissing({
        businessDate,
        calendar: businessDateOf(now, timeZone),
        begun: known !== undefined,
        openSince: since,
        sessions: sessions.map((session) => ({ closed: session.closed_at !== null, slipId: session.slip_id })),
      });
  return { businessDate, today, sealed, sessions, openSince: since, missing };
}
