import { z } from 'zod';
import { instantSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const auditLog = query({
  module: 'posts',
  name: 'audit-log',
  title: { zh: '审计日志', en: 'Audit log' },
  help: {
    zh: '每笔办理在哈希链上的记录，只增不改。',
    en: 'The record of every act on the hash chain; added to, never changed.',
  },
  posts: ['auditor'],
  input: z.strictObject({
    personId: idSchema.optional(),
    /** Full name, or its beginning: `tills.` */
    operation: z.string().trim().max(80).optional(),
    from: instantSchema.optional(),
    to: instantSchema.optional(),
    /** Anywhere in the record. */
    text: z.string().trim().max(80).optional(),
    after: z.string().max(120).optional(),
    limit: z.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        chainId: idSchema,
        seq: z.number().int(),
        at: instantSchema,
        operation: z.string(),
        personId: idSchema,
        person: z.string().nullable(),
        post: z.string(),
        hash: z.string(),
        facts: z.array(z.object({ table: z.string(), row: z.record(z.string(), z.unknown()) })),
      }),
    ),
    next: z.string().optional(),
  }),
  refusals: [],
  columns: [
    { key: 'at', title: { zh: '时间', en: 'At' }, as: 'instant' },
    { key: 'operation', title: { zh: '事项', en: 'Act' }, as: 'code' },
    { key: 'person', title: { zh: '人员', en: 'Person' } },
    { key: 'post', title: { zh: '岗位', en: 'Post' }, as: 'post' },
    { key: 'hash', title: { zh: '哈希', en: 'Hash' }, as: 'code' },
  ],
});
