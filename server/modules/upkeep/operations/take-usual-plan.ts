import { takeUsualPlan as contract } from '../../../../shared/contracts/upkeep/take-usual-plan.ts';
import { type PlanItem, USUAL_PLAN, type UsualKey } from '../../../../shared/upkeep/usual-plan.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { viewItems } from '../item-view.ts';
import { insertItems, usualTaken } from '../store/items.ts';

const USUAL = Object.entries(USUAL_PLAN) as [UsualKey, PlanItem][];

export const takeUsualPlan = implement(contract, {
  async run(tx, actor, clock) {
    const taken = await usualTaken(tx, actor.siteId);
    const missing = USUAL.filter(([usual]) => !taken.has(usual));
    if (missing.length === 0) refuse('upkeep.plan_taken');
    const items = missing.map(([usual, item]) => ({ ...item, usual }));
    return { rows: await viewItems(tx, actor, await insertItems(tx, actor, clock.now(), items)) };
  },
});
