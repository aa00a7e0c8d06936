/**
 * Files in the layout their reader wants, as data: the vouchers (记账凭证) for the finance system, and the cashier's
 * monthly sheet as the office has it. A column is a title and what stands in it.
 */
import { z } from 'zod';
import { accountCodeSchema, CHART } from '../ledger/chart.ts';
import type { PostKey } from '../posts.ts';
import { keysOf, optionsOf, type Text } from '../text.ts';
import { instantSchema } from '../values/calendar.ts';

export type LayoutKind = 'voucher' | 'cashier-month';

export const VOUCHER_TAKERS = ['finance', 'funds-administrator', 'auditor'] as const satisfies readonly PostKey[];
export const SHEET_TAKERS = ['cashier', ...VOUCHER_TAKERS] as const satisfies readonly PostKey[];

export const VOUCHER_SOURCES = {
  date: { zh: '日期', en: 'Date' },
  year: { zh: '年', en: 'Year' },
  month: { zh: '期间（月）', en: 'Month' },
  word: { zh: '凭证字', en: 'Voucher word' },
  number: { zh: '凭证号', en: 'Voucher number' },
  line: { zh: '分录号', en: 'Line' },
  summary: { zh: '摘要', en: 'Summary' },
  'account-code': { zh: '科目编码', en: 'Account code' },
  'account-name': { zh: '科目名称', en: 'Account name' },
  debit: { zh: '借方金额', en: 'Debit' },
  credit: { zh: '贷方金额', en: 'Credit' },
  side: { zh: '方向（借／贷）', en: 'Side' },
  amount: { zh: '金额', en: 'Amount' },
  documents: { zh: '附单据数', en: 'Documents' },
  maker: { zh: '制单人', en: 'Made by' },
  fixed: { zh: '固定文字', en: 'Fixed text' },
} as const satisfies Record<string, Text>;
export type VoucherSource = keyof typeof VOUCHER_SOURCES;

export const SHEET_SOURCES = {
  date: { zh: '日期', en: 'Date' },
  'sheet-no': { zh: '日报表号', en: 'Day sheet' },
  sales: { zh: '笔数', en: 'Sales' },
  electricity: { zh: '电费', en: 'Electricity' },
  water: { zh: '水费', en: 'Water' },
  gas: { zh: '气费', en: 'Gas' },
  cash: { zh: '现金', en: 'Cash' },
  'bank-card': { zh: '银行卡', en: 'Bank cards' },
  qr: { zh: '扫码', en: 'QR' },
  'campus-card': { zh: '校园卡', en: 'Campus card' },
  received: { zh: '收款合计', en: 'Received' },
  refunded: { zh: '退款', en: 'Refunded' },
  over: { zh: '长款', en: 'Over' },
  short: { zh: '短款', en: 'Short' },
  remitted: { zh: '缴款', en: 'Remitted' },
  fixed: { zh: '固定文字', en: 'Fixed text' },
} as const satisfies Record<string, Text>;
export type SheetSource = keyof typeof SHEET_SOURCES;

const columnSchema = <S extends string>(sources: Readonly<Record<S, Text>>) =>
  z.strictObject({
    title: z.string().trim().min(1).max(40),
    source: z.enum(keysOf(sources)),
    /** What stands in a column of fixed text. */
    text: z.string().trim().max(40).default(''),
  });

export const SEPARATORS = { comma: ',', tab: '\t', semicolon: ';' } as const;

/** `ledger`: this account and its sub-accounts; the longest that fits counts. */
const accountMapSchema = z.strictObject({
  ledger: accountCodeSchema,
  code: z.string().trim().min(1).max(40),
  name: z.string().trim().min(1).max(60),
});

