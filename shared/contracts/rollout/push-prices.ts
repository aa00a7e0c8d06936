import { z } from 'zod';
import { ROLLOUT_PUSHERS } from '../../rollout/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

/** Which price is sent is not a choice: the approved one. This only says when. */
export const pushPrices = operation({
  module: 'rollout',
  name: 'push-prices',
  title: { zh: '立即下发', en: 'Send now' },
  help: {
    zh: '不等下次重试，一分钟内重新送一次。购电卡的表要等用户来写卡。',
    en: 'Sends again within a minute instead of waiting. Meters with cards wait for the customer.',
  },
  posts: ROLLOUT_PUSHERS,
  input: z.strictObject({
    versionId: idSchema,
    /** One meter; all that have not got it when left out. */
    meterId: idSchema.optional(),
  }),
  output: z.object({ meters: z.int() }),
  refusals: ['record.not_found', 'rollout.nothing_to_send'],
});
