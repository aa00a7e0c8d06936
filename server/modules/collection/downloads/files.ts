/** Consumption and the results of a run as files, by the same filters as the pages. */
import { z } from 'zod';
import { consumptionFilter } from '../../../../shared/collection/view.ts';
import { COLLECTION_READERS } from '../../../../shared/collection/who.ts';
import { RESULT_STATES } from '../../../../shared/collection/words.ts';
import { businessDateOf } from '../../../../shared/values/calendar.ts';
import { idSchema } from '../../../../shared/values/ids.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { ExportTable } from '../../../platform/files/export-column.ts';
import { download } from '../../../platform/http/route.ts';
import { periodOf } from '../rules/period.ts';
import { pageOfUse } from '../store/consumption.ts';
import { timeZoneOf } from '../store/meters.ts';
import { resultViews } from '../store/result-views.ts';

const ROWS_AT_MOST = 1_000_000;

type Asked = z.output<typeof used.input>;

async function tableOfUse(tx: Tx, siteId: string, clock: Clock, asked: Asked): Promise<ExportTable> {
  const timeZone = await timeZoneOf(tx, siteId);
  const filter = { ...asked, ...periodOf(asked, businessDateOf(clock.now(), timeZone)) };
  const rows = await pageOfUse(tx, siteId, filter, { after: null, limit: ROWS_AT_MOST });
  return {
    name: '用量',
    timeZone,
    columns: [
      { title: '日期', type: 'date' },
      { title: '楼栋', type: 'text' },
      { title: '房间', type: 'text' },
      { title: '表号', type: 'text' },
      { title: '用量', type: 'quantity' },
      { title: '跨天数', type: 'integer' },
    ],
    rows: rows.map((row) => [row.date, row.building_code, row.room_code, row.meter_no, row.used, row.days]),
  };
}

const used = {
  module: 'collection',
  title: { zh: '用量', en: 'Consumption' },
  posts: COLLECTION_READERS,
  input: z.strictObject(consumptionFilter),
} as const;

export const consumptionCsv = download({
  ...used,
  name: 'consumption.csv',
  async run(tx, { siteId }, clock, asked) {
    return { fileName: 'consumption.csv', format: 'csv', table: await tableOfUse(tx, siteId, clock, asked) };
  },
});

export const consumptionXlsx = download({
  ...used,
  name: 'consumption.xlsx',
  async run(tx, { siteId }, clock, asked) {
    return { fileName: 'consumption.xlsx', format: 'xlsx', table: await tableOfUse(tx, siteId, clock, asked) };
  },
});

export const runResultsCsv = download({
  module: 'collection',
  name: 'run-results.csv',
  title: { zh: '抄表结果', en: 'Results of a run' },
  posts: COLLECTION_READERS,
  input: z.strictObject({ runId: idSchema }),
  async run(tx, { siteId }, _clock, { runId }) {
    const rows = await resultViews(tx, siteId, { runId, limit: ROWS_AT_MOST });
    const table: ExportTable = {
      name: '抄表结果',
      timeZone: await timeZoneOf(tx, siteId),
      columns: [
        { title: '房间', type: 'text' },
        { title: '表号', type: 'text' },
        { title: '结果', type: 'text' },
        { title: '读数', type: 'quantity' },
        { title: '用量', type: 'quantity' },
        { title: '时钟快（秒）', type: 'integer' },
        { title: '异常', type: 'text' },
        { title: '说明', type: 'text' },
        { title: '时间', type: 'instant' },
      ],
      rows: rows.map((row) => [
        row.roomCode,
        row.meterNo,
        RESULT_STATES[row.state].zh,
        row.totalMilli,
        row.usedMilli,
        row.clockAheadSeconds,
        row.flagged ? '是' : '',
        row.reason,
        row.endedAt,
      ]),
    };
    return { fileName: 'run-results.csv', format: 'csv', table };
  },
});
