import { runs as contract } from '../../../../shared/contracts/collection/runs.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { runViews } from '../store/run-views.ts';

export const runs = answer(contract, async (tx, { siteId }, _clock, input) => {
  const rows = await runViews(tx, siteId, input);
  const last = rows.at(-1);
  return { rows, ...(rows.length === input.limit && last !== undefined ? { next: last.id } : {}) };
});
