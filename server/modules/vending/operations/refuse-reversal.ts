import { refuseReversal as contract } from '../../../../shared/contracts/vending/refuse-reversal.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { requireDifferentPersons } from '../../posts/index.ts';
import { loadSale } from '../load-sale.ts';
import { moveReversal, readReversal, saleIdOfReversal } from '../store/reversals.ts';
import { lockSale } from '../store/sales.ts';

export const refuseReversal = implement(contract, {
  async run(tx, actor, clock, { reversalId, reason }) {
    const { siteId, personId } = actor;
    const sale = await lockSale(tx, siteId, await saleIdOfReversal(tx, siteId, reversalId));
    const reversal = await readReversal(tx, siteId, reversalId);
    requireDifferentPersons('propose-approve', reversal.requested_by, personId);
    await moveReversal(tx, reversal, 'refused', { ended_by: personId, ended_at: clock.now(), end_reason: reason });
    return loadSale(tx, actor, { saleId: sale.sale_id });
  },
});
