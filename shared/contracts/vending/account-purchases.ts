import { z } from 'zod';
import { idSchema } from '../../values/ids.ts';
import { saleRowSchema } from '../../vending/view.ts';
import { SALE_READERS } from '../../vending/who.ts';
import { query } from '../contract.ts';

export const accountPurchases = query({
  module: 'vending',
  name: 'account-purchases',
  title: { zh: '此户最近购买', en: "The account's last purchases" },
  posts: [...SALE_READERS],
  input: z.strictObject({ accountId: idSchema, limit: z.int().min(1).max(50).default(10) }),
  output: z.object({ rows: z.array(saleRowSchema) }),
  refusals: [],
  columns: [
    { key: 'paidAt', title: { zh: '时间', en: 'Time' }, as: 'instant' },
    { key: 'commodity', title: { zh: '类别', en: 'Commodity' }, as: 'state' },
    { key: 'quantityMilli', title: { zh: '数量', en: 'Quantity' }, as: 'quantity' },
    { key: 'totalFen', title: { zh: '金额', en: 'Amount' }, as: 'money' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  ],
});
