import { applyReadingImport } from '../../../../shared/contracts/metering/apply-reading-import.ts';
import { applyRoomImport } from '../../../../shared/contracts/metering/apply-room-import.ts';
import { discardImport } from '../../../../shared/contracts/metering/discard-import.ts';
import { importBatches as contract } from '../../../../shared/contracts/metering/import-batches.ts';
import type { AppliedReadings, AppliedRooms, Noticed } from '../../../../shared/metering/import.ts';
import { q } from '../../../platform/db/query.ts';
import { allowed } from '../../../platform/operations/can.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { personNames } from '../../posts/index.ts';

export const importBatches = answer(contract, async (tx, actor, _clock, { batchId, after, limit }) => {
  let select = q
    .selectFrom('import_batch')
    .selectAll()
    .where('site_id', '=', actor.siteId)
    .orderBy('batch_id', 'desc')
    .limit(limit);
  if (after !== undefined) select = select.where('batch_id', '<', after);
  if (batchId !== undefined) select = select.where('batch_id', '=', batchId);
  const rows = await tx.many(select);
  const last = rows.at(-1);
  const names = await personNames(
    tx,
    actor.siteId,
    rows.map((row) => row.staged_by),
  );
  return {
    rows: rows.map((row) => {
      const apply = row.kind === 'rooms' ? applyRoomImport : applyReadingImport;
      const can = row.state === 'staged' ? allowed(actor, [apply, discardImport]) : [];
      return {
        batchId: row.batch_id,
        kind: row.kind as 'rooms' | 'readings',
        fileName: row.file_name,
        goodRows: row.good_rows,
        badRows: row.bad_rows,
        state: row.state as 'staged' | 'applied' | 'discarded',
        stagedAt: row.staged_at,
        stagedBy: { personId: row.staged_by, name: names.get(row.staged_by) ?? '' },
        endedAt: row.ended_at,
        noticed: row.state === 'staged' ? (row.result as Noticed | null) : null,
        result: row.state === 'applied' ? (row.result as AppliedRooms | AppliedReadings | null) : null,
        can,
      };
    }),
    ...(rows.length === limit && last !== undefined ? { next: last.batch_id } : {}),
  };
});
