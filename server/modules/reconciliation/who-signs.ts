/** Refuses who has no place on a slip, and says whose the second is. */
import { POSTS, type PostKey } from '../../../shared/posts.ts';
import type { SlipContent } from '../../../shared/reconciliation/slip-content.ts';
import { slipNumberOf } from '../../../shared/reconciliation/slip-states.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { personName } from '../posts/index.ts';
import { secondPostsOf } from './rules/signers.ts';

export async function refuseSigner(tx: Tx, siteId: string, content: SlipContent, personId: string): Promise<never> {
  const titles = secondPostsOf(content).map((post: PostKey) => POSTS[post].title);
  return refuse('slip.not_signer', {
    name: (await personName(tx, siteId, personId)) ?? '',
    number: slipNumberOf(content.number),
    posts: titles.map((title) => `${title.zh} / ${title.en}`).join('、'),
  });
}
