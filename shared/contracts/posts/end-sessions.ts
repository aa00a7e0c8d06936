import { z } from 'zod';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const endSessions = operation({
  module: 'posts',
  name: 'end-sessions',
  title: { zh: '结束登录', en: 'End sessions' },
  posts: ['system-administrator'],
  input: z.strictObject({ personId: idSchema }),
  output: z.object({ endedSessions: z.number().int() }),
  refusals: ['record.not_found'],
});
