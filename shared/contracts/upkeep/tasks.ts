import { z } from 'zod';
import { upkeepTaskSchema } from '../../upkeep/view.ts';
import { UPKEEP_READERS } from '../../upkeep/who.ts';
import { upkeepTaskStateSchema } from '../../upkeep/words.ts';
import { query } from '../contract.ts';

/** What is not recorded yet, nearest to its time first; with `own` only what lies with the acting post. */
export const tasks = query({
  module: 'upkeep',
  name: 'tasks',
  title: { zh: '系统维护', en: 'System upkeep' },
  help: {
    zh: '到日子的维护事项。逾期未记录的，过了当天交给上级岗位。',
    en: 'What is to be looked after. What is not recorded by the end of its day is handed to the post above.',
  },
  posts: UPKEEP_READERS,
  input: z.strictObject({
    own: z.boolean().optional(),
    state: upkeepTaskStateSchema.exclude(['done', 'excused']).optional(),
  }),
  output: z.object({ rows: z.array(upkeepTaskSchema) }),
  refusals: [],
  columns: [
    { key: 'title', title: { zh: '项目', en: 'Item' } },
    { key: 'target', title: { zh: '对象', en: 'What' }, as: 'state' },
    { key: 'every', title: { zh: '周期', en: 'How often' }, as: 'state' },
    { key: 'dueAt', title: { zh: '限时', en: 'Due' }, as: 'instant' },
    { key: 'post', title: { zh: '岗位', en: 'Post' }, as: 'post' },
    { key: 'withPost', title: { zh: '现在谁负责', en: 'Lies with' }, as: 'post' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  ],
});
