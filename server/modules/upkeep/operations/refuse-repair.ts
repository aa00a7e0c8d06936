import { refuseRepair as contract } from '../../../../shared/contracts/upkeep/refuse-repair.ts';
import { repairNumber } from '../../../../shared/upkeep/words.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { openCase } from '../../cases/index.ts';
import { lockForMove, stepRepair } from '../move-repair.ts';
import { subjectOf } from '../open-repair.ts';
import { viewRepair } from '../repair-view.ts';
import { requireUser } from '../require-user.ts';

/** The first incident is resolved and stays so: the fault that is there again is an incident of its own. */
export const refuseRepair = implement(contract, {
  async run(tx, actor, clock, { repairId, note }) {
    const repair = await lockForMove(tx, actor.siteId, repairId, 'taken');
    requireUser(actor, repair);
    const now = clock.now();
    const number = repairNumber(repair.number);
    const { caseId } = await openCase(tx, actor, clock, {
      subject: subjectOf(repair.target),
      summary: { zh: `${number} 验收不通过：${note}`, en: `${number} not accepted: ${note}` },
      parties: [],
    });
    await stepRepair(tx, actor, now, {
      repairId,
      state: 'taken',
      case_id: caseId,
      repaired_by: null,
      repaired_at: null,
      work: null,
      said: 'refused',
      text: note,
    });
    return viewRepair(tx, actor, now, repairId);
  },
});
