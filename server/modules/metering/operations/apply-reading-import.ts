import { applyReadingImport as contract } from '../../../../shared/contracts/metering/apply-reading-import.ts';
import { sayRefusal } from '../../../../shared/refusals.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { endBatch, goodRowsOf, lockBatch } from '../import/batch.ts';
import { type ReadingInput, recordReadings } from '../readings.ts';
import { planForBulk } from '../store/bulk.ts';

export const applyReadingImport = implement(contract, {
  async run(tx, actor, clock, { batchId, leaveOutBad }) {
    const { siteId } = actor;
    const batch = await lockBatch(tx, siteId, batchId);
    if (batch.kind !== 'readings') refuse('record.not_found');
    if (batch.bad_rows > 0 && !leaveOutBad) refuse('import.bad_rows', { bad: batch.bad_rows });
    await planForBulk(tx);
    const rows = await goodRowsOf<ReadingInput>(tx, siteId, batchId);
    const at = clock.now();
    const outcome = await recordReadings(
      tx,
      actor,
      { at, source: 'import' },
      rows.map(({ value }) => value),
    );
    if ('refused' in outcome) {
      const { text } = sayRefusal(outcome.refused, outcome.facts);
      return refuse('import.conflict', { line: rows[outcome.index]!.line, reason: text.zh, reasonEn: text.en });
    }
    const recorded = outcome.results.filter((one) => one.recorded);
    const result = {
      recorded: recorded.length,
      unchangedRows: rows.length - recorded.length,
      leftOutRows: batch.bad_rows,
      jumps: recorded.filter(({ mark }) => mark === 'jump').length,
      rolledOver: recorded.filter(({ mark }) => mark === 'rolled-over').length,
    };
    await endBatch(tx, actor, { batchId, state: 'applied', at, result });
    return result;
  },
});
