import { z } from 'zod';
import { LEDGER_READERS, periodViewSchema } from '../../ledger/view.ts';
import { monthSchema } from '../../values/calendar.ts';
import { query } from '../contract.ts';

export const periods = query({
  module: 'ledger',
  name: 'periods',
  title: { zh: '会计期间', en: 'Accounting periods' },
  posts: LEDGER_READERS,
  input: z.strictObject({ after: monthSchema.optional(), limit: z.int().min(1).max(200).default(36) }),
  output: z.object({ rows: z.array(periodViewSchema), next: monthSchema.nullable() }),
  refusals: [],
  columns: [
    { key: 'month', title: { zh: '月份', en: 'Month' } },
    { key: 'openedAt', title: { zh: '首次记账', en: 'First entry' }, as: 'instant' },
    { key: 'closedAt', title: { zh: '结账时间', en: 'Closed' }, as: 'instant' },
    { key: 'closedBy', title: { zh: '结账人', en: 'Closed by' } },
  ],
});
