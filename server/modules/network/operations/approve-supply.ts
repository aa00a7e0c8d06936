import { approveSupply as contract } from '../../../../shared/contracts/network/approve-supply.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { requireDifferentPersons } from '../../posts/index.ts';
import { lockSupply, moveSupply, supplyView } from '../store/supplies.ts';

export const approveSupply = implement(contract, {
  async run(tx, actor, clock, { supplyId, signatures }) {
    const now = clock.now();
    const row = await lockSupply(tx, actor.siteId, supplyId);
    requireDifferentPersons('propose-approve', row.requested_by, actor.personId);
    const decided = { decided_by: actor.personId, decided_at: now, signature_ids: signatures };
    await moveSupply(tx, row, 'approved', decided);
    return supplyView(tx, actor, now, supplyId);
  },
});
