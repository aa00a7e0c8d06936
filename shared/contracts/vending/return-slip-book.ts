import { z } from 'zod';
import { signaturesSchema } from '../../tills/signed.ts';
import { idSchema } from '../../values/ids.ts';
import { BOOK_KEEPERS, paperNoSchema, slipBookSchema } from '../../vending/paper.ts';
import { operation } from '../contract.ts';

/** Signed by who takes it back and by its holder. Numbers that are neither entered, spoiled nor there become a case. */
export const returnSlipBook = operation({
  module: 'vending',
  name: 'return-slip-book',
  title: { zh: '收回应急票簿', en: 'Take a slip book back' },
  help: {
    zh: '清点未用的票。此前既未补录也未作废的号码逐个列出并立案。收回人与领用人各签字。',
    en: 'Count the unused slips. Numbers before them that were neither entered nor spoiled are named in a case. Both sign.',
  },
  posts: BOOK_KEEPERS,
  input: z.strictObject({
    bookId: idSchema,
    /** The lowest number still unused; last number + 1 where the book is used up. */
    firstUnusedNo: paperNoSchema,
    signatures: signaturesSchema,
  }),
  output: slipBookSchema,
  refusals: [
    'record.not_found',
    'state.illegal_move',
    'paper.not_in_book',
    'paper.used_above',
    'signature.needed',
    'signature.content',
  ],
  sign: 'pin',
  fields: {
    bookId: { zh: '票簿', en: 'Book' },
    firstUnusedNo: { zh: '第一张未用的号码', en: 'First unused number' },
  },
});
