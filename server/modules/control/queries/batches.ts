import { batches as contract } from '../../../../shared/contracts/control/batches.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { batchViews } from '../store/batches.ts';

export const batches = answer(contract, async (tx, { siteId }, _clock, input) => {
  const rows = (await batchViews(tx, siteId, input)).map((one) => ({ ...one, id: one.batchId }));
  const last = rows.at(-1);
  return { rows, ...(rows.length === input.limit && last !== undefined ? { next: last.id } : {}) };
});
