import { z } from 'zod';
import { categoryCodeSchema } from '../../metering/view.ts';
import { operation } from '../contract.ts';

export const setCategory = operation({
  module: 'metering',
  name: 'set-category',
  title: { zh: '添加或更名用户类别', en: 'Add or rename a user category' },
  help: { zh: '价格按用户类别执行。', en: 'Prices go by user category.' },
  posts: ['vending-supervisor'],
  input: z.strictObject({
    categoryCode: categoryCodeSchema,
    zh: z.string().trim().min(1).max(40),
    en: z.string().trim().min(1).max(60),
  }),
  output: z.object({ categoryCode: categoryCodeSchema }),
  refusals: [],
  fields: {
    categoryCode: { zh: '代码', en: 'Code' },
    zh: { zh: '中文名称', en: 'Chinese name' },
    en: { zh: '英文名称', en: 'English name' },
  },
});
