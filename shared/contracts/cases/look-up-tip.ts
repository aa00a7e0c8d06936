import { z } from 'zod';
import { tipCodeSchema, tipSchema, tipTextSchema } from '../../cases/tip.ts';
import { operation } from '../contract.ts';

/** With the code that was shown once: what became of the tip, and more to say. The code never stands in an address. */
export const lookUpTip = operation({
  module: 'cases',
  name: 'look-up-tip',
  title: { zh: '查询举报', en: 'Look up a tip' },
  help: {
    zh: '输入提交时显示的查询码，可以看处理情况，也可以补充。',
    en: 'With the code shown when it was left: what became of it, and more to say.',
  },
  posts: 'public',
  input: z.strictObject({ code: tipCodeSchema, more: tipTextSchema.optional() }),
  output: tipSchema,
  refusals: ['tip.code_wrong', 'tip.closed', 'tip.no_house'],
  fields: { code: { zh: '查询码', en: 'Code' }, more: { zh: '补充', en: 'More to say' } },
});
