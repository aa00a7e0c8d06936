import { z } from 'zod';
import { CUSTODIAN_POSTS } from '../../tills/drawer.ts';
import { businessDateSchema, instantSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** Ended drawer sessions without a slip, oldest first: the own ones, for the supervisor all. */
export const slipsToMake = query({
  module: 'reconciliation',
  name: 'slips-to-make',
  title: { zh: '待生成日结单的班次', en: 'Sessions without a slip' },
  posts: [...CUSTODIAN_POSTS, 'vending-supervisor'],
  input: z.strictObject({}),
  output: z.object({
    rows: z.array(
      z.object({
        drawerSessionId: idSchema,
        session: z.string(),
        drawerName: z.string(),
        custodianName: z.string(),
        businessDate: businessDateSchema,
        closedAt: instantSchema,
        can: z.array(z.string()),
      }),
    ),
  }),
  refusals: [],
  columns: [
    { key: 'session', title: { zh: '班次', en: 'Session' }, as: 'code' },
    { key: 'drawerName', title: { zh: '钱箱', en: 'Drawer' }, as: 'text' },
    { key: 'custodianName', title: { zh: '保管人', en: 'Custodian' }, as: 'text' },
    { key: 'businessDate', title: { zh: '营业日', en: 'Day' }, as: 'date' },
    { key: 'closedAt', title: { zh: '结班时间', en: 'Closed' }, as: 'instant' },
  ],
});
