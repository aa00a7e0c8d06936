import { tasks as contract } from '../../../../shared/contracts/upkeep/tasks.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { viewTasks } from '../item-view.ts';
import { openTasks } from '../store/tasks.ts';

export const tasks = answer(contract, async (tx, actor, _clock, { own, state }) => {
  const rows = await openTasks(tx, actor.siteId, own === true ? actor.post : null);
  return { rows: await viewTasks(tx, actor, state === undefined ? rows : rows.filter((row) => row.state === state)) };
});
