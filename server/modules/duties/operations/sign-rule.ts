import { signRule as contract } from '../../../../shared/contracts/duties/sign-rule.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { lockRules, newestVersion, viewRule } from '../rules-store.ts';

export const signRule = implement(contract, {
  async run(tx, actor, clock, { ruleId, version, signatures }) {
    const { siteId } = actor;
    await lockRules(tx, siteId);
    const newest = (await newestVersion(tx, siteId, ruleId)) ?? refuse('record.not_found');
    if (newest.version !== version) refuse('rule.replaced');
    if (!newest.posts.includes(actor.post)) refuse('rule.not_for_post');
    const kept = await tx.keep(
      'rule_reading',
      q
        .insertInto('rule_reading')
        .values({
          site_id: siteId,
          rule_id: ruleId,
          version,
          person_id: actor.personId,
          post: actor.post,
          read_at: clock.now(),
          signature_id: signatures[0]!,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returningAll(),
    );
    if (kept.length === 0) refuse('rule.signed_already');
    return viewRule(tx, actor, ruleId);
  },
});
