/** The audit log as a CSV file, under the conditions of the list. Personal data is masked as on the screen. */
import { auditLog } from '../../../../shared/contracts/posts/audit-log.ts';
import { titleOfPost } from '../../../../shared/posts.ts';
import type { ExportRow, ExportTable } from '../../../platform/files/export-column.ts';
import { download } from '../../../platform/http/route.ts';
import { type AuditConditions, auditPage } from '../queries/logs.ts';
import { houseOf } from '../store.ts';

const PAGE = 200;
/** More than this is narrowed by time and taken in parts. */
const MOST_ROWS = 20_000;

export const auditCsv = download({
  module: 'posts',
  name: 'audit-log.csv',
  title: { zh: '审计日志', en: 'Audit log' },
  posts: ['auditor'],
  input: auditLog.input,
  async run(tx, actor, clock, input) {
    const { siteId } = actor;
    const rows: ExportRow[] = [];
    let conditions: AuditConditions = { ...input, after: undefined, limit: PAGE };
    for (;;) {
      const page = await auditPage(tx, siteId, conditions);
      for (const { at, operation, person, post, chainId, seq, hash, facts } of page.rows)
        rows.push([at, operation, person, titleOfPost(post).zh, chainId, seq, hash, JSON.stringify(facts)]);
      if (page.next === undefined || rows.length >= MOST_ROWS) break;
      conditions = { ...conditions, after: page.next };
    }
    const table: ExportTable = {
      name: '审计日志',
      timeZone: (await houseOf(tx, siteId)).time_zone,
      columns: [
        { title: '时间', type: 'instant' },
        { title: '事项', type: 'text' },
        { title: '人员', type: 'text' },
        { title: '岗位', type: 'text' },
        { title: '链', type: 'text' },
        { title: '序号', type: 'integer' },
        { title: '哈希', type: 'text' },
        { title: '内容', type: 'text' },
      ],
      rows,
    };
    const day = clock.now().slice(0, 10);
    return { fileName: `audit-log-${day}.csv`, format: 'csv', table };
  },
});
