import { z } from 'zod';
import { idSchema } from '../../values/ids.ts';
import { BOOK_STATES, PAPER_READERS, slipBookSchema } from '../../vending/paper.ts';
import { query } from '../contract.ts';

/** Latest first; a clerk sees the own books. */
export const slipBooks = query({
  module: 'vending',
  name: 'slip-books',
  title: { zh: '应急票簿', en: 'Slip books' },
  help: {
    zh: '停机停电时用的预编号纸质票：发给谁、用到哪一号、作废与缺号、何时交回。',
    en: 'Pre-numbered paper for outages: who holds it, what was used, spoiled or is missing, when it came back.',
  },
  posts: PAPER_READERS,
  input: z.strictObject({
    state: z.enum(BOOK_STATES).optional(),
    holderId: idSchema.optional(),
    bookId: idSchema.optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(slipBookSchema), next: idSchema.optional() }),
  refusals: [],
  columns: [
    { key: 'number', title: { zh: '起止号', en: 'Numbers' }, as: 'code' },
    { key: 'holderName', title: { zh: '领用人', en: 'Holder' } },
    { key: 'issuedAt', title: { zh: '发放', en: 'Issued' }, as: 'instant' },
    { key: 'sold', title: { zh: '已补录', en: 'Entered' } },
    { key: 'spoiled', title: { zh: '作废', en: 'Spoiled' } },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'caseNumber', title: { zh: '案件', en: 'Case' }, as: 'code' },
  ],
});
