/** Ending a timetable also ends the window that is cut off by it now: the rooms are restored by the next minute. */
import { endTimetable as contract } from '../../../../shared/contracts/control/end-timetable.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { viewTimetables } from '../plan-views.ts';
import { endOf, requirePlanMove } from '../rules/plan-states.ts';
import { dropWaiting } from '../store/commands.ts';
import { lockTimetable, moveTimetable, moveWindow, openWindows } from '../store/plans.ts';

export const endTimetable = implement(contract, {
  async run(tx, actor, clock, { timetableId, note }) {
    const { siteId } = actor;
    const timetable = (await lockTimetable(tx, siteId, timetableId)) ?? refuse('record.not_found');
    const state = endOf(timetable.state);
    requirePlanMove(timetable.state, state);
    const now = clock.now();
    await moveTimetable(tx, siteId, timetableId, {
      state,
      ended_by: actor.personId,
      ended_at: now,
      end_note: note,
    });
    for (const window of await openWindows(tx, siteId)) {
      if (window.timetable_id !== timetableId || window.state !== 'cut') continue;
      await dropWaiting(tx, siteId, window.window_id, now);
      await moveWindow(tx, siteId, window.window_id, { state: 'restoring' });
    }
    const [view] = await viewTimetables(tx, actor, [(await lockTimetable(tx, siteId, timetableId))!]);
    return view!;
  },
});
