/** The month for the finance system, and the cashier's monthly sheet, each in the layout the house has set. */

import iconv from 'iconv-lite';
import { z } from 'zod';
import {
  SEPARATORS,
  SHEET_TAKERS,
  VOUCHER_TAKERS,
  type VoucherSpec,
} from '../../../../shared/reconciliation/layouts.ts';
import { daysOfMonth, monthSchema } from '../../../../shared/values/calendar.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { csvCell } from '../../../platform/files/write-csv.ts';
import { download } from '../../../platform/http/route.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { houseOf, personName } from '../../posts/index.ts';
import { sheetColumns, sheetRows } from '../rules/sheet-rows.ts';
import { unmapped, voucherCells, voucherLines } from '../rules/voucher-rows.ts';
import { accountDays, remittedByDay, sheetLayout, voucherLayout } from '../store/layouts.ts';
import { sheetContentOf } from '../store/sheets.ts';

const input = z.strictObject({ month: monthSchema });

/** Numbers stand as they are, texts with quotes where the separator or a quote is in them. */
function fileOf({ columns, header, encoding, separator }: VoucherSpec, rows: readonly (readonly string[])[]): Buffer {
  const lines = header ? [columns.map(({ title }) => title), ...rows] : rows;
  const text = lines.map((cells) => `${cells.map(csvCell).join(SEPARATORS[separator])}\r\n`).join('');
  return encoding === 'gb18030' ? iconv.encode(text, 'gb18030') : Buffer.from(`\ufeff${text}`, 'utf8');
}

/** Only of a month that is locked: what finance took in must not change any more. */
async function requireClosed(tx: Tx, siteId: string, month: string): Promise<void> {
  const period = await tx.maybe(
    q.selectFrom('ledger_period').select('closed_at').where('site_id', '=', siteId).where('month', '=', month),
  );
  if (period === undefined) refuse('ledger.month_empty', { month });
  if (period.closed_at === null) refuse('voucher.month_open', { month });
}

export const vouchersCsv = download({
  module: 'reconciliation',
  name: 'vouchers.csv',
  title: { zh: '记账凭证', en: 'Vouchers' },
  posts: VOUCHER_TAKERS,
  input,
  async run(tx, { siteId, personId }, _clock, { month }) {
    await requireClosed(tx, siteId, month);
    const layout = await voucherLayout(tx, siteId);
    const posted = await accountDays(tx, { siteId, ...daysOfMonth(month) });
    const without = unmapped(layout.accounts, posted);
    if (without.length > 0) refuse('voucher.account_unmapped', { accounts: without.join(', ') });
    const maker = (await personName(tx, siteId, personId)) ?? '';
    const rows = voucherLines(layout.accounts, posted).map((line) => voucherCells(line, { spec: layout, maker }));
    return {
      contentType: layout.encoding === 'gb18030' ? 'text/csv; charset=gb18030' : 'text/csv; charset=utf-8',
      fileName: `vouchers-${month}.csv`,
      body: fileOf(layout, rows),
      noted: true,
    };
  },
});

export const cashierMonthXlsx = download({
  module: 'reconciliation',
  name: 'cashier-month.xlsx',
  title: { zh: '收费员月报', en: 'The cashier’s monthly sheet' },
  posts: SHEET_TAKERS,
  input,
  async run(tx, { siteId }, _clock, { month }) {
    const range = { siteId, ...daysOfMonth(month) };
    const layout = await sheetLayout(tx, siteId);
    const sheets = await tx.many(
      q
        .selectFrom('day_sheet')
        .select('content')
        .where('site_id', '=', siteId)
        .where('business_date', '>=', range.from)
        .where('business_date', '<=', range.to)
        .orderBy('business_date'),
    );
    return {
      fileName: `cashier-${month}.xlsx`,
      format: 'xlsx',
      table: {
        name: layout.name,
        timeZone: (await houseOf(tx, siteId)).time_zone,
        columns: sheetColumns(layout),
        rows: sheetRows(layout, sheets.map(sheetContentOf), await remittedByDay(tx, range)),
      },
    };
  },
});
