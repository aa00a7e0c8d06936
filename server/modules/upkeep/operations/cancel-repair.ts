import { cancelRepair as contract } from '../../../../shared/contracts/upkeep/cancel-repair.ts';
import { repairNumber } from '../../../../shared/upkeep/words.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { addCaseEvent, lockCase } from '../../cases/index.ts';
import { lockForMove, stepRepair } from '../move-repair.ts';
import { mayCancel, viewRepair } from '../repair-view.ts';

/** The incident stays open: that there is no fault, a technician says. */
export const cancelRepair = implement(contract, {
  async run(tx, actor, clock, { repairId, note }) {
    const repair = await lockForMove(tx, actor.siteId, repairId, 'cancelled');
    if (!mayCancel(actor, repair)) refuse('upkeep.not_reporter');
    const now = clock.now();
    await stepRepair(tx, actor, now, { repairId, state: 'cancelled', ended_at: now, text: note });
    const incident = await lockCase(tx, actor.siteId, repair.case_id);
    if (incident?.state !== 'closed') {
      const text = `${repairNumber(repair.number)} 已撤销：${note}`;
      await addCaseEvent(tx, actor, { caseId: repair.case_id, at: now, kind: 'note', text });
    }
    return viewRepair(tx, actor, now, repairId);
  },
});
