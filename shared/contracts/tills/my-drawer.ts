import { z } from 'zod';
import { CUSTODIAN_POSTS, mySessionSchema } from '../../tills/drawer.ts';
import { query } from '../contract.ts';

/** The actor's open session. What the books expect in it is not part of the answer. */
export const myDrawer = query({
  module: 'tills',
  name: 'my-drawer',
  title: { zh: '我的钱箱', en: 'My drawer' },
  help: { zh: '您现在保管的钱箱及其状态。', en: 'The drawer you hold now, and how it stands.' },
  posts: [...CUSTODIAN_POSTS],
  input: z.strictObject({}),
  output: z.object({ session: mySessionSchema.nullable() }),
  refusals: [],
});
