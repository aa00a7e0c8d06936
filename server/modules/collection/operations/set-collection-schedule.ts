import { setCollectionSchedule as contract } from '../../../../shared/contracts/collection/set-collection-schedule.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { timesOf } from '../rules/plan.ts';
import { scheduleViews } from '../schedule-view.ts';
import { isBuilding } from '../store/meters.ts';
import { endSchedule, insertSchedule, presentSchedules } from '../store/schedules.ts';

export const setCollectionSchedule = implement(contract, {
  async run(tx, actor, clock, { buildingId, times, everyHours }) {
    const { siteId } = actor;
    if (buildingId !== undefined && !(await isBuilding(tx, siteId, buildingId))) refuse('record.not_found');
    const now = clock.now();
    const present = await presentSchedules(tx, siteId);
    const before = present.find((one) => one.building_id === (buildingId ?? null));
    if (before !== undefined) await endSchedule(tx, actor, before.schedule_id, now);
    const scheduleId = await insertSchedule(tx, actor, {
      buildingId: buildingId ?? null,
      plan: { times: times === undefined ? [] : timesOf(times), everyHours: everyHours ?? null },
      now,
    });
    const views = await scheduleViews(tx, actor, now);
    return views.find((one) => one.scheduleId === scheduleId)!;
  },
});
