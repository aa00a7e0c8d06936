/** Done by hand at the meter; what its display showed there settles the recharge that is not known. */
import { recordHandSupply as contract } from '../../../../shared/contracts/network/record-hand-supply.ts';
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { keepDisplay } from '../display.ts';
import { requireSupplyMove } from '../rules/supply-states.ts';
import { lockSupply, moveSupply, supplyView } from '../store/supplies.ts';

export const recordHandSupply = implement(contract, {
  async run(tx, actor, clock, { supplyId, ...shown }) {
    const now = clock.now();
    const row = await lockSupply(tx, actor.siteId, supplyId);
    requireSupplyMove(row.state, 'supplied');
    const displayId = await keepDisplay(tx, actor, clock, { ...shown, meterId: row.meter_id });
    await moveSupply(tx, row, 'supplied', {
      way: 'by-hand',
      supplied_by: actor.personId,
      supplied_at: now,
      until: addSeconds(now, row.minutes * 60),
      failure: null,
      display_id: displayId,
    });
    return supplyView(tx, actor, now, supplyId);
  },
});
