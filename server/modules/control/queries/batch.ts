import { batch as contract } from '../../../../shared/contracts/control/batch.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { batchViews } from '../store/batches.ts';
import { commandViews } from '../store/command-views.ts';

const ROWS_AT_MOST = 500;

export const batch = answer(contract, async (tx, { siteId }, _clock, { batchId }) => {
  const [found] = await batchViews(tx, siteId, { batchId, limit: 1 });
  if (found === undefined) return refuse('record.not_found');
  return { batch: found, rows: await commandViews(tx, siteId, { originId: batchId, limit: ROWS_AT_MOST }) };
});
