import { z } from 'zod';
import { itemSchema } from '../../upkeep/view.ts';
import { UPKEEP_READERS } from '../../upkeep/who.ts';
import { itemStateSchema } from '../../upkeep/words.ts';
import { query } from '../contract.ts';

/** Proposed and in force; those that ended when asked for. */
export const items = query({
  module: 'upkeep',
  name: 'items',
  title: { zh: '维护计划', en: 'Upkeep plan' },
  posts: UPKEEP_READERS,
  input: z.strictObject({ state: itemStateSchema.optional() }),
  output: z.object({ rows: z.array(itemSchema) }),
  refusals: [],
  columns: [
    { key: 'title', title: { zh: '项目', en: 'Item' } },
    { key: 'target', title: { zh: '对象', en: 'What' }, as: 'state' },
    { key: 'every', title: { zh: '周期', en: 'How often' } },
    { key: 'post', title: { zh: '由谁做', en: 'Done by' }, as: 'post' },
    { key: 'proposedBy', title: { zh: '拟定人', en: 'Planned by' } },
    { key: 'approvedBy', title: { zh: '批准人', en: 'Approved by' } },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  ],
});
