import { runResults as contract } from '../../../../shared/contracts/collection/run-results.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { resultViews } from '../store/result-views.ts';
import { runViews } from '../store/run-views.ts';

export const runResults = answer(contract, async (tx, { siteId }, _clock, input) => {
  const [run] = await runViews(tx, siteId, { runId: input.runId, limit: 1 });
  if (run === undefined) return refuse('record.not_found');
  const rows = await resultViews(tx, siteId, input);
  const last = rows.at(-1);
  return { run, rows, ...(rows.length === input.limit && last !== undefined ? { next: last.meterNo } : {}) };
});
