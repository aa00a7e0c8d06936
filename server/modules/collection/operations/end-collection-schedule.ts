import { endCollectionSchedule as contract } from '../../../../shared/contracts/collection/end-collection-schedule.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { endSchedule } from '../store/schedules.ts';

export const endCollectionSchedule = implement(contract, {
  async run(tx, actor, clock, { scheduleId }) {
    const schedule = await tx.maybe(
      q
        .selectFrom('collection_schedule')
        .select('ended_at')
        .where('site_id', '=', actor.siteId)
        .where('schedule_id', '=', scheduleId),
    );
    if (schedule === undefined) refuse('record.not_found');
    if (!(await endSchedule(tx, actor, scheduleId, clock.now()))) refuse('collection.schedule_ended');
    return { scheduleId };
  },
});
