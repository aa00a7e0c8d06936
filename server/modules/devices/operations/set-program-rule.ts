import { setProgramRule } from '../../../../shared/contracts/devices/set-program-rule.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import { assert, refuse } from '../../../platform/operations/refuse.ts';
import { lastProgramRule } from '../program-rows.ts';

/** Versions, never edited: the latest one counts, from the next look on. */
export const setProgramRuleOperation = implement(setProgramRule, {
  async run(tx, actor, clock, { mode, programs, reason }) {
    const { siteId } = actor;
    if (mode !== 'off' && programs.length === 0) refuse('programs.list_empty');
    await tx.keep(
      'program_rule',
      q
        .insertInto('program_rule')
        .values({
          site_id: siteId,
          version: await nextNumber(tx, siteId, 'program-rule'),
          mode,
          programs,
          reason,
          at: clock.now(),
          person_id: actor.personId,
          post: actor.post,
        })
        .returningAll(),
    );
    const rule = await lastProgramRule(tx, siteId);
    assert(rule !== null, 'the rule just written is not there');
    return rule;
  },
});
