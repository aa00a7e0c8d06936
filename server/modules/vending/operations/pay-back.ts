/** The money of an approved reversal goes back to the customer, who is present: an event of its own, in today's drawer. */
import { payBack as contract } from '../../../../shared/contracts/vending/pay-back.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { post } from '../../ledger/index.ts';
import { refundPayments } from '../../payments/index.ts';
import { requireOpenDrawer } from '../../tills/index.ts';
import { loadSale } from '../load-sale.ts';
import { paidBackLines } from '../rules/entries.ts';
import { requireReversalMove } from '../rules/reversal-states.ts';
import { moveReversal, readReversal, reversalNumber, saleIdOfReversal } from '../store/reversals.ts';
import { lockSale } from '../store/sales.ts';

export const payBack = implement(contract, {
  async run(tx, actor, clock, { reversalId, references }) {
    const { siteId } = actor;
    const now = clock.now();
    const drawer = await requireOpenDrawer(tx, actor, now);
    const sale = await lockSale(tx, siteId, await saleIdOfReversal(tx, siteId, reversalId));
    const reversal = await readReversal(tx, siteId, reversalId);
    requireReversalMove(reversal.state, 'paid-back');
    const { businessDate, drawerSessionId } = drawer;
    const number = reversalNumber(reversal.reversal_no);
    const document = { kind: 'sale-reversal', id: reversalId };
    const given = await refundPayments(tx, actor, drawer, {
      document: { ...document, number },
      paidDocumentId: sale.sale_id,
      totalFen: reversal.refund_fen,
      references,
      businessDate,
      now,
    });
    const entry = await post(tx, actor, {
      businessDate,
      now,
      document,
      text: `退款 ${number} 原凭证 ${sale.slip_no}`,
      drawerSessionId,
      lines: paidBackLines(given.entryLines, sale.account_id, reversal.refund_fen),
    });
    await moveReversal(tx, reversal, 'paid-back', {
      paid_back_by: actor.personId,
      paid_back_at: now,
      drawer_session_id: drawerSessionId,
      pay_back_entry_id: entry.entryId,
    });
    return loadSale(tx, actor, { saleId: sale.sale_id });
  },
});
