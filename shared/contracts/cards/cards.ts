import { z } from 'zod';
import { cardSchema } from '../../cards/view.ts';
import { cardStateSchema } from '../../cards/words.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const cards = query({
  module: 'cards',
  name: 'cards',
  title: { zh: '购电卡', en: 'Cards' },
  posts: ['vending-clerk', 'cashier', 'vending-technician', 'vending-supervisor', 'funds-administrator', 'auditor'],
  input: z.strictObject({
    state: cardStateSchema.optional(),
    /** The beginning of a serial, meter number or room code. */
    find: z.string().trim().max(40).optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(cardSchema), next: idSchema.nullable() }),
  refusals: [],
  columns: [
    { key: 'serial', title: { zh: '卡号', en: 'Serial' }, as: 'code' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'roomCode', title: { zh: '房间', en: 'Room' } },
    { key: 'accountNo', title: { zh: '户号', en: 'Account' }, as: 'code' },
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'purchaseCount', title: { zh: '购买次数', en: 'Purchases' } },
    { key: 'depositFen', title: { zh: '押金', en: 'Deposit' }, as: 'money' },
    { key: 'issuedAt', title: { zh: '发卡时间', en: 'Issued' }, as: 'instant' },
  ],
});
