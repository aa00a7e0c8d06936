import { importRows as contract } from '../../../../shared/contracts/metering/import-rows.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { badRowsOf } from '../import/bad-rows.ts';

export const importRows = answer(contract, async (tx, actor, _clock, { batchId, after, limit }) => {
  const rows = await badRowsOf(tx, actor.siteId, { batchId, after: after ?? -1, limit });
  const last = rows.at(-1);
  return {
    rows: rows.map(({ line, field, value, reason }) => ({ line, field, value, reason })),
    ...(rows.length >= limit && last !== undefined ? { next: last.line } : {}),
  };
});
