import { reportRepair as contract } from '../../../../shared/contracts/upkeep/report-repair.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { openRepair } from '../open-repair.ts';
import { viewRepair } from '../repair-view.ts';

export const reportRepair = implement(contract, {
  run: async (tx, actor, clock, input) => viewRepair(tx, actor, clock.now(), await openRepair(tx, actor, clock, input)),
});
