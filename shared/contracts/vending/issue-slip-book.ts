import { z } from 'zod';
import { signaturesSchema } from '../../tills/signed.ts';
import { idSchema } from '../../values/ids.ts';
import { BOOK_KEEPERS, paperNoSchema, paperSeriesSchema, slipBookSchema } from '../../vending/paper.ts';
import { operation } from '../contract.ts';

/** Signed by who issues it and by the clerk who takes it. */
export const issueSlipBook = operation({
  module: 'vending',
  name: 'issue-slip-book',
  title: { zh: '发放应急票簿', en: 'Issue a slip book' },
  help: {
    zh: '预先编号的纸质票，停机停电时手工开具，恢复后补录。发放人与领用的售电员各签字。',
    en: 'Pre-numbered paper slips for outages, entered afterwards. Who issues and the clerk who takes the book both sign.',
  },
  posts: BOOK_KEEPERS,
  input: z.strictObject({
    series: paperSeriesSchema,
    firstNo: paperNoSchema,
    lastNo: paperNoSchema,
    holderId: idSchema,
    signatures: signaturesSchema,
  }),
  output: slipBookSchema,
  refusals: ['paper.range', 'paper.overlap', 'person.must_differ', 'signature.needed', 'signature.content'],
  sign: 'pin',
  fields: {
    series: { zh: '冠字（票面字母）', en: 'Series (letters on the paper)' },
    firstNo: { zh: '起号', en: 'First number' },
    lastNo: { zh: '止号', en: 'Last number' },
    holderId: { zh: '领用人', en: 'Clerk' },
  },
});
