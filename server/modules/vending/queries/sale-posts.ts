import { salePosts as contract } from '../../../../shared/contracts/vending/sale-posts.ts';
import { setSalePosts } from '../../../../shared/contracts/vending/set-sale-posts.ts';
import { allowed } from '../../../platform/operations/can.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { salePostsOf } from '../store/sale-posts.ts';

export const salePosts = answer(contract, async (tx, actor) => ({
  ...(await salePostsOf(tx, actor.siteId)),
  can: allowed(actor, [setSalePosts]),
}));
