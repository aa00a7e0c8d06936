import { z } from 'zod';
import { roomRelaySchema } from '../../control/view.ts';
import { CONTROL_WRITERS } from '../../control/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const askRelays = operation({
  module: 'control',
  name: 'ask-relays',
  title: { zh: '读取通断状态', en: 'Read the relays' },
  posts: CONTROL_WRITERS,
  input: z.strictObject({ meterIds: z.array(idSchema).min(1).max(20) }),
  output: z.object({ rows: z.array(roomRelaySchema) }),
  refusals: ['record.not_found'],
});
