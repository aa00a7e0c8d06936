import { z } from 'zod';
import { instantSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const blacklist = query({
  module: 'cards',
  name: 'blacklist',
  title: { zh: '卡黑名单', en: 'Blacklist of cards' },
  posts: ['vending-clerk', 'cashier', 'vending-technician', 'vending-supervisor', 'funds-administrator', 'auditor'],
  input: z.strictObject({ after: idSchema.optional(), limit: z.int().min(1).max(200).default(50) }),
  output: z.object({
    rows: z.array(
      z.object({
        entryId: idSchema,
        serial: z.string(),
        reason: z.string(),
        at: instantSchema,
        person: z.string(),
        liftedAt: instantSchema.nullable(),
        liftReason: z.string().nullable(),
        can: z.array(z.string()),
      }),
    ),
    next: idSchema.nullable(),
  }),
  refusals: [],
  columns: [
    { key: 'serial', title: { zh: '卡号', en: 'Serial' }, as: 'code' },
    { key: 'reason', title: { zh: '原因', en: 'Reason' } },
    { key: 'at', title: { zh: '列入时间', en: 'Since' }, as: 'instant' },
    { key: 'person', title: { zh: '经手人', en: 'By' } },
    { key: 'liftedAt', title: { zh: '移出时间', en: 'Lifted' }, as: 'instant' },
    { key: 'liftReason', title: { zh: '移出原因', en: 'Why lifted' } },
  ],
});
