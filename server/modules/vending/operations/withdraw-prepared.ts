/** Taken out of the queue with a reason; the number is not used again, the record stays. */
import { withdrawPrepared as contract } from '../../../../shared/contracts/vending/withdraw-prepared.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { preparedView } from '../prepared-view.ts';
import { requireWaiting } from '../rules/prepared-states.ts';
import { endPrepared, lockPrepared } from '../store/prepared.ts';

export const withdrawPrepared = implement(contract, {
  async run(tx, actor, clock, { preparedId, reason }) {
    const now = clock.now();
    const today = await currentDay(tx, actor.siteId, now);
    const ticket = await lockPrepared(tx, actor.siteId, preparedId);
    requireWaiting(ticket, now, today);
    const ended = await endPrepared(tx, actor, ticket, { state: 'withdrawn', reason, now });
    return preparedView(tx, actor, { ...ended, paid_fen: null, slip_no: null, sale_state: null }, { now, today });
  },
});
