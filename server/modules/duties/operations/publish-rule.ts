import { publishRule as contract } from '../../../../shared/contracts/duties/publish-rule.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { lockRules, newestVersion, viewRule } from '../rules-store.ts';

export const publishRule = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId } = actor;
    const ruleId = input.ruleId ?? newId();
    await lockRules(tx, siteId);
    const before = await newestVersion(tx, siteId, ruleId);
    if (input.ruleId !== undefined && before === undefined) refuse('record.not_found');
    await tx.keep(
      'rule',
      q
        .insertInto('rule')
        .values({
          site_id: siteId,
          rule_id: ruleId,
          version: (before?.version ?? 0) + 1,
          title: input.title,
          body_zh: input.bodyZh,
          body_en: input.bodyEn ?? null,
          posts: [...new Set(input.posts)],
          published_by: actor.personId,
          published_post: actor.post,
          published_at: clock.now(),
          signature_id: input.signatures[0]!,
        })
        .returningAll(),
    );
    return viewRule(tx, actor, ruleId);
  },
});
