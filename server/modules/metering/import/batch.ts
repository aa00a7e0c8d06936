/** Staged files: reading them, storing good and bad rows, ending a batch. Owner of import_batch and import_row. */
import { createHash } from 'node:crypto';
import type { Noticed, Staged } from '../../../../shared/metering/import.ts';
import type { Text } from '../../../../shared/text.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { type FileField, mapColumns, rowsByField } from '../../../platform/files/column-map.ts';
import { readTable } from '../../../platform/files/read-table.ts';
import type { BadCell } from '../../../platform/files/staging.ts';
import type { TableProblem, TableRow } from '../../../platform/files/table-file.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

export interface FileContent {
  readonly rows: readonly TableRow[];
  readonly problems: readonly TableProblem[];
  readonly remarks: readonly TableProblem[];
  readonly unknownColumns: readonly string[];
  readonly sha256: string;
}

const refuseFile = (reason: Text): never => refuse('import.unusable', { reason: reason.zh, reasonEn: reason.en });

/** Refuses 'import.unusable' for a file of which nothing can be used. */
export async function readFile(
  file: { readonly fileName: string; readonly fileBase64: string },
  fields: readonly FileField[],
): Promise<FileContent> {
  const bytes = Buffer.from(file.fileBase64, 'base64');
  const table = await readTable(bytes, file.fileName);
  const whole = table.problems.find(({ line }) => line === 0);
  if (whole !== undefined) refuseFile(whole.reason);
  const map = mapColumns(table.columns, fields);
  if (map.missing.length > 0) {
    const names = (language: 'zh' | 'en') => map.missing.map(({ title }) => title[language]);
    refuseFile({ zh: `缺少列：${names('zh').join('、')}`, en: `Columns are missing: ${names('en').join(', ')}` });
  }
  const [doubled] = map.doubled;
  if (doubled !== undefined) {
    const columns = doubled.columns;
    refuseFile({ zh: `这些列重复：${columns.join('、')}`, en: `These columns say the same: ${columns.join(', ')}` });
  }
  if (table.rows.length === 0 && table.problems.length === 0)
    refuseFile({ zh: '文件里没有数据行', en: 'No rows in the file' });
  return {
    rows: rowsByField(table.rows, map),
    problems: table.problems,
    remarks: table.remarks,
    unknownColumns: map.unknown,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

export interface CheckedFile {
  readonly kind: 'rooms' | 'readings';
  readonly fileName: string;
  readonly content: FileContent;
  readonly good: readonly { readonly line: number; readonly value: object }[];
  readonly bad: readonly BadCell[];
  readonly at: Instant;
}

interface StoredRow {
  readonly line: number;
  readonly part: number;
  readonly state: 'good' | 'bad';
  readonly content: object;
  readonly field: string;
  readonly reason_zh: string;
  readonly reason_en: string;
}

function storedRows(checked: CheckedFile): StoredRow[] {
  const fromFile = checked.content.problems.map(
    ({ line, column, reason }): BadCell => ({ line, column: column ?? '', value: '', reason }),
  );
  const parts = new Map<number, number>();
  const cellsOf = new Map(checked.content.rows.map(({ line, cells }) => [line, cells]));
  const bad = [...fromFile, ...checked.bad].map(({ line, column, value: told, reason }): StoredRow => {
    // A flaw found by a rule over the whole row does not repeat the cell it blames.
    const value = told === '' ? (cellsOf.get(line)?.[column] ?? '') : told;
    const part = parts.get(line) ?? 0;
    parts.set(line, part + 1);
    const content = { value, ...(part === 0 ? { cells: { ...cellsOf.get(line) } } : {}) };
    return { line, part, state: 'bad', content, field: column, reason_zh: reason.zh, reason_en: reason.en };
  });
  const good = checked.good
    .filter(({ line }) => !parts.has(line))
    .map(({ line, value }): StoredRow => {
      return { line, part: 0, state: 'good', content: value, field: '', reason_zh: '', reason_en: '' };
    });
  return [...good, ...bad];
}

export async function stageBatch(tx: Tx, actor: Actor, checked: CheckedFile): Promise<Staged> {
  const batchId = newId();
  const rows = storedRows(checked);
  const goodRows = rows.filter(({ state }) => state === 'good').length;
  const badRows = new Set(rows.filter(({ state }) => state === 'bad').map(({ line }) => line)).size;
  const noticed: Noticed = {
    unknownColumns: [...checked.content.unknownColumns],
    remarks: checked.content.remarks.slice(0, 100).map(({ line, reason }) => ({ line, reason })),
  };
  await tx.run(
    q.insertInto('import_batch').values({
      site_id: actor.siteId,
      batch_id: batchId,
      kind: checked.kind,
      file_name: checked.fileName,
      file_sha256: checked.content.sha256,
      good_rows: goodRows,
      bad_rows: badRows,
      state: 'staged',
      staged_at: checked.at,
      staged_by: actor.personId,
      ended_at: null,
      ended_by: null,
      result: JSON.stringify(noticed),
    }),
  );
  await tx.prepared(
    'metering.stage-rows',
    `insert into import_row (site_id, batch_id, line, part, state, content, field, reason_zh, reason_en)
     select $1, $2, n.line, n.part, n.state, n.content, n.field, n.reason_zh, n.reason_en
     from jsonb_to_recordset($3::jsonb) as n (line integer, part smallint, state text, content jsonb, field text,
       reason_zh text, reason_en text)`,
    [actor.siteId, batchId, JSON.stringify(rows)],
  );
  return { batchId, goodRows, badRows, ...noticed };
}

/** Locks a batch that waits to be applied or thrown away. Refuses 'record.not_found', 'import.ended'. */
export async function lockBatch(tx: Tx, siteId: string, batchId: string) {
  const batch = await tx.maybe(
    q.selectFrom('import_batch').selectAll().where('site_id', '=', siteId).where('batch_id', '=', batchId).forUpdate(),
  );
  if (batch === undefined) return refuse('record.not_found');
  if (batch.state !== 'staged') refuse('import.ended');
  return batch;
}

export async function goodRowsOf<Row>(
  tx: Tx,
  siteId: string,
  batchId: string,
): Promise<{ line: number; value: Row }[]> {
  const rows = await tx.prepared<{ line: number; content: unknown }>(
    'metering.good-rows',
    `select line, content from import_row where site_id = $1 and batch_id = $2 and state = 'good' order by line`,
    [siteId, batchId],
  );
  return rows.map(({ line, content }) => ({ line, value: content as Row }));
}

/** Ends a batch. Its rows, which hold names and phones, are deleted. */
export async function endBatch(
  tx: Tx,
  actor: Actor,
  end: {
    readonly batchId: string;
    readonly state: 'applied' | 'discarded';
    readonly at: Instant;
    readonly result: object | null;
  },
): Promise<void> {
  await tx.run(q.deleteFrom('import_row').where('site_id', '=', actor.siteId).where('batch_id', '=', end.batchId));
  await tx.run(
    q
      .updateTable('import_batch')
      .set({
        state: end.state,
        ended_at: end.at,
        ended_by: actor.personId,
        result: end.result === null ? null : JSON.stringify(end.result),
      })
      .where('site_id', '=', actor.siteId)
      .where('batch_id', '=', end.batchId),
  );
}
