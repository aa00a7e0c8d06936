/**
 * Keeps the power on over the line, for as long as was approved. A meter that is silent or refuses leaves the document
 * approved, with what happened on it: a technician then does it by hand.
 */
import { carryOutSupply as contract } from '../../../../shared/contracts/network/carry-out-supply.ts';
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { implement } from '../../../platform/operations/implement.ts';
import type { LinkAnswer } from '../meter-link.ts';
import { requireSupplyMove } from '../rules/supply-states.ts';
import { lockSupply, moveSupply, noteFailure, supplyView } from '../store/supplies.ts';

interface Ticket {
  readonly subject: string;
  readonly siteId: string;
  readonly meterId: string;
  readonly minutes: number;
}

export const carryOutSupply = implement<typeof contract, Ticket, LinkAnswer<null>>(contract, {
  async reserve(tx, { siteId }, _clock, { supplyId }) {
    const row = await lockSupply(tx, siteId, supplyId);
    requireSupplyMove(row.state, 'supplied');
    return { ticket: { subject: supplyId, siteId, meterId: row.meter_id, minutes: row.minutes } };
  },
  async call({ siteId, meterId, minutes }, { meters }) {
    const to = { siteId, meterId };
    const kept = await meters.switchRelay(to, 'keep-power-on', minutes);
    if (kept.result !== 'answered') return kept;
    // A relay that was open waits for its command: kept power of an open relay is no power.
    const { relay } = await meters.read(to, ['relay']);
    if (relay.result === 'answered' && relay.value === 'closed') return kept;
    return meters.switchRelay(to, 'close', minutes);
  },
  async settle(tx, actor, clock, { ticket: { subject: supplyId, minutes }, outcome }) {
    const now = clock.now();
    const row = await lockSupply(tx, actor.siteId, supplyId);
    // Somebody may have done it by hand meanwhile.
    if (row.state !== 'approved') return supplyView(tx, actor, now, supplyId);
    if (outcome.result !== 'answered') await noteFailure(tx, row, outcome.result);
    else
      await moveSupply(tx, row, 'supplied', {
        way: 'remote',
        supplied_by: actor.personId,
        supplied_at: now,
        until: addSeconds(now, minutes * 60),
        failure: null,
      });
    return supplyView(tx, actor, now, supplyId);
  },
});
