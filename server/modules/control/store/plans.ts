/** SQL of timetables, their windows and load policies. */
import type { DayException, WeekWindow } from '../../../../shared/control/view.ts';
import type { PlanState, WindowState } from '../../../../shared/control/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';

interface PlanRow {
  readonly building_id: string;
  readonly reason: string;
  readonly exempt_room_ids: readonly string[];
  readonly state: PlanState;
  readonly proposed_by: string;
  readonly proposed_at: Instant;
  readonly approved_by: string | null;
  readonly approved_at: Instant | null;
  readonly ended_by: string | null;
  readonly end_note: string | null;
}

export interface TimetableRow extends PlanRow {
  readonly timetable_id: string;
  readonly title: string;
  readonly windows: readonly WeekWindow[];
  readonly exceptions: readonly DayException[];
  readonly restore: 'allow-close' | 'close';
}

export interface PolicyRow extends PlanRow {
  readonly policy_id: string;
  readonly threshold_watts: number;
  readonly jump_watts: number | null;
  readonly restore_after_minutes: number;
  readonly restores_a_day: number;
  readonly notice: string;
}

export interface WindowRow {
  readonly window_id: string;
  readonly timetable_id: string;
  readonly starts_at: Instant;
  readonly ends_at: Instant;
  readonly state: WindowState;
}

export async function lockTimetable(tx: Tx, siteId: string, timetableId: string): Promise<TimetableRow | undefined> {
  const [row] = await tx.prepared<TimetableRow>(
    'control.lock-timetable',
    'select * from cut_timetable where site_id = $1 and timetable_id = $2 for update',
    [siteId, timetableId],
  );
  return row;
}

export async function lockPolicy(tx: Tx, siteId: string, policyId: string): Promise<PolicyRow | undefined> {
  const [row] = await tx.prepared<PolicyRow>(
    'control.lock-policy',
    'select * from load_policy where site_id = $1 and policy_id = $2 for update',
    [siteId, policyId],
  );
  return row;
}

/** Without a state: what is proposed and in force. */
export const timetablesOf = (tx: Tx, siteId: string, state: PlanState | null): Promise<TimetableRow[]> =>
  tx.prepared<TimetableRow>(
    'control.timetables',
    `select * from cut_timetable where site_id = $1
       and case when $2::text is null then state in ('proposed', 'approved') else state = $2 end
     order by proposed_at desc limit 500`,
    [siteId, state],
  );

export const policiesOf = (tx: Tx, siteId: string, state: PlanState | null): Promise<PolicyRow[]> =>
  tx.prepared<PolicyRow>(
    'control.policies',
    `select * from load_policy where site_id = $1
       and case when $2::text is null then state in ('proposed', 'approved') else state = $2 end
     order by proposed_at desc limit 500`,
    [siteId, state],
  );

interface PlanMove {
  readonly state: PlanState;
  readonly approved_by?: string;
  readonly approved_at?: Instant;
  readonly ended_by?: string;
  readonly ended_at?: Instant;
  readonly end_note?: string;
}

export async function moveTimetable(tx: Tx, siteId: string, timetableId: string, move: PlanMove): Promise<void> {
  await tx.keep(
    'cut_timetable',
    q
      .updateTable('cut_timetable')
      .set(move)
      .where('site_id', '=', siteId)
      .where('timetable_id', '=', timetableId)
      .returningAll(),
  );
}

export async function movePolicy(tx: Tx, siteId: string, policyId: string, move: PlanMove): Promise<void> {
  await tx.keep(
    'load_policy',
    q
      .updateTable('load_policy')
      .set(move)
      .where('site_id', '=', siteId)
      .where('policy_id', '=', policyId)
      .returningAll(),
  );
}

/** What both kinds of plan begin with. */
export const proposedBy = (actor: Actor, now: Instant) => ({
  state: 'proposed',
  proposed_by: actor.personId,
  proposed_post: actor.post,
  proposed_at: now,
  approved_by: null,
  approved_at: null,
  ended_by: null,
  ended_at: null,
  end_note: null,
});

export const openWindows = (tx: Tx, siteId: string): Promise<WindowRow[]> =>
  tx.prepared<WindowRow>(
    'control.open-windows',
    `select window_id, timetable_id, starts_at, ends_at, state from cut_window
     where site_id = $1 and closed_at is null order by starts_at`,
    [siteId],
  );

/** Starts of the windows of a timetable that have a row already. */
export async function startsKnown(
  tx: Tx,
  siteId: string,
  timetableId: string,
  from: Instant,
): Promise<ReadonlySet<Instant>> {
  const rows = await tx.prepared<{ starts_at: Instant }>(
    'control.starts-known',
    'select starts_at from cut_window where site_id = $1 and timetable_id = $2 and starts_at >= $3',
    [siteId, timetableId, from],
  );
  return new Set(rows.map((row) => row.starts_at));
}

export async function insertWindow(
  tx: Tx,
  siteId: string,
  window: {
    readonly timetableId: string;
    readonly startsAt: Instant;
    readonly endsAt: Instant;
    readonly state: 'cut' | 'missed';
    readonly now: Instant;
  },
): Promise<string> {
  const windowId = newId();
  await tx.keep(
    'cut_window',
    q
      .insertInto('cut_window')
      .values({
        site_id: siteId,
        window_id: windowId,
        timetable_id: window.timetableId,
        starts_at: window.startsAt,
        ends_at: window.endsAt,
        state: window.state,
        opened_at: window.now,
        closed_at: window.state === 'missed' ? window.now : null,
      })
      .returningAll(),
  );
  tx.touch('control');
  return windowId;
}

export async function moveWindow(
  tx: Tx,
  siteId: string,
  windowId: string,
  to: { readonly state: WindowState; readonly closed_at?: Instant },
): Promise<void> {
  await tx.keep(
    'cut_window',
    q.updateTable('cut_window').set(to).where('site_id', '=', siteId).where('window_id', '=', windowId).returningAll(),
  );
  tx.touch('control');
}
