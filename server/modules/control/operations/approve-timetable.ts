import { approveTimetable as contract } from '../../../../shared/contracts/control/approve-timetable.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireDifferentPersons } from '../../posts/index.ts';
import { viewTimetables } from '../plan-views.ts';
import { requirePlanMove } from '../rules/plan-states.ts';
import { lockTimetable, moveTimetable } from '../store/plans.ts';

export const approveTimetable = implement(contract, {
  async run(tx, actor, clock, { timetableId }) {
    const { siteId } = actor;
    const timetable = (await lockTimetable(tx, siteId, timetableId)) ?? refuse('record.not_found');
    requirePlanMove(timetable.state, 'approved');
    requireDifferentPersons('propose-approve', timetable.proposed_by, actor.personId);
    await moveTimetable(tx, siteId, timetableId, {
      state: 'approved',
      approved_by: actor.personId,
      approved_at: clock.now(),
    });
    const [view] = await viewTimetables(tx, actor, [(await lockTimetable(tx, siteId, timetableId))!]);
    return view!;
  },
});
