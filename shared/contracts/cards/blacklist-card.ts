import { z } from 'zod';
import { serialSchema } from '../../cards/view.ts';
import { reasonSchema } from '../../metering/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const blacklistCard = operation({
  module: 'cards',
  name: 'blacklist-card',
  title: { zh: '列入黑名单', en: 'Put a card on the blacklist' },
  help: {
    zh: '窗口不再给这张卡售电、写卡。',
    en: 'No counter sells to this card or writes it any more.',
  },
  posts: ['vending-clerk', 'vending-technician', 'vending-supervisor'],
  input: z.strictObject({ serial: serialSchema, reason: reasonSchema }),
  output: z.object({ entryId: idSchema }),
  refusals: ['card.listed_already'],
  fields: { serial: { zh: '卡号', en: 'Serial number' }, reason: { zh: '原因', en: 'Reason' } },
});
