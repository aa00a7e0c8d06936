import { z } from 'zod';
import { CASH_OVERSEERS, CUSTODIAN_POSTS } from '../../tills/drawer.ts';
import { sessionRowSchema } from '../../tills/session.ts';
import { businessDateSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** Latest first. Counter posts see their own; nobody sees a figure of a session that is not closed. */
export const drawerSessions = query({
  module: 'tills',
  name: 'drawer-sessions',
  title: { zh: '班次', en: 'Drawer sessions' },
  help: {
    zh: '每班的开箱、应有、实点和长短款。',
    en: 'Each session with its opening, expected and counted cash, over and short.',
  },
  posts: [...CUSTODIAN_POSTS, ...CASH_OVERSEERS, 'finance', 'auditor'],
  input: z.strictObject({
    from: businessDateSchema.optional(),
    to: businessDateSchema.optional(),
    drawerId: idSchema.optional(),
    onlyDifferent: z.boolean().default(false),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(sessionRowSchema), next: idSchema.nullable() }),
  refusals: [],
  columns: [
    { key: 'businessDate', title: { zh: '日期', en: 'Day' }, as: 'date' },
    { key: 'slipPrefix', title: { zh: '班次', en: 'Session' }, as: 'code' },
    { key: 'custodianName', title: { zh: '保管人', en: 'Custodian' }, as: 'text' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'openingFen', title: { zh: '开箱', en: 'Opening' }, as: 'money' },
    { key: 'expectedFen', title: { zh: '应有', en: 'Expected' }, as: 'money' },
    { key: 'countedFen', title: { zh: '实点', en: 'Counted' }, as: 'money' },
    { key: 'overShortFen', title: { zh: '长短款', en: 'Over or short' }, as: 'money' },
    { key: 'closedAt', title: { zh: '结班时间', en: 'Closed' }, as: 'instant' },
  ],
});
