import { proposeSingleOperator } from '../../../../shared/contracts/posts/propose-single-operator.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { eventOf, noteSecurity } from '../security-log.ts';
import { houseOf } from '../store.ts';

export const proposeSingleOperatorOperation = implement(proposeSingleOperator, {
  async run(tx, actor, clock, { wanted, reason }) {
    const { siteId } = actor;
    const house = await houseOf(tx, siteId);
    if (house.single_operator === wanted) refuse('single_operator.already_so');
    const changeId = newId();
    const written = await tx.keep(
      'single_operator_change',
      q
        .insertInto('single_operator_change')
        .values({
          site_id: siteId,
          change_id: changeId,
          wanted,
          reason,
          state: 'proposed',
          proposed_by: actor.personId,
          proposed_at: clock.now(),
        })
        .onConflict((on) => on.doNothing())
        .returningAll(),
    );
    if (written.length === 0) refuse('single_operator.open_already');
    await noteSecurity(tx, clock.now(), eventOf(actor, 'single-operator-proposed', { wanted }));
    return { changeId };
  },
});
