import { stageReadingImport as contract } from '../../../../shared/contracts/metering/stage-reading-import.ts';
import { type RefusalCode, sayRefusal } from '../../../../shared/refusals.ts';
import { q } from '../../../platform/db/query.ts';
import { type BadCell, checkRowsInPieces } from '../../../platform/files/staging.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { readFile, stageBatch } from '../import/batch.ts';
import { READING_FIELDS, readingRowSchema } from '../import/reading-row.ts';
import { checkReadings, type ReadingInput } from '../readings.ts';
import { planForBulk } from '../store/bulk.ts';
import { meterIdsByNo } from '../store/meters.ts';

const OF_THE_TIME: ReadonlySet<RefusalCode> = new Set(['reading.in_future', 'reading.not_later', 'reading.differs']);

/** The column to look at first. */
function blamed(code: RefusalCode): string {
  if (OF_THE_TIME.has(code)) return 'readAt';
  return code === 'meter.retired' || code === 'record.not_found' ? 'meterNo' : 'total';
}

export const stageReadingImport = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId } = actor;
    const at = clock.now();
    const content = await readFile(input, READING_FIELDS);
    const site = await tx.one(q.selectFrom('site').select('time_zone').where('site_id', '=', siteId));
    const checked = await checkRowsInPieces(content.rows, readingRowSchema(site.time_zone), {
      key: ({ meterNo = '' }) => (meterNo === '' ? null : meterNo),
      keyTitle: { zh: '表号', en: 'meter number' },
    });
    await planForBulk(tx);
    const ids = await meterIdsByNo(
      tx,
      siteId,
      checked.good.map(({ value }) => value.meterNo),
    );
    const bad: BadCell[] = [...checked.bad];
    const good: { line: number; value: ReadingInput }[] = [];
    for (const { line, value } of checked.good) {
      const { meterNo, readAt, total, peak, flat, valley } = value;
      const meterId = ids.get(meterNo);
      const reason = { zh: '没有这块表', en: 'There is no such meter' };
      if (meterId === undefined) bad.push({ line, column: 'meterNo', value: meterNo, reason });
      else good.push({ line, value: { meterId, readAt, values: { total, peak, flat, valley } } });
    }
    const refused = await checkReadings(
      tx,
      siteId,
      at,
      good.map(({ value }) => value),
    );
    refused.forEach((one, index) => {
      if (one === null) return;
      const { line } = good[index]!;
      bad.push({ line, column: blamed(one.refused), value: '', reason: sayRefusal(one.refused, one.facts).text });
    });
    return stageBatch(tx, actor, { kind: 'readings', fileName: input.fileName, content, good, bad, at });
  },
});
