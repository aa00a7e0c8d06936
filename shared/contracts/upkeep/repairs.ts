import { z } from 'zod';
import { repairSchema } from '../../upkeep/view.ts';
import { repairStateSchema, targetSchema } from '../../upkeep/words.ts';
import { monthSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** Newest first; without a state or a month those that are not ended. */
export const repairs = query({
  module: 'upkeep',
  name: 'repairs',
  title: { zh: '报修', en: 'Repairs' },
  help: {
    zh: '谁都可以报修，技术员接修，使用人验收。限时跟着对应的异常走，超时逐级上交。',
    en: 'Anybody requests, the technician repairs, who uses it accepts. Its incident carries the time and moves up the line.',
  },
  posts: 'signed-in',
  input: z.strictObject({
    state: repairStateSchema.optional(),
    target: targetSchema.optional(),
    /** Reported in it: YYYY-MM. */
    month: monthSchema.optional(),
    /** The counter's name or the number, as it is shown. */
    which: z.string().max(160).optional(),
    /** Of those reported by the acting post. */
    own: z.boolean().optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(repairSchema), next: idSchema.nullable() }),
  refusals: [],
  columns: [
    { key: 'number', title: { zh: '单号', en: 'No.' }, as: 'code' },
    { key: 'target', title: { zh: '对象', en: 'What' }, as: 'state' },
    { key: 'which', title: { zh: '编号或名称', en: 'Which' } },
    { key: 'seen', title: { zh: '现象', en: 'What is seen' } },
    { key: 'urgency', title: { zh: '影响', en: 'Urgency' }, as: 'state' },
    { key: 'reportedAt', title: { zh: '报修时间', en: 'Reported' }, as: 'instant' },
    { key: 'costFen', title: { zh: '费用', en: 'Cost' }, as: 'money' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  ],
});
