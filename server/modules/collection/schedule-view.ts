/** A schedule as the page shows it. */
import type { z } from 'zod';
import type { scheduleSchema } from '../../../shared/collection/view.ts';
import { endCollectionSchedule } from '../../../shared/contracts/collection/end-collection-schedule.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { allowed } from '../../platform/operations/can.ts';
import { nextDue } from './rules/plan.ts';
import { timeZoneOf } from './store/meters.ts';
import { presentSchedules } from './store/schedules.ts';
import { whoDid } from './who-did.ts';

export type ScheduleView = z.output<typeof scheduleSchema>;

export async function scheduleViews(tx: Tx, actor: Actor, now: Instant): Promise<ScheduleView[]> {
  const rows = await presentSchedules(tx, actor.siteId);
  const timeZone = await timeZoneOf(tx, actor.siteId);
  const name = await whoDid(
    tx,
    actor.siteId,
    rows.map((row) => row.set_by),
  );
  return rows.map((row) => ({
    scheduleId: row.schedule_id,
    buildingId: row.building_id,
    buildingCode: row.building_code,
    times: row.times.join(' '),
    everyHours: row.every_hours,
    setBy: name(row.set_by),
    setAt: row.set_at,
    nextAt: nextDue({ times: row.times, everyHours: row.every_hours }, now, timeZone),
    can: allowed(actor, [endCollectionSchedule]),
  }));
}
