import { refuseSupply as contract } from '../../../../shared/contracts/network/refuse-supply.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { requireDifferentPersons } from '../../posts/index.ts';
import { lockSupply, moveSupply, supplyView } from '../store/supplies.ts';

export const refuseSupply = implement(contract, {
  async run(tx, actor, clock, { supplyId, reason }) {
    const now = clock.now();
    const row = await lockSupply(tx, actor.siteId, supplyId);
    requireDifferentPersons('propose-approve', row.requested_by, actor.personId);
    await moveSupply(tx, row, 'refused', { decided_by: actor.personId, decided_at: now, refusal: reason });
    return supplyView(tx, actor, now, supplyId);
  },
});
