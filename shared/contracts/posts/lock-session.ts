import { z } from 'zod';
import { sessionViewSchema } from '../../posts/session-view.ts';
import { operation } from '../contract.ts';

export const lockSession = operation({
  module: 'posts',
  name: 'lock-session',
  title: { zh: '锁定屏幕', en: 'Lock the screen' },
  posts: 'signed-in',
  input: z.strictObject({}),
  output: sessionViewSchema,
  refusals: [],
});
