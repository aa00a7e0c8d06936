/**
 * Every minute: begins the runs whose time has come. After a standstill only the last time missed is made up for; a
 * meter that nobody read for days is flagged by `carry-flags`.
 */
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Job } from '../../../platform/operations/implement.ts';
import { lastDue } from '../rules/plan.ts';
import { startRun } from '../start-run.ts';
import { timeZoneOf } from '../store/meters.ts';
import { presentSchedules } from '../store/schedules.ts';

async function isBegun(tx: Tx, siteId: string, scheduleId: string, plannedAt: Instant): Promise<boolean> {
  const rows = await tx.prepared(
    'collection.is-begun',
    'select 1 from collection_run where site_id = $1 and schedule_id = $2 and planned_at = $3',
    [siteId, scheduleId, plannedAt],
  );
  return rows.length > 0;
}

export const planRuns: Job = {
  name: 'collection.plan-runs',
  cron: '* * * * *',
  async run(tx, actor, clock) {
    const { siteId } = actor;
    const now = clock.now();
    const timeZone = await timeZoneOf(tx, siteId);
    for (const schedule of await presentSchedules(tx, siteId)) {
      const plan = { times: schedule.times, everyHours: schedule.every_hours };
      const plannedAt = lastDue(plan, now, timeZone);
      if (plannedAt <= schedule.set_at || (await isBegun(tx, siteId, schedule.schedule_id, plannedAt))) continue;
      await startRun(tx, actor, {
        scheduleId: schedule.schedule_id,
        buildingId: schedule.building_id,
        meterId: null,
        plannedAt,
        now,
      });
    }
  },
};
