/** Ends it. Over the line the meter is told; a meter that stays silent lets the command run out by its own clock. */
import { endSupply as contract } from '../../../../shared/contracts/network/end-supply.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { requireSupplyMove } from '../rules/supply-states.ts';
import { lockSupply, moveSupply, supplyView } from '../store/supplies.ts';

interface Ticket {
  readonly subject: string;
  readonly siteId: string;
  /** Null where it was done by hand: nothing is said to the meter. */
  readonly meterId: string | null;
  readonly note: string;
}

const VALID_MINUTES = 10;

export const endSupply = implement<typeof contract, Ticket, null>(contract, {
  async reserve(tx, { siteId }, _clock, { supplyId, note }) {
    const row = await lockSupply(tx, siteId, supplyId);
    requireSupplyMove(row.state, 'ended');
    const meterId = row.way === 'remote' ? row.meter_id : null;
    return { ticket: { subject: supplyId, siteId, meterId, note } };
  },
  async call({ siteId, meterId }, { meters }) {
    if (meterId !== null) await meters.switchRelay({ siteId, meterId }, 'keep-power-off', VALID_MINUTES);
    return null;
  },
  async settle(tx, actor, clock, { ticket: { subject: supplyId, note } }) {
    const now = clock.now();
    const row = await lockSupply(tx, actor.siteId, supplyId);
    if (row.state !== 'ended')
      await moveSupply(tx, row, 'ended', { ended_by: actor.personId, ended_at: now, end_note: note });
    return supplyView(tx, actor, now, supplyId);
  },
});
