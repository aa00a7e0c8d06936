import { z } from 'zod';
import { EVENT_KIND_KEYS } from '../../posts/event-kinds.ts';
import { instantSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const securityEvents = query({
  module: 'posts',
  name: 'security-events',
  title: { zh: '安全日志', en: 'Security log' },
  posts: ['auditor', 'system-administrator'],
  input: z.strictObject({
    personId: idSchema.optional(),
    kind: z.enum(EVENT_KIND_KEYS).optional(),
    from: instantSchema.optional(),
    to: instantSchema.optional(),
    after: z.string().max(80).optional(),
    limit: z.number().int().min(1).max(200).default(100),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        eventId: idSchema,
        at: instantSchema,
        kind: z.string(),
        personId: idSchema.nullable(),
        person: z.string().nullable(),
        address: z.string().nullable(),
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
    next: z.string().optional(),
  }),
  refusals: [],
  columns: [
    { key: 'at', title: { zh: '时间', en: 'At' }, as: 'instant' },
    { key: 'kind', title: { zh: '种类', en: 'Kind' }, as: 'code' },
    { key: 'person', title: { zh: '人员', en: 'Person' } },
    { key: 'address', title: { zh: '地址', en: 'Address' }, as: 'code' },
    { key: 'detail', title: { zh: '详情', en: 'Detail' } },
  ],
});
