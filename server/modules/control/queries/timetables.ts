import { timetables as contract } from '../../../../shared/contracts/control/timetables.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { timetableViews } from '../plan-views.ts';

export const timetables = answer(contract, async (tx, actor, _clock, { state }) => ({
  rows: await timetableViews(tx, actor, state ?? null),
}));
