/**
 * The chart of accounts (科目表), numbered as Chinese practice numbers them (企业会计准则—应用指南, appendix of accounts),
 * with sub-accounts after a point. Codes with a variable part (a drawer, a tender) are made by the functions below;
 * an account of a drawer exists once the drawer is registered, all others once something is posted on them.
 *
 * Over and short are two accounts that are never netted against each other.
 */
import { z } from 'zod';
import type { Text } from '../text.ts';
import { COMMODITIES, COMMODITY_KEYS, type Commodity } from '../values/quantity.ts';

export const ACCOUNT_KINDS = ['asset', 'liability', 'income', 'expense', 'equity'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

export const ACCOUNT_KIND_TITLES: Readonly<Record<AccountKind, Text>> = {
  asset: { zh: '资产', en: 'Asset' },
  liability: { zh: '负债', en: 'Liability' },
  income: { zh: '收入', en: 'Income' },
  expense: { zh: '费用', en: 'Expense' },
  equity: { zh: '权益', en: 'Equity' },
};

export interface AccountSpec {
  readonly code: string;
  readonly name: Text;
  readonly kind: AccountKind;
  /** Each line names whose balance it moves. */
  readonly party: boolean;
  /** Short English word for tests and logs: `DR drawer-1 5000 / CR credit-owed 5000`. */
  readonly alias: string;
}

const CODE = /^\d{4}(\.[A-Za-z0-9_-]+)*$/;
export const accountCodeSchema = z.string().max(64).regex(CODE);

/** Tenders that leave no cash in the drawer and are cleared by a provider's payment to the bank. */
export const CLEARED_TENDERS = ['bank-card', 'qr', 'campus-card'] as const;
export type ClearedTender = (typeof CLEARED_TENDERS)[number];

const TENDER_NAMES: Readonly<Record<ClearedTender, Text>> = {
  'bank-card': { zh: '非现金清算-银行卡', en: 'Clearing, bank cards' },
  qr: { zh: '非现金清算-扫码支付', en: 'Clearing, QR payment' },
  'campus-card': { zh: '非现金清算-校园卡', en: 'Clearing, campus card' },
};

/** Fixed codes, by the name the business uses. */
export const ACCOUNTS = {
  safe: '1001.safe',
  bank: '1002',
  inTransit: '1012',
  receivable: '1122',
  otherReceivable: '1221',
  stock: '1405',
  payable: '2202',
  creditOwed: '2203',
  taxOutput: '2221.output',
  taxInput: '2221.input',
  deposit: '2241.deposit',
  otherPayable: '2241',
  opening: '4104.opening',
  incomeLabour: '6001.labour',
  incomeParts: '6001.parts',
  incomeOther: '6051',
  over: '6301',
  costOfSales: '6401',
  subsidy: '6601.subsidy',
  expense: '6602',
  providerFee: '6603',
  short: '6711',
} as const;

export const drawerAccount = (drawerCode: string): string => `1001.${drawerCode}`;
export const clearingAccount = (tender: ClearedTender): string => `1015.${tender}`;
export const incomeAccount = (commodity: Commodity): string => `6001.${commodity}`;

/** The account of one drawer's cash; `drawerCode` is letters, digits, - and _. */
export function drawerAccountSpec(drawerCode: string, name: Text): AccountSpec {
  const code = drawerAccount(drawerCode);
  if (!CODE.test(code) || code.length > 64 || code === ACCOUNTS.safe)
    throw new RangeError(`not a drawer's account code: ${code}`);
  return {
    code,
    name: { zh: `库存现金-${name.zh}`, en: `Cash, ${name.en}` },
    kind: 'asset',
    party: false,
    alias: aliasOf(code),
  };
}

type Row = readonly [code: string, alias: string, kind: AccountKind, party: boolean, zh: string, en: string];

const ROWS: readonly Row[] = [
  [ACCOUNTS.safe, 'safe', 'asset', false, '库存现金-保险柜', 'Cash in the safe'],
  [ACCOUNTS.bank, 'bank', 'asset', false, '银行存款', 'Bank'],
  [ACCOUNTS.inTransit, 'in-transit', 'asset', false, '在途资金', 'Cash in transit'],
  [ACCOUNTS.receivable, 'receivable', 'asset', true, '应收账款', 'Receivable from customers'],
  [ACCOUNTS.otherReceivable, 'other-receivable', 'asset', true, '其他应收款', 'Other receivables'],
  [ACCOUNTS.stock, 'stock', 'asset', false, '库存商品', 'Goods in stock'],
  [ACCOUNTS.payable, 'payable', 'liability', true, '应付账款', 'Payable to suppliers'],
  [ACCOUNTS.creditOwed, 'credit-owed', 'liability', true, '预收账款', 'Credit owed to customers'],
  [ACCOUNTS.taxOutput, 'tax-output', 'liability', false, '应交税费-销项税额', 'Tax on sales'],
  [ACCOUNTS.taxInput, 'tax-input', 'liability', false, '应交税费-进项税额', 'Tax on purchases'],
  [ACCOUNTS.otherPayable, 'other-payable', 'liability', true, '其他应付款', 'Other payables'],
  [ACCOUNTS.deposit, 'deposit', 'liability', true, '其他应付款-押金', 'Security deposits'],
  [ACCOUNTS.opening, 'opening', 'equity', false, '期初余额', 'Opening balances'],
  [ACCOUNTS.incomeLabour, 'income-labour', 'income', false, '主营业务收入-工时', 'Income, labour'],
  [ACCOUNTS.incomeParts, 'income-parts', 'income', false, '主营业务收入-配件', 'Income, parts'],
  [ACCOUNTS.incomeOther, 'income-other', 'income', false, '其他业务收入', 'Other income'],
  [ACCOUNTS.over, 'over', 'income', false, '营业外收入-现金长款', 'Cash over'],
  [ACCOUNTS.costOfSales, 'cost-of-sales', 'expense', false, '主营业务成本', 'Cost of sales'],
  [ACCOUNTS.subsidy, 'subsidy', 'expense', false, '补贴支出', 'Subsidies granted'],
  [ACCOUNTS.expense, 'expense', 'expense', false, '管理费用', 'General expenses'],
  [ACCOUNTS.providerFee, 'provider-fee', 'expense', false, '支付手续费', 'Payment provider fees'],
  [ACCOUNTS.short, 'short', 'expense', false, '营业外支出-现金短款', 'Cash short'],
  ...CLEARED_TENDERS.map((tender): Row => {
    const { zh, en } = TENDER_NAMES[tender];
    return [clearingAccount(tender), `clearing-${tender}`, 'asset', false, zh, en];
  }),
  ...COMMODITY_KEYS.map((key): Row => {
    const { zh, en } = COMMODITIES[key].title;
    return [incomeAccount(key), `income-${key}`, 'income', false, `主营业务收入-${zh}`, `Income, ${en.toLowerCase()}`];
  }),
];

/** Every account with a fixed code, in the order of codes. */
export const CHART: readonly AccountSpec[] = ROWS.map(
  ([code, alias, kind, party, zh, en]): AccountSpec => ({ code, alias, kind, party, name: { zh, en } }),
).sort((a, b) => (a.code < b.code ? -1 : 1));

const byCode = new Map(CHART.map((account) => [account.code, account]));

/** The chart's account of this code; undefined for a drawer's. */
export const chartAccount = (code: string): AccountSpec | undefined => byCode.get(code);

/** 'credit-owed' of 2203, 'drawer-1' of 1001.1, the code itself where there is no other word. */
export function aliasOf(code: string): string {
  return byCode.get(code)?.alias ?? (code.startsWith('1001.') ? `drawer-${code.slice(5)}` : code);
}
