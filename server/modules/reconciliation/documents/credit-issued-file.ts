/** The list of everything issued as CSV and XLSX, with the list's own conditions. */
import {
  ISSUED_KIND_TITLES,
  ISSUED_READERS,
  type IssuedRow,
  issuedFilterSchema,
} from '../../../../shared/reconciliation/credit-issued.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { ExportTable } from '../../../platform/files/export-column.ts';
import { download } from '../../../platform/http/route.ts';
import { houseOf } from '../../posts/index.ts';
import { type IssuedFilter, issuedRows } from '../store/credit-issued.ts';

const TITLE = { zh: '额度发放总表', en: 'All credit issued' };
const PAGE = 1000;

/** Page by page, in the one snapshot of the transaction. */
async function allRows(tx: Tx, siteId: string, filter: Omit<IssuedFilter, 'after' | 'limit'>): Promise<IssuedRow[]> {
  const found: IssuedRow[] = [];
  for (;;) {
    const page = await issuedRows(tx, siteId, { ...filter, after: found.at(-1), limit: PAGE });
    found.push(...page);
    if (page.length < PAGE) return found;
  }
}

async function tableOf(tx: Tx, siteId: string, filter: Omit<IssuedFilter, 'after' | 'limit'>): Promise<ExportTable> {
  const { time_zone: timeZone } = await houseOf(tx, siteId);
  const rows = await allRows(tx, siteId, filter);
  return {
    name: TITLE.zh,
    timeZone,
    columns: [
      { title: '时间', type: 'instant' },
      { title: '种类', type: 'text', width: 14 },
      { title: '房间', type: 'text', width: 12 },
      { title: '表号', type: 'text' },
      { title: '次数', type: 'integer' },
      { title: '金额', type: 'money' },
      { title: '数量', type: 'quantity' },
      { title: '单据', type: 'text' },
      { title: '单据标识', type: 'text', width: 38 },
      { title: '经手人', type: 'text', width: 12 },
    ],
    rows: rows.map((row) => [
      row.at,
      ISSUED_KIND_TITLES[row.kind].zh,
      row.roomCode,
      row.meterNo,
      row.purchaseCount,
      row.amountFen,
      row.amountMilli,
      row.documentNumber,
      row.documentId,
      row.personName,
    ]),
  };
}

export const issuedCsv = download({
  module: 'reconciliation',
  name: 'credit-issued.csv',
  title: TITLE,
  posts: ISSUED_READERS,
  input: issuedFilterSchema,
  async run(tx, actor, _clock, input) {
    return { fileName: 'credit-issued.csv', format: 'csv', table: await tableOf(tx, actor.siteId, input) };
  },
});

export const issuedXlsx = download({
  module: 'reconciliation',
  name: 'credit-issued.xlsx',
  title: TITLE,
  posts: ISSUED_READERS,
  input: issuedFilterSchema,
  async run(tx, actor, _clock, input) {
    return { fileName: 'credit-issued.xlsx', format: 'xlsx', table: await tableOf(tx, actor.siteId, input) };
  },
});
