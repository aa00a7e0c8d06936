import { endLoadPolicy as contract } from '../../../../shared/contracts/control/end-load-policy.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { viewPolicies } from '../plan-views.ts';
import { endOf, requirePlanMove } from '../rules/plan-states.ts';
import { lockPolicy, movePolicy } from '../store/plans.ts';

export const endLoadPolicy = implement(contract, {
  async run(tx, actor, clock, { policyId, note }) {
    const { siteId } = actor;
    const policy = (await lockPolicy(tx, siteId, policyId)) ?? refuse('record.not_found');
    const state = endOf(policy.state);
    requirePlanMove(policy.state, state);
    await movePolicy(tx, siteId, policyId, {
      state,
      ended_by: actor.personId,
      ended_at: clock.now(),
      end_note: note,
    });
    const [view] = await viewPolicies(tx, actor, [(await lockPolicy(tx, siteId, policyId))!]);
    return view!;
  },
});
