import { loadPolicies as contract } from '../../../../shared/contracts/control/load-policies.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { policyViews } from '../plan-views.ts';

export const loadPolicies = answer(contract, async (tx, actor, _clock, { state }) => ({
  rows: await policyViews(tx, actor, state ?? null),
}));
