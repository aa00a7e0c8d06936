import { takeRepair as contract } from '../../../../shared/contracts/upkeep/take-repair.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { lockCase, moveCase } from '../../cases/index.ts';
import { lockForMove, stepRepair } from '../move-repair.ts';
import { viewRepair } from '../repair-view.ts';

/** Its incident is taken in hand with it. */
export const takeRepair = implement(contract, {
  async run(tx, actor, clock, { repairId }) {
    const { case_id: caseId } = await lockForMove(tx, actor.siteId, repairId, 'taken');
    const now = clock.now();
    const step = { state: 'taken', taken_by: actor.personId, taken_at: now, text: '' } as const;
    await stepRepair(tx, actor, now, { repairId, ...step });
    const incident = await lockCase(tx, actor.siteId, caseId);
    if (incident?.state === 'open') await moveCase(tx, actor, clock, { caseId, to: 'in-hand' });
    return viewRepair(tx, actor, now, repairId);
  },
});
