import { reportRepair as contract } from '../../../../shared/contracts/upkeep/report-repair.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { openRepair } from '../open-repair.ts';
import { viewRepair } from '../repair-view.ts';
import { requirePlace } from '../store/items.ts';

export const reportRepair = implement(contract, {
  async run(tx, actor, clock, input) {
    await requirePlace(tx, actor.siteId, input.terminalId);
    return viewRepair(tx, actor, clock.now(), await openRepair(tx, actor, clock, input));
  },
});
