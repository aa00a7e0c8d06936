import { schedules as contract } from '../../../../shared/contracts/collection/schedules.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { scheduleViews } from '../schedule-view.ts';

export const schedules = answer(contract, async (tx, actor, clock) => ({
  rows: await scheduleViews(tx, actor, clock.now()),
}));
