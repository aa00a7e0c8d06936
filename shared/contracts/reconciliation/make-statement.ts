import { z } from 'zod';
import { statementSchema } from '../../reconciliation/month.ts';
import { monthSchema } from '../../values/calendar.ts';
import { operation } from '../contract.ts';

export const makeStatement = operation({
  module: 'reconciliation',
  name: 'make-statement',
  title: { zh: '生成月对账单', en: 'Make the monthly statement' },
  help: {
    zh: '全月每日都日结之后生成：逐日汇总，按价格版本重算每笔销售，收款、充值和抄表三方核对。有不符的立案。',
    en: 'When each day of the month is closed: days added up, every sale reckoned again from its price version, money, credit and readings compared. What differs becomes a case.',
  },
  posts: ['vending-clerk', 'cashier', 'funds-administrator'],
  input: z.strictObject({ month: monthSchema }),
  output: statementSchema,
  refusals: ['statement.month_not_over', 'statement.day_open', 'statement.already', 'statement.nothing'],
  fields: { month: { zh: '月份', en: 'Month' } },
});
