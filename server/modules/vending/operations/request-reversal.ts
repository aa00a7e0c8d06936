/** The clerk asks, in the open drawer the money would come out of. Nothing moves yet. */
import { requestReversal as contract } from '../../../../shared/contracts/vending/request-reversal.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { subtractMoney } from '../../../../shared/values/money.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireOpenDrawer } from '../../tills/index.ts';
import { loadSale } from '../load-sale.ts';
import { requireReversible } from '../reversible.ts';
import { insertReversal, reversalNumber, reversalOfSale } from '../store/reversals.ts';
import { lockSale } from '../store/sales.ts';

export const requestReversal = implement(contract, {
  async run(tx, actor, clock, { saleId, reason }) {
    const { siteId } = actor;
    const now = clock.now();
    await requireOpenDrawer(tx, actor, now);
    const sale = await lockSale(tx, siteId, saleId);
    const present = await reversalOfSale(tx, siteId, saleId);
    if (present !== undefined && present.state !== 'refused')
      refuse('reversal.present', { number: reversalNumber(present.reversal_no) });
    await requireReversible(tx, sale);
    await insertReversal(tx, {
      site_id: siteId,
      reversal_id: newId(),
      reversal_no: await nextNumber(tx, siteId, 'sale-reversal'),
      sale_id: saleId,
      state: 'requested',
      reason,
      refund_fen: subtractMoney(sale.total_fen, sale.arrears_fen),
      requested_by: actor.personId,
      requested_post: actor.post,
      requested_at: now,
      ended_by: null,
      ended_at: null,
      end_reason: null,
      signature_ids: null,
      entry_id: null,
      paid_back_by: null,
      paid_back_at: null,
      drawer_session_id: null,
      pay_back_entry_id: null,
    });
    return loadSale(tx, actor, { saleId });
  },
});