export const voucherSpecSchema = z.strictObject({
  columns: z.array(columnSchema(VOUCHER_SOURCES)).min(1).max(40),
  accounts: z.array(accountMapSchema).min(1).max(200),
  word: z.string().trim().min(1).max(10),
  /** `{date}` is the business day. */
  summary: z.string().trim().min(1).max(60),
  encoding: z.enum(['utf-8', 'gb18030']),
  separator: z.enum(keysOf(SEPARATORS)),
  header: z.boolean(),
});
export type VoucherSpec = z.output<typeof voucherSpecSchema>;

export const sheetSpecSchema = z.strictObject({
  name: z.string().trim().min(1).max(31),
  columns: z.array(columnSchema(SHEET_SOURCES)).min(1).max(40),
});
export type SheetSpec = z.output<typeof sheetSpecSchema>;

const column = <S extends string>(source: S, of: Readonly<Record<S, Text>>) => ({
  title: of[source].zh,
  source,
  text: '',
});
const mainOf = (code: string): string => code.split('.')[0]!;

/** Every account of the house under the number of the national chart; a house that has its own numbers changes them. */
const accounts: VoucherSpec['accounts'] = [...Map.groupBy(CHART, ({ code }) => mainOf(code))].flatMap(
  ([main, list]) => [
    {
      ledger: main,
      code: main,
      name: list.find(({ code }) => code === main)?.name.zh ?? list[0]!.name.zh.split('-')[0]!,
    },
  ],
);

/** What counts while the house has set nothing. */
export const USUAL_VOUCHER: VoucherSpec = {
  columns: (
    [
      'date',
      'word',
      'number',
      'line',
      'summary',
      'account-code',
      'account-name',
      'debit',
      'credit',
      'documents',
      'maker',
    ] as const
  ).map((source) => column(source, VOUCHER_SOURCES)),
  accounts,
  word: '记',
  summary: '{date} 售电收款',
  encoding: 'utf-8',
  separator: 'comma',
  header: true,
};

export const USUAL_SHEET: SheetSpec = {
  name: '收费员月报',
  columns: keysOf(SHEET_SOURCES)
    .filter((source) => source !== 'fixed')
    .map((source) => column(source, SHEET_SOURCES)),
};

const setBy = { version: z.int(), reason: z.string(), at: instantSchema.nullable(), person: z.string() };

/** Version 0: the usual one, nothing was set. */
export const voucherLayoutSchema = voucherSpecSchema.extend(setBy);
export const sheetLayoutSchema = sheetSpecSchema.extend(setBy);

export const LAYOUT_FIELDS: Readonly<Record<string, Text>> = {
  name: { zh: '工作表名', en: 'Name of the sheet' },
  columns: { zh: '各列，按次序', en: 'Columns, in order' },
  'columns.title': { zh: '列标题', en: 'Title' },
  'columns.source': { zh: '内容', en: 'Content' },
  'columns.text': { zh: '固定文字', en: 'Fixed text' },
  accounts: { zh: '科目对照', en: 'Accounts' },
  'accounts.ledger': { zh: '本系统科目（含下级）', en: 'Account here, with its sub-accounts' },
  'accounts.code': { zh: '财务科目编码', en: 'Code at finance' },
  'accounts.name': { zh: '财务科目名称', en: 'Name at finance' },
  word: { zh: '凭证字', en: 'Voucher word' },
  summary: { zh: '摘要（{date} 为营业日）', en: 'Summary ({date} is the business day)' },
  encoding: { zh: '编码', en: 'Encoding' },
  'encoding.utf-8': { zh: 'UTF-8', en: 'UTF-8' },
  'encoding.gb18030': { zh: 'GB18030', en: 'GB18030' },
  separator: { zh: '分隔符', en: 'Separator' },
  'separator.comma': { zh: '逗号', en: 'Comma' },
  'separator.tab': { zh: '制表符', en: 'Tab' },
  'separator.semicolon': { zh: '分号', en: 'Semicolon' },
  header: { zh: '有标题行', en: 'With a line of titles' },
  reason: { zh: '原因', en: 'Reason' },
  ...optionsOf('source', VOUCHER_SOURCES),
  ...optionsOf('source', SHEET_SOURCES),
};
