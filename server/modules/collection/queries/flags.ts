import { flags as contract } from '../../../../shared/contracts/collection/flags.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { flagViews } from '../store/flag-views.ts';

export const flags = answer(contract, async (tx, actor, _clock, input) => {
  const rows = await flagViews(tx, actor, input);
  const last = rows.at(-1);
  return { rows, ...(rows.length === input.limit && last !== undefined ? { next: last.id } : {}) };
});
