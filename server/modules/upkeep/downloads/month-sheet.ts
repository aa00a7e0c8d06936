/** month-sheet.pdf: the upkeep of a month in the order in which it was recorded, for the binder. */
import { z } from 'zod';
import { UPKEEP_READERS } from '../../../../shared/upkeep/who.ts';
import { RESULTS, repairNumber, TARGETS } from '../../../../shared/upkeep/words.ts';
import { daysOfMonth, formatInstant, formatInstantSeconds, monthSchema } from '../../../../shared/values/calendar.ts';
import { renderPdf } from '../../../platform/documents/document.ts';
import { download } from '../../../platform/http/route.ts';
import { houseOf } from '../../posts/index.ts';
import { type RecordRow, recordRows } from '../store/records.ts';

const ROWS_AT_MOST = 10_000;
const TITLE = { zh: '系统维护月表', en: 'Upkeep of the month' };

/** What was found, with the repair it led to. */
function foundIn(row: RecordRow): string {
  const repair = row.repair_no === null ? '' : ` ${repairNumber(row.repair_no)}`;
  return [`${RESULTS[row.result].zh}${repair}`, row.note, row.late ? '逾期记录' : ''].filter(Boolean).join('；');
}

export const monthSheetPdf = download({
  module: 'upkeep',
  name: 'month-sheet.pdf',
  title: TITLE,
  posts: UPKEEP_READERS,
  input: z.strictObject({ month: monthSchema }),
  async run(tx, { siteId }, clock, { month }) {
    const rows = (await recordRows(tx, siteId, { ...daysOfMonth(month), limit: ROWS_AT_MOST })).reverse();
    const house = await houseOf(tx, siteId);
    const count = (result: RecordRow['result']) => rows.filter((row) => row.result === result).length;
    const body = await renderPdf({
      kind: 'upkeep-month',
      title: TITLE,
      issuer: house.name,
      paper: 'A4',
      blocks: [
        {
          kind: 'meta',
          left: `月份：${month}`,
          center: `共 ${rows.length} 条`,
          right: `损坏 ${count('damaged')} 条，未做 ${count('not-done')} 条`,
        },
        {
          kind: 'table',
          columns: [
            { title: { zh: '时间', en: 'Time' }, width: 14 },
            { title: { zh: '项目', en: 'Item' }, width: 20 },
            { title: { zh: '对象', en: 'What' }, width: 12 },
            { title: { zh: '结果与说明', en: 'Result and note' }, width: 34 },
            { title: { zh: '记录人', en: 'By' }, width: 10 },
          ],
          rows: rows.map((row) => [
            formatInstant(row.at, house.time_zone),
            row.title_zh,
            [TARGETS[row.target].zh, row.terminal_name].filter(Boolean).join(' '),
            foundIn(row),
            row.person_name,
          ]),
        },
        { kind: 'line', text: `打印时间：${formatInstantSeconds(clock.now(), house.time_zone)}`, small: true },
        {
          kind: 'signatures',
          boxes: [{ role: { zh: '售电技术员', en: 'Technician' } }, { role: { zh: '售电主管', en: 'Supervisor' } }],
        },
      ],
    });
    return { contentType: 'application/pdf', fileName: `upkeep-${month}.pdf`, body, inline: true };
  },
});
