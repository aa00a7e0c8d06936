import { z } from 'zod';
import { reasonSchema } from '../../metering/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const allowMerge = operation({
  module: 'cards',
  name: 'allow-merge',
  overrules: true,
  title: { zh: '合并写卡', en: 'Merge two purchases' },
  help: {
    zh: '用户坚持在插表前再买：购买次数不变，卡上金额为两次之和。只在上一次购买仍原样在卡上时可行。',
    en: 'The customer buys before inserting: the count stays and the card holds both amounts together.',
  },
  posts: ['vending-clerk'],
  input: z.strictObject({ readingId: idSchema, reason: reasonSchema }),
  output: z.object({ readingId: idSchema }),
  refusals: ['record.not_found', 'card.no_counter', 'card.not_read', 'card.foreign', 'card.no_merge'],
});
