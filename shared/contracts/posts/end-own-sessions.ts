import { z } from 'zod';
import { operation } from '../contract.ts';

export const endOwnSessions = operation({
  module: 'posts',
  name: 'end-own-sessions',
  title: { zh: '结束我在其他设备上的登录', en: 'End my sessions on other machines' },
  posts: 'signed-in',
  input: z.strictObject({}),
  output: z.object({ endedSessions: z.number().int() }),
  refusals: [],
});
