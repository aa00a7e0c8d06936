import { z } from 'zod';
import { postSchema } from '../../posts/post-schema.ts';
import { sessionViewSchema } from '../../posts/session-view.ts';
import { operation } from '../contract.ts';

export const choosePost = operation({
  module: 'posts',
  name: 'choose-post',
  title: { zh: '切换岗位', en: 'Choose post' },
  help: { zh: '之后的每一笔都记在这个岗位名下。', en: 'Everything done from now on is recorded under this post.' },
  // Public, because a session whose post was taken away may act in none; the door itself asks for the session.
  posts: 'public',
  input: z.strictObject({ post: postSchema }),
  output: sessionViewSchema,
  refusals: ['post.not_held', 'session.ended', 'session.locked'],
  fields: { post: { zh: '岗位', en: 'Post' } },
});
