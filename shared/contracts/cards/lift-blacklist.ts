import { z } from 'zod';
import { reasonSchema } from '../../metering/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const liftBlacklist = operation({
  module: 'cards',
  name: 'lift-blacklist',
  overrules: true,
  title: { zh: '移出黑名单', en: 'Take a card off the blacklist' },
  posts: ['vending-supervisor'],
  input: z.strictObject({ entryId: idSchema, reason: reasonSchema }),
  output: z.object({ entryId: idSchema }),
  refusals: ['record.not_found', 'state.illegal_move', 'card.dead'],
  fields: { entryId: { zh: '记录', en: 'Entry' }, reason: { zh: '原因', en: 'Reason' } },
});
