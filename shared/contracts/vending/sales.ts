import { z } from 'zod';
import { idSchema } from '../../values/ids.ts';
import { saleFilterSchema } from '../../vending/find.ts';
import { saleRowSchema } from '../../vending/view.ts';
import { SALE_READERS } from '../../vending/who.ts';
import { query } from '../contract.ts';

export const sales = query({
  module: 'vending',
  name: 'sales',
  title: { zh: '售电明细', en: 'Sales' },
  help: {
    zh: '按凭证号、房间、户号、表号、金额、电话末四位或日期查找，最新的在前。',
    en: 'Find by slip number, room, account, meter, amount, last figures of the phone or day; latest first.',
  },
  posts: [...SALE_READERS],
  input: z.strictObject({
    ...saleFilterSchema.shape,
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(saleRowSchema), next: idSchema.nullable() }),
  refusals: [],
  columns: [
    { key: 'slipNo', title: { zh: '凭证号', en: 'Slip' }, as: 'code' },
    { key: 'paidAt', title: { zh: '时间', en: 'Time' }, as: 'instant' },
    { key: 'roomCode', title: { zh: '房间', en: 'Room' } },
    { key: 'accountNo', title: { zh: '户号', en: 'Account' }, as: 'code' },
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'commodity', title: { zh: '类别', en: 'Commodity' }, as: 'state' },
    { key: 'quantityMilli', title: { zh: '数量', en: 'Quantity' }, as: 'quantity' },
    { key: 'totalFen', title: { zh: '金额', en: 'Amount' }, as: 'money' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'personName', title: { zh: '收款人', en: 'Money taken by' } },
  ],
});
