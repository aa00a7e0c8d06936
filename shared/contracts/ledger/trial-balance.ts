import { z } from 'zod';
import { ACCOUNT_KINDS, accountCodeSchema } from '../../ledger/chart.ts';
import { LEDGER_READERS } from '../../ledger/view.ts';
import { businessDateSchema } from '../../values/calendar.ts';
import { moneySchema, nonNegativeMoneySchema } from '../../values/money.ts';
import { query } from '../contract.ts';

export const trialBalance = query({
  module: 'ledger',
  name: 'trial-balance',
  title: { zh: '科目余额表', en: 'Trial balance' },
  help: {
    zh: '按业务日期汇总各科目的期初、借方、贷方和期末；借方为正，贷方为负。',
    en: 'Opening, debits, credits and closing of each account by business date; debit is positive, credit negative.',
  },
  posts: LEDGER_READERS,
  input: z.strictObject({ from: businessDateSchema, to: businessDateSchema }),
  output: z.object({
    rows: z.array(
      z.object({
        accountCode: accountCodeSchema,
        accountZh: z.string(),
        accountEn: z.string(),
        kind: z.enum(ACCOUNT_KINDS),
        openingFen: moneySchema,
        debitFen: nonNegativeMoneySchema,
        creditFen: nonNegativeMoneySchema,
        closingFen: moneySchema,
      }),
    ),
    debitFen: nonNegativeMoneySchema,
    creditFen: nonNegativeMoneySchema,
  }),
  refusals: [],
  columns: [
    { key: 'accountCode', title: { zh: '科目编码', en: 'Account' }, as: 'code' },
    { key: 'accountZh', title: { zh: '科目名称', en: 'Name (Chinese)' } },
    { key: 'accountEn', title: { zh: '英文名称', en: 'Name (English)' } },
    { key: 'openingFen', title: { zh: '期初余额', en: 'Opening' }, as: 'money' },
    { key: 'debitFen', title: { zh: '本期借方', en: 'Debits' }, as: 'money' },
    { key: 'creditFen', title: { zh: '本期贷方', en: 'Credits' }, as: 'money' },
    { key: 'closingFen', title: { zh: '期末余额', en: 'Closing' }, as: 'money' },
  ],
});
