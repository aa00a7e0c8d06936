/** The cash journal as a file: CSV and XLSX for the accountant, A4 for the binder. */

import type { WhoMay } from '../../../../shared/contracts/contract.ts';
import { CASH_OVERSEERS, CUSTODIAN_POSTS } from '../../../../shared/tills/drawer.ts';
import { journalRangeSchema } from '../../../../shared/tills/journal.ts';
import { type BusinessDate, formatInstant, formatInstantSeconds } from '../../../../shared/values/calendar.ts';
import { formatMoneyGrouped } from '../../../../shared/values/money.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { renderPdf } from '../../../platform/documents/document.ts';
import type { ExportTable } from '../../../platform/files/export-column.ts';
import { download } from '../../../platform/http/route.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { type JournalAfter, type JournalRow, journalDays, journalRows } from '../journal.ts';

const MAY_TAKE: WhoMay = [...CUSTODIAN_POSTS, ...CASH_OVERSEERS, 'finance', 'auditor'];
const TITLE = { zh: '现金日记账', en: 'Cash journal' };
const PAGE = 1000;

interface Range {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  readonly drawerId?: string | undefined;
}

/** All lines of the range, read page by page in the one snapshot of the transaction. */
async function allRows(tx: Tx, actor: Actor, range: Range): Promise<JournalRow[]> {
  const rows: JournalRow[] = [];
  let after: JournalAfter | undefined;
  do {
    const page = await journalRows(tx, actor, { ...range, after, limit: PAGE });
    rows.push(...page);
    after = page.length === PAGE ? page.at(-1) : undefined;
  } while (after !== undefined);
  return rows;
}

const siteOf = (tx: Tx, siteId: string) =>
  tx.one(q.selectFrom('site').select(['name', 'time_zone']).where('site_id', '=', siteId));

function tableOf(rows: readonly JournalRow[], timeZone: string): ExportTable {
  return {
    name: TITLE.zh,
    timeZone,
    columns: [
      { title: '日期', type: 'date' },
      { title: '时间', type: 'instant' },
      { title: '钱箱', type: 'text', width: 10 },
      { title: '凭证号', type: 'text' },
      { title: '摘要', type: 'text', width: 30 },
      { title: '收入', type: 'money' },
      { title: '付出', type: 'money' },
      { title: '余额', type: 'money' },
      { title: '经手人', type: 'text', width: 12 },
      { title: '对方', type: 'text', width: 12 },
    ],
    rows: rows.map((row) => [
      row.businessDate,
      row.at,
      row.drawerCode,
      row.documentNumber,
      row.summary.zh,
      row.receiptFen,
      row.paymentFen,
      row.balanceFen,
      row.personName,
      row.counterpartyName,
    ]),
  };
}

const fileName = ({ from, to }: Range, ending: string): string =>
  `cash-journal-${from}${to === from ? '' : `-${to}`}.${ending}`;

export const journalCsv = download({
  module: 'tills',
  name: 'cash-journal.csv',
  title: TITLE,
  posts: MAY_TAKE,
  input: journalRangeSchema,
  async run(tx, actor, _clock, input) {
    const { time_zone } = await siteOf(tx, actor.siteId);
    const table = tableOf(await allRows(tx, actor, input), time_zone);
    return { fileName: fileName(input, 'csv'), format: 'csv', table };
  },
});

export const journalXlsx = download({
  module: 'tills',
  name: 'cash-journal.xlsx',
  title: TITLE,
  posts: MAY_TAKE,
  input: journalRangeSchema,
  async run(tx, actor, _clock, input) {
    const { time_zone } = await siteOf(tx, actor.siteId);
    const table = tableOf(await allRows(tx, actor, input), time_zone);
    return { fileName: fileName(input, 'xlsx'), format: 'xlsx', table };
  },
});

const money = (amount: JournalRow['receiptFen']): string => (amount === null ? '' : formatMoneyGrouped(amount));

export const journalPdf = download({
  module: 'tills',
  name: 'cash-journal.pdf',
  title: TITLE,
  posts: MAY_TAKE,
  input: journalRangeSchema,
  async run(tx, actor, clock, input) {
    const site = await siteOf(tx, actor.siteId);
    const rows = await allRows(tx, actor, input);
    const days = await journalDays(tx, actor, input);
    const body = await renderPdf({
      kind: 'cash-journal',
      title: TITLE,
      issuer: site.name,
      paper: 'A4',
      blocks: [
        {
          kind: 'meta',
          left: `${input.from} — ${input.to}`,
          right: formatInstantSeconds(clock.now(), site.time_zone),
        },
        {
          kind: 'table',
          columns: [
            { title: { zh: '日期时间', en: 'Date and time' }, width: 17 },
            { title: { zh: '凭证号', en: 'Document' }, width: 12 },
            { title: { zh: '摘要', en: 'Summary' }, width: 24 },
            { title: { zh: '收入', en: 'Receipt' }, width: 12, align: 'right' },
            { title: { zh: '付出', en: 'Payment' }, width: 12, align: 'right' },
            { title: { zh: '余额', en: 'Balance' }, width: 13, align: 'right' },
            { title: { zh: '经手人', en: 'By' }, width: 10 },
          ],
          rows: rows.map((row) => [
            formatInstant(row.at, site.time_zone),
            row.documentNumber,
            row.summary.zh,
            money(row.receiptFen),
            money(row.paymentFen),
            money(row.balanceFen),
            row.personName,
          ]),
          foot: days.map((day) => [
            day.businessDate,
            day.drawerCode,
            '本日合计',
            money(day.receiptFen),
            money(day.paymentFen),
            money(day.balanceFen),
            '',
          ]),
        },
        {
          kind: 'signatures',
          boxes: [{ role: { zh: '收费员', en: 'Cashier' } }, { role: { zh: '经费管理员', en: 'Funds administrator' } }],
        },
      ],
    });
    return { contentType: 'application/pdf', fileName: fileName(input, 'pdf'), body, inline: true };
  },
});
