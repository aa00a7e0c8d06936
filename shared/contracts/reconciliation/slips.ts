import { z } from 'zod';
import { RECEIVER_POSTS, SLIP_STATES } from '../../reconciliation/slip-states.ts';
import { slipRowSchema } from '../../reconciliation/view.ts';
import { CUSTODIAN_POSTS } from '../../tills/drawer.ts';
import { businessDateSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** Latest first. A vending clerk sees the own slips; the others see all. */
export const slips = query({
  module: 'reconciliation',
  name: 'slips',
  title: { zh: '日结单', en: 'Daily slips' },
  help: {
    zh: '每个钱箱班次一张；一式三联，双方签字。',
    en: 'One for each drawer session, in three copies, signed by both.',
  },
  posts: [...CUSTODIAN_POSTS, ...RECEIVER_POSTS, 'auditor'],
  input: z.strictObject({
    from: businessDateSchema.optional(),
    to: businessDateSchema.optional(),
    state: z.enum(SLIP_STATES).optional(),
    onlyDifferent: z.boolean().default(false),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(slipRowSchema), next: idSchema.nullable() }),
  refusals: [],
  columns: [
    { key: 'slipNo', title: { zh: '单号', en: 'Slip' }, as: 'code' },
    { key: 'businessDate', title: { zh: '营业日', en: 'Day' }, as: 'date' },
    { key: 'session', title: { zh: '班次', en: 'Session' }, as: 'code' },
    { key: 'custodianName', title: { zh: '保管人', en: 'Custodian' }, as: 'text' },
    { key: 'receivedFen', title: { zh: '收款', en: 'Received' }, as: 'money' },
    { key: 'refundedFen', title: { zh: '退款', en: 'Refunded' }, as: 'money' },
    { key: 'countedFen', title: { zh: '实点现金', en: 'Cash counted' }, as: 'money' },
    { key: 'overShortFen', title: { zh: '长短款', en: 'Over or short' }, as: 'money' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'madeAt', title: { zh: '生成时间', en: 'Made' }, as: 'instant' },
  ],
});
