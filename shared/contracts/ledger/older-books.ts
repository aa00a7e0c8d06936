import { z } from 'zod';
import { businessDateSchema, instantSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** Anchors the books did not know at a start of the server, and what two persons said about them. */
export const olderBooks = query({
  module: 'ledger',
  name: 'older-books',
  title: { zh: '账簿早于锚点', en: 'Books older than an anchor' },
  posts: 'signed-in',
  input: z.strictObject({}),
  output: z.object({
    rows: z.array(
      z.object({
        noticeId: idSchema,
        anchorDate: businessDateSchema,
        anchorDigest: z.string(),
        booksDate: businessDateSchema.nullable(),
        foundAt: instantSchema,
        acceptedAt: instantSchema.nullable(),
        acceptedBy: z.string().nullable(),
        secondedBy: z.string().nullable(),
        reason: z.string().nullable(),
        can: z.array(z.string()),
      }),
    ),
  }),
  refusals: [],
  columns: [
    { key: 'anchorDate', title: { zh: '锚点日期', en: 'Anchor of' }, as: 'date' },
    { key: 'anchorDigest', title: { zh: '锚点摘要', en: 'Its digest' }, as: 'code' },
    { key: 'booksDate', title: { zh: '账簿封到', en: 'Books sealed to' }, as: 'date' },
    { key: 'foundAt', title: { zh: '发现时间', en: 'Found' }, as: 'instant' },
    { key: 'acceptedBy', title: { zh: '签字人', en: 'Signed by' } },
    { key: 'secondedBy', title: { zh: '第二签字人', en: 'And by' } },
    { key: 'reason', title: { zh: '原因', en: 'Reason' } },
  ],
});
