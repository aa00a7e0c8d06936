import { z } from 'zod';
import { LINE_WRITERS } from '../../network/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const setClock = operation({
  module: 'network',
  name: 'set-clock',
  title: { zh: '广播校时', en: 'Broadcast the time' },
  help: {
    zh: '表计对广播不作应答：校时后逐块读回时钟。表计一般每天只接受一次，偏差超过 5 分钟的不接受。',
    en: 'No meter answers a broadcast, so each clock is read afterwards. Most accept one a day and at most 5 minutes.',
  },
  posts: LINE_WRITERS,
  input: z.strictObject({ lineId: idSchema }),
  output: z.object({
    /** False: the line is down, nothing was sent. */
    reached: z.boolean(),
    right: z.int(),
    off: z.int(),
    silent: z.int(),
    /** Not asked, because the time for it ran out. */
    unasked: z.int(),
  }),
  refusals: ['record.not_found', 'line.closed'],
  fields: { lineId: { zh: '线路', en: 'Line' } },
});
