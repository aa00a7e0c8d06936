/** Repairs as a file, by the same filters as the list: times, seconds and cost as they were reckoned. */
import { z } from 'zod';
import { repairs } from '../../../../shared/contracts/upkeep/repairs.ts';
import { UPKEEP_READERS } from '../../../../shared/upkeep/who.ts';
import { REPAIR_STATES, TARGETS, URGENCIES } from '../../../../shared/upkeep/words.ts';
import type { ExportTable } from '../../../platform/files/export-column.ts';
import { download } from '../../../platform/http/route.ts';
import { houseOf } from '../../posts/index.ts';
import { repairView } from '../repair-view.ts';
import { repairRows } from '../store/repairs.ts';

const ROWS_AT_MOST = 100_000;

const { state, target, month, which } = repairs.input.shape;

export const repairsCsv = download({
  module: 'upkeep',
  name: 'repairs.csv',
  title: { zh: '报修', en: 'Repairs' },
  posts: UPKEEP_READERS,
  input: z.strictObject({ state, target, month, which }),
  async run(tx, actor, clock, asked) {
    const rows = await repairRows(tx, actor.siteId, { ...asked, limit: ROWS_AT_MOST });
    const views = rows.map((row) => repairView(actor, clock.now(), row));
    const table: ExportTable = {
      name: '报修',
      timeZone: (await houseOf(tx, actor.siteId)).time_zone,
      columns: [
        { title: '单号', type: 'text' },
        { title: '对象', type: 'text' },
        { title: '编号或名称', type: 'text' },
        { title: '现象', type: 'text' },
        { title: '影响', type: 'text' },
        { title: '状态', type: 'text' },
        { title: '报修人', type: 'text' },
        { title: '报修时间', type: 'instant' },
        { title: '接修人', type: 'text' },
        { title: '接修时间', type: 'instant' },
        { title: '修好时间', type: 'instant' },
        { title: '原因与处理', type: 'text' },
        { title: '验收人', type: 'text' },
        { title: '响应（秒）', type: 'integer' },
        { title: '修复（秒）', type: 'integer' },
        { title: '工时（分钟）', type: 'integer' },
        { title: '费用', type: 'money' },
        { title: '异常', type: 'text' },
      ],
      rows: views.map((view) => [
        view.number,
        TARGETS[view.target].zh,
        view.which,
        view.seen,
        URGENCIES[view.urgency].zh,
        REPAIR_STATES[view.state].zh,
        view.reportedBy,
        view.reportedAt,
        view.takenBy,
        view.takenAt,
        view.repairedAt,
        view.work,
        view.acceptedBy,
        view.responseSeconds,
        view.repairSeconds,
        view.labourMinutes,
        view.costFen,
        view.incidentNumber,
      ]),
    };
    return { fileName: 'repairs.csv', format: 'csv', table };
  },
});
