/** SQL of the schedules: one in force for a building, and one for the whole site. */
import type { Instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import type { Plan } from '../rules/plan.ts';

export interface ScheduleRow {
  readonly schedule_id: string;
  readonly building_id: string | null;
  readonly building_code: string | null;
  readonly times: readonly string[];
  readonly every_hours: number | null;
  readonly set_by: string;
  readonly set_at: Instant;
}

export const presentSchedules = (tx: Tx, siteId: string): Promise<ScheduleRow[]> =>
  tx.prepared<ScheduleRow>(
    'collection.present-schedules',
    `select s.schedule_id, s.building_id, p.full_code as building_code, s.times, s.every_hours, s.set_by, s.set_at
     from collection_schedule s
     left join premise p on p.site_id = s.site_id and p.premise_id = s.building_id
     where s.site_id = $1 and s.ended_at is null order by p.full_code nulls first`,
    [siteId],
  );

/** False when it has ended already. */
export async function endSchedule(tx: Tx, actor: Actor, scheduleId: string, now: Instant): Promise<boolean> {
  const rows = await tx.keep(
    'collection_schedule',
    q
      .updateTable('collection_schedule')
      .set({ ended_by: actor.personId, ended_at: now })
      .where('site_id', '=', actor.siteId)
      .where('schedule_id', '=', scheduleId)
      .where('ended_at', 'is', null)
      .returningAll(),
  );
  return rows.length > 0;
}

export async function insertSchedule(
  tx: Tx,
  actor: Actor,
  schedule: { readonly buildingId: string | null; readonly plan: Plan; readonly now: Instant },
): Promise<string> {
  const scheduleId = newId();
  await tx.keep(
    'collection_schedule',
    q
      .insertInto('collection_schedule')
      .values({
        site_id: actor.siteId,
        schedule_id: scheduleId,
        building_id: schedule.buildingId,
        times: [...schedule.plan.times],
        every_hours: schedule.plan.everyHours,
        set_by: actor.personId,
        set_at: schedule.now,
        ended_by: null,
        ended_at: null,
      })
      .returningAll(),
  );
  return scheduleId;
}
