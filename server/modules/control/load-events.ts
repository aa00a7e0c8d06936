/** Events of malicious load: cut off, restored by itself so many times a day, then off until a person restores. */
import type { EventState } from '../../../shared/control/words.ts';
import { addSeconds, businessDateOf, type Instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { timeZoneOf } from '../collection/index.ts';
import { mayHaveCut } from './rules/command-states.ts';
import { staysOff } from './rules/judge-load.ts';
import type { CommandRow } from './store/commands.ts';

export interface EventRow {
  readonly event_id: string;
  readonly policy_id: string;
  readonly meter_id: string;
  readonly room_id: string;
  readonly state: EventState;
  readonly restore_due_at: Instant | null;
}

export interface NewEvent {
  readonly policyId: string;
  readonly meterId: string;
  readonly roomId: string;
  readonly at: Instant;
  readonly powerWatts: number;
  readonly beforeWatts: number | null;
  readonly rule: 'threshold' | 'jump';
  readonly notice: string;
  readonly state: 'tripping' | 'not-cut';
}

export async function insertEvent(tx: Tx, siteId: string, event: NewEvent): Promise<string> {
  const eventId = newId();
  await tx.keep(
    'load_event',
    q
      .insertInto('load_event')
      .values({
        site_id: siteId,
        event_id: eventId,
        policy_id: event.policyId,
        meter_id: event.meterId,
        room_id: event.roomId,
        at: event.at,
        power_watts: event.powerWatts,
        before_watts: event.beforeWatts,
        rule: event.rule,
        state: event.state,
        notice: event.notice,
        restore_due_at: null,
        ended_at: event.state === 'not-cut' ? event.at : null,
      })
      .returningAll(),
  );
  tx.touch('control');
  return eventId;
}

export async function moveEvent(
  tx: Tx,
  siteId: string,
  eventId: string,
  to: { readonly state: EventState; readonly restore_due_at?: Instant; readonly ended_at?: Instant },
): Promise<void> {
  await tx.keep(
    'load_event',
    q.updateTable('load_event').set(to).where('site_id', '=', siteId).where('event_id', '=', eventId).returningAll(),
  );
  tx.touch('control');
}

async function restoredToday(tx: Tx, row: CommandRow): Promise<number> {
  const timeZone = await timeZoneOf(tx, row.site_id);
  const today = businessDateOf(row.ended_at!, timeZone);
  const [count] = await tx.prepared<{ n: number }>(
    'control.restored-today',
    `select count(*)::int as n from load_event where site_id = $1 and meter_id = $2 and state = 'restored'
       and (ended_at at time zone $3)::date = $4`,
    [row.site_id, row.meter_id, timeZone, today],
  );
  return count!.n;
}

/** The trip of an event has ended: it waits for its time, stays off, or was never cut. */
export async function settleTripOfEvent(tx: Tx, row: CommandRow): Promise<void> {
  const [event] = await tx.prepared<EventRow & { restores_a_day: number; restore_after_minutes: number }>(
    'control.lock-event-of-trip',
    `select e.event_id, e.state, p.restores_a_day, p.restore_after_minutes from load_event e
     join load_policy p on p.site_id = e.site_id and p.policy_id = e.policy_id
     where e.site_id = $1 and e.event_id = $2 for update of e`,
    [row.site_id, row.origin_id],
  );
  if (event === undefined || event.state !== 'tripping') return;
  const ended = row.ended_at!;
  if (!mayHaveCut(row.state) || row.state === 'contradicted')
    return moveEvent(tx, row.site_id, event.event_id, { state: 'not-cut', ended_at: ended });
  if (staysOff(await restoredToday(tx, row), event.restores_a_day))
    return moveEvent(tx, row.site_id, event.event_id, { state: 'stays-off' });
  return moveEvent(tx, row.site_id, event.event_id, {
    state: 'off',
    restore_due_at: addSeconds(ended, event.restore_after_minutes * 60),
  });
}

/** A person has given the room power again. */
export async function endEventByPerson(tx: Tx, row: CommandRow): Promise<void> {
  const events = await tx.prepared<EventRow>(
    'control.lock-present-event',
    `select event_id from load_event where site_id = $1 and meter_id = $2 and state in ('off', 'stays-off') for update`,
    [row.site_id, row.meter_id],
  );
  for (const event of events)
    await moveEvent(tx, row.site_id, event.event_id, { state: 'restored-by-person', ended_at: row.ended_at! });
}

/** The room has its power again by the event's own restore. */
export async function endEventByRestore(tx: Tx, row: CommandRow): Promise<void> {
  const [event] = await tx.prepared<EventRow>(
    'control.lock-event-of-restore',
    `select event_id from load_event where site_id = $1 and event_id = $2 and state = 'off' for update`,
    [row.site_id, row.origin_id],
  );
  if (event !== undefined)
    await moveEvent(tx, row.site_id, event.event_id, { state: 'restored', ended_at: row.ended_at! });
}
