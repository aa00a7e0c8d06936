import { commands as contract } from '../../../../shared/contracts/control/commands.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { commandViews } from '../store/command-views.ts';

export const commands = answer(contract, async (tx, { siteId }, _clock, input) => {
  const rows = await commandViews(tx, siteId, input);
  const last = rows.at(-1);
  return { rows, ...(rows.length === input.limit && last !== undefined ? { next: last.id } : {}) };
});
