import { z } from 'zod';
import { categorySchema } from '../../metering/view.ts';
import { query } from '../contract.ts';

export const categories = query({
  module: 'metering',
  name: 'categories',
  title: { zh: '用户类别', en: 'User categories' },
  posts: 'signed-in',
  input: z.strictObject({}),
  output: z.object({ rows: z.array(categorySchema) }),
  refusals: [],
  columns: [
    { key: 'categoryCode', title: { zh: '代码', en: 'Code' }, as: 'code' },
    { key: 'title', title: { zh: '名称', en: 'Name' } },
  ],
});
