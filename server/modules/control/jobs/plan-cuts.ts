/**
 * Every minute: restores what is due first, then begins the windows whose time has come. After a standstill it never
 * cuts off late, and always restores.
 */
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import type { Job } from '../../../platform/operations/implement.ts';
import { timeZoneOf } from '../../collection/index.ts';
import { beginWindows, endWindow } from '../cut-windows.ts';
import { type EventRow, moveEvent } from '../load-events.ts';
import { restoreMeter } from '../restore-meter.ts';
import { lockTimetable, openWindows, timetablesOf } from '../store/plans.ts';

async function restoreEvents(tx: Tx, actor: Actor, clock: Clock): Promise<void> {
  const now = clock.now();
  const due = await tx.prepared<EventRow>(
    'control.events-due',
    `select event_id, policy_id, meter_id, room_id, state, restore_due_at from load_event
     where site_id = $1 and state = 'off' and restore_due_at <= $2 order by restore_due_at for update`,
    [actor.siteId, now],
  );
  for (const event of due) {
    const restored = await restoreMeter(tx, actor, clock, {
      origin: 'load',
      originId: event.event_id,
      meterId: event.meter_id,
      roomId: event.room_id,
      command: 'close',
      reason: 'load',
      note: '到时自动恢复',
    });
    if (restored === 'done') await moveEvent(tx, actor.siteId, event.event_id, { state: 'restored', ended_at: now });
    if (restored === 'held') await moveEvent(tx, actor.siteId, event.event_id, { state: 'stays-off' });
  }
}

export const planCuts: Job = {
  name: 'control.plan-cuts',
  cron: '* * * * *',
  async run(tx, actor, clock) {
    const { siteId } = actor;
    const now = clock.now();
    for (const window of await openWindows(tx, siteId)) {
      if (window.state === 'cut' && window.ends_at > now) continue;
      const timetable = await lockTimetable(tx, siteId, window.timetable_id);
      await endWindow(tx, actor, clock, { window, timetable: timetable! });
    }
    await restoreEvents(tx, actor, clock);
    const when = { now, timeZone: await timeZoneOf(tx, siteId) };
    for (const timetable of await timetablesOf(tx, siteId, 'approved')) await beginWindows(tx, actor, when, timetable);
  },
};
