/** Versions, never edited: the latest one counts. Two persons sign, neither of whom takes money. */
import { fullName } from '../../../../shared/contracts/contract.ts';
import { setSalePosts as contract } from '../../../../shared/contracts/vending/set-sale-posts.ts';
import { POST_RULE_SIGNERS } from '../../../../shared/vending/prepared.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireDifferentPersons, requireSignature } from '../../posts/index.ts';

export const setSalePosts = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId, personId } = actor;
    const { twoPosts, waitMinutes, reason, signatures } = input;
    const [second] = await requireSignature(tx, {
      siteId,
      signatureIds: signatures,
      act: fullName(contract),
      contentOf: input,
      notPersonId: personId,
      posts: POST_RULE_SIGNERS,
    });
    if (second === undefined) refuse('signature.needed');
    requireDifferentPersons('propose-approve', personId, second.personId);
    await tx.keep(
      'sale_post_rule',
      q
        .insertInto('sale_post_rule')
        .values({
          site_id: siteId,
          version: await nextNumber(tx, siteId, 'sale-post-rule'),
          two_posts: twoPosts,
          wait_minutes: waitMinutes,
          reason,
          signature_ids: signatures,
          signed_by: second.personId,
          at: clock.now(),
          person_id: personId,
          post: actor.post,
        })
        .returningAll(),
    );
    return { twoPosts, waitMinutes };
  },
});
