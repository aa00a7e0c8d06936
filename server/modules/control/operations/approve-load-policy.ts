/** One policy in force for a building: approving one ends the one before. */
import { approveLoadPolicy as contract } from '../../../../shared/contracts/control/approve-load-policy.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireDifferentPersons } from '../../posts/index.ts';
import { viewPolicies } from '../plan-views.ts';
import { requirePlanMove } from '../rules/plan-states.ts';
import { lockPolicy, movePolicy, policiesOf } from '../store/plans.ts';

export const approveLoadPolicy = implement(contract, {
  async run(tx, actor, clock, { policyId }) {
    const { siteId } = actor;
    const policy = (await lockPolicy(tx, siteId, policyId)) ?? refuse('record.not_found');
    requirePlanMove(policy.state, 'approved');
    requireDifferentPersons('propose-approve', policy.proposed_by, actor.personId);
    const now = clock.now();
    for (const before of await policiesOf(tx, siteId, 'approved'))
      if (before.building_id === policy.building_id)
        await movePolicy(tx, siteId, before.policy_id, {
          state: 'ended',
          ended_by: actor.personId,
          ended_at: now,
          end_note: '由新规则接替',
        });
    await movePolicy(tx, siteId, policyId, { state: 'approved', approved_by: actor.personId, approved_at: now });
    const [view] = await viewPolicies(tx, actor, [(await lockPolicy(tx, siteId, policyId))!]);
    return view!;
  },
});
