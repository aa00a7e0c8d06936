/** The bad rows of a staged file, for the page and as a file to be corrected and handed in again. */
import { z } from 'zod';
import { METERING_WRITERS } from '../../../../shared/metering/who.ts';
import type { Text } from '../../../../shared/text.ts';
import { idSchema } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { download } from '../../../platform/http/route.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { READING_FIELDS } from './reading-row.ts';
import { ROOM_FIELDS } from './room-row.ts';

export interface BadRow {
  readonly line: number;
  readonly field: string;
  readonly value: string;
  readonly reason: Text;
  /** What the row held; at its first reason only. */
  readonly cells: Readonly<Record<string, string>>;
}

interface Page {
  readonly batchId: string;
  /** The line after which to go on. */
  readonly after: number;
  readonly limit: number;
}

/** In the order of the file. A page ends with a whole line, so it may hold a few more than asked for. */
export async function badRowsOf(tx: Tx, siteId: string, page: Page): Promise<BadRow[]> {
  const rows = await tx.prepared<{
    line: number;
    field: string;
    reason_zh: string;
    reason_en: string;
    content: { value?: string; cells?: Record<string, string> };
  }>(
    'metering.bad-rows',
    `select line, field, reason_zh, reason_en, content from import_row
     where site_id = $1 and batch_id = $2 and state = 'bad' and line > $3
     order by line fetch first $4 rows with ties`,
    [siteId, page.batchId, page.after, page.limit],
  );
  return rows.map(({ line, field, reason_zh, reason_en, content }) => ({
    line,
    field,
    value: content.value ?? '',
    reason: { zh: reason_zh, en: reason_en },
    cells: content.cells ?? {},
  }));
}

export const badRowsCsv = download({
  module: 'metering',
  name: 'bad-rows.csv',
  title: { zh: '有问题的行', en: 'Rows with problems' },
  posts: METERING_WRITERS,
  input: z.strictObject({ batchId: idSchema }),
  async run(tx, actor, _clock, { batchId }) {
    const batch = await tx.maybe(
      q
        .selectFrom('import_batch')
        .select(['kind', 'file_name'])
        .where('site_id', '=', actor.siteId)
        .where('batch_id', '=', batchId),
    );
    if (batch === undefined) return refuse('record.not_found');
    const fields = batch.kind === 'rooms' ? ROOM_FIELDS : READING_FIELDS;
    const bad = await badRowsOf(tx, actor.siteId, { batchId, after: -1, limit: 100_000 });
    const titleOf = new Map(fields.map(({ field, title }) => [field, title.zh]));
    const rows = [...Map.groupBy(bad, ({ line }) => line)].map(([line, reasons]) => {
      const cells = reasons.find((one) => Object.keys(one.cells).length > 0)?.cells ?? {};
      const why = reasons.map(({ field, reason }) => `${titleOf.get(field) ?? field} ${reason.zh}`.trim());
      return [line, why.join('；'), ...fields.map(({ field }) => cells[field] ?? '')];
    });
    const columns = [
      { title: '行号', type: 'integer' as const },
      { title: '原因', type: 'text' as const },
      ...fields.map(({ title }) => ({ title: title.zh, type: 'text' as const })),
    ];
    return {
      fileName: `${batch.file_name.replace(/\.\w+$/, '')}-问题行.csv`,
      format: 'csv',
      table: { name: '问题行', columns, rows, timeZone: 'UTC' },
      // Put right, it is read in again.
      unmarked: true,
    };
  },
});
