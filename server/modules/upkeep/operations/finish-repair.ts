import { finishRepair as contract } from '../../../../shared/contracts/upkeep/finish-repair.ts';
import { ZERO } from '../../../../shared/values/money.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { lockCase, moveCase } from '../../cases/index.ts';
import { lockForMove, stepRepair } from '../move-repair.ts';
import { viewRepair } from '../repair-view.ts';
import { insertLine } from '../store/lines.ts';

/** Kept with the repair: the system speaks to the people of the house. */
const LABOUR = '维修用时';

/** The technician's act that ends the incident as well; whether the repair is good, who uses it says. */
export const finishRepair = implement(contract, {
  async run(tx, actor, clock, { repairId, work, minutes }) {
    const { siteId } = actor;
    const { case_id: caseId } = await lockForMove(tx, siteId, repairId, 'repaired');
    const now = clock.now();
    if (minutes > 0) {
      const labour = { kind: 'labour', name: LABOUR, quantity: minutes, unitCostFen: ZERO, source: '' } as const;
      await insertLine(tx, actor, { repairId, ...labour, strikes: null, at: now });
    }
    const done = { repaired_by: actor.personId, repaired_at: now, work } as const;
    await stepRepair(tx, actor, now, { repairId, state: 'repaired', ...done, text: work });
    const incident = await lockCase(tx, siteId, caseId);
    if (incident?.state !== 'closed') await moveCase(tx, actor, clock, { caseId, to: 'closed', resolution: work });
    return viewRepair(tx, actor, now, repairId);
  },
});
