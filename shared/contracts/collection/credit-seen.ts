import { z } from 'zod';
import { creditSeenSchema } from '../../collection/view.ts';
import { COLLECTION_READERS } from '../../collection/who.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** What meters that hold their own credit said they had left, newest first. */
export const creditSeen = query({
  module: 'collection',
  name: 'credit-seen',
  title: { zh: '表内剩余', en: 'Credit in the meters' },
  posts: COLLECTION_READERS,
  input: z.strictObject({
    meterId: idSchema.optional(),
    differing: z.boolean().optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(creditSeenSchema), next: idSchema.optional() }),
  refusals: [],
  columns: [
    { key: 'seenAt', title: { zh: '时间', en: 'At' }, as: 'instant' },
    { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'source', title: { zh: '来源', en: 'Source' }, as: 'state' },
    { key: 'remainingFen', title: { zh: '剩余金额', en: 'Left, money' }, as: 'money' },
    { key: 'remainingMilli', title: { zh: '剩余量', en: 'Left, quantity' }, as: 'quantity' },
    { key: 'possibleFen', title: { zh: '账上最多（金额）', en: 'At most, money' }, as: 'money' },
    { key: 'possibleMilli', title: { zh: '账上最多（量）', en: 'At most, quantity' }, as: 'quantity' },
    { key: 'agrees', title: { zh: '相符', en: 'Agrees' }, as: 'yes-no' },
  ],
});
