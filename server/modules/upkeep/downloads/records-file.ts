/** Upkeep records as a file, by the same filters as the list. */
import { z } from 'zod';
import { records } from '../../../../shared/contracts/upkeep/records.ts';
import { titleOfPost } from '../../../../shared/posts.ts';
import { UPKEEP_READERS } from '../../../../shared/upkeep/who.ts';
import { RESULTS, repairNumber, TARGETS } from '../../../../shared/upkeep/words.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { ExportTable } from '../../../platform/files/export-column.ts';
import { download } from '../../../platform/http/route.ts';
import { houseOf } from '../../posts/index.ts';
import { recordRows } from '../store/records.ts';

const ROWS_AT_MOST = 100_000;

const { from, to, target, result } = records.input.shape;

const filed = {
  module: 'upkeep',
  title: { zh: '维护记录', en: 'Upkeep records' },
  posts: UPKEEP_READERS,
  input: z.strictObject({ from, to, target, result }),
} as const;

async function tableOf(tx: Tx, siteId: string, asked: z.output<typeof filed.input>): Promise<ExportTable> {
  const rows = await recordRows(tx, siteId, { ...asked, limit: ROWS_AT_MOST });
  return {
    name: filed.title.zh,
    timeZone: (await houseOf(tx, siteId)).time_zone,
    columns: [
      { title: '日期', type: 'date' },
      { title: '时间', type: 'instant' },
      { title: '项目', type: 'text', width: 24 },
      { title: '对象', type: 'text' },
      { title: '终端', type: 'text' },
      { title: '计划内', type: 'text' },
      { title: '结果', type: 'text' },
      { title: '说明', type: 'text', width: 40 },
      { title: '逾期', type: 'text' },
      { title: '报修单', type: 'text' },
      { title: '记录人', type: 'text' },
      { title: '岗位', type: 'text' },
    ],
    rows: rows.map((row) => [
      row.on_date,
      row.at,
      row.title_zh,
      TARGETS[row.target].zh,
      row.terminal_name,
      row.task_id === null ? '否' : '是',
      RESULTS[row.result].zh,
      row.note,
      row.late ? '是' : '否',
      row.repair_no === null ? null : repairNumber(row.repair_no),
      row.person_name,
      titleOfPost(row.post).zh,
    ]),
  };
}

export const recordsCsv = download({
  ...filed,
  name: 'records.csv',
  async run(tx, { siteId }, _clock, asked) {
    return { fileName: 'upkeep-records.csv', format: 'csv', table: await tableOf(tx, siteId, asked) };
  },
});

export const recordsXlsx = download({
  ...filed,
  name: 'records.xlsx',
  async run(tx, { siteId }, _clock, asked) {
    return { fileName: 'upkeep-records.xlsx', format: 'xlsx', table: await tableOf(tx, siteId, asked) };
  },
});
