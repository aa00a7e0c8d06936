import { z } from 'zod';
import { LOG_KINDS, LOG_READERS, logEntrySchema, ownSalesSchema } from '../../reconciliation/hand-log.ts';
import { businessDateSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** Latest first. Whoever keeps a log sees the own one only; supervisor, funds administrator and auditor see all. */
export const handLog = query({
  module: 'reconciliation',
  name: 'hand-log',
  title: { zh: '手工记录', en: 'Manual log' },
  help: {
    zh: '每人一本，逐条编号，不能修改；更正另记一条并注明更正第几条。',
    en: 'One log per person, numbered entry by entry, never changed; a correction is an entry that names the other.',
  },
  posts: LOG_READERS,
  input: z.strictObject({
    personId: idSchema.optional(),
    from: businessDateSchema.optional(),
    to: businessDateSchema.optional(),
    kind: z.enum(LOG_KINDS).optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    rows: z.array(logEntrySchema),
    next: idSchema.optional(),
    /** The viewer's own sales, for whoever keeps a log. */
    own: ownSalesSchema.nullable(),
    /** Who has a log, for those who read all. */
    people: z.array(z.object({ personId: idSchema, name: z.string() })),
  }),
  refusals: [],
  columns: [
    { key: 'personName', title: { zh: '记录人', en: 'By' } },
    { key: 'number', title: { zh: '序号', en: 'No.' } },
    { key: 'at', title: { zh: '时间', en: 'Time' }, as: 'instant' },
    { key: 'kind', title: { zh: '类别', en: 'Kind' }, as: 'state' },
    { key: 'text', title: { zh: '记录', en: 'Entry' } },
    { key: 'amountFen', title: { zh: '金额', en: 'Amount' }, as: 'money' },
    { key: 'slipNo', title: { zh: '凭证号', en: 'Slip' }, as: 'code' },
  ],
});
