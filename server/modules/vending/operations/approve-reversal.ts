/**
 * Books the reversal: the unused credit is taken back and the income reversed, dated today and linked; the money is
 * owed to the customer again. Approved by a person who sold nothing of it, asked for nothing and holds no drawer.
 */
import { approveReversal as contract } from '../../../../shared/contracts/vending/approve-reversal.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { announce } from '../../../platform/outbox.ts';
import { reverse } from '../../ledger/index.ts';
import { lockMeterForSale, moveCredit } from '../../metering/index.ts';
import { requireDifferentPersons } from '../../posts/index.ts';
import { heldDrawerOf } from '../../tills/index.ts';
import { loadSale } from '../load-sale.ts';
import { requireReversible } from '../reversible.ts';
import { saleFacts } from '../store/facts.ts';
import { moveReversal, type ReversalRow, readReversal, reversalNumber, saleIdOfReversal } from '../store/reversals.ts';
import { lockSale, moveSale, type SaleRow } from '../store/sales.ts';

export const approveReversal = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId, personId } = actor;
    const now = clock.now();
    const sale = await lockSale(tx, siteId, await saleIdOfReversal(tx, siteId, input.reversalId));
    const reversal = await readReversal(tx, siteId, input.reversalId);
    requireDifferentPersons('propose-approve', reversal.requested_by, personId);
    requireDifferentPersons('drawer-reversal', sale.person_id, personId);
    if (sale.prepared_by !== null) requireDifferentPersons('drawer-reversal', sale.prepared_by, personId);
    const held = await heldDrawerOf(tx, siteId, personId);
    if (held !== null) refuse('reversal.holds_drawer', { drawer: held.drawerName });
    await requireReversible(tx, sale);
    const entryId = sale.state === 'delivered' ? await takeBack(tx, actor, { sale, reversal, now }) : null;
    await moveReversal(tx, reversal, 'approved', {
      ended_by: personId,
      ended_at: now,
      signature_ids: input.signatures,
      entry_id: entryId,
    });
    await moveSale(tx, sale, 'reversed', { reversed_at: now });
    await announce(tx, {
      siteId: actor.siteId,
      at: now,
      topic: 'sale.reversed',
      payload: { number: reversalNumber(reversal.reversal_no), slip: sale.slip_no, refundFen: reversal.refund_fen },
    });
    return loadSale(tx, actor, { saleId: sale.sale_id });
  },
});

/**
 * Refuses 'credit.used' when it is no longer there, also because the household has left and its credit with it, and
 * 'reversal.residue_used' when what was left over is not.
 */
async function takeBack(
  tx: Tx,
  actor: Actor,
  { sale, reversal, now }: { readonly sale: SaleRow; readonly reversal: ReversalRow; readonly now: Instant },
): Promise<string> {
  const { siteId } = actor;
  const businessDate = await currentDay(tx, siteId, now);
  const meter = await lockMeterForSale(tx, siteId, sale.meter_id);
  const facts = await saleFacts(tx, siteId, {
    accountId: sale.account_id,
    meterId: sale.meter_id,
    commodity: sale.commodity,
    date: businessDate,
  });
  if (facts.freeFen < sale.residue_kept_fen) refuse('reversal.residue_used');
  // What lies on the meter now is the present household's, never to be given back to a former one.
  if (meter?.account?.accountId !== sale.account_id)
    refuse('credit.used', { balance: 0, unit: sale.credit_unit, wanted: sale.credit_amount });
  await moveCredit(tx, actor, {
    meterId: sale.meter_id,
    kind: 'reversal',
    amount: -sale.credit_amount,
    document: { kind: 'sale-reversal', id: reversal.reversal_id },
    priceVersionId: sale.price_version_id,
    at: now,
  });
  tx.touch('metering');
  const entry = await reverse(tx, actor, sale.delivered_entry_id ?? refuse('record.not_found'), {
    businessDate,
    now,
    document: { kind: 'sale-reversal', id: reversal.reversal_id },
    text: `冲正 ${reversalNumber(reversal.reversal_no)} 原凭证 ${sale.slip_no}`,
  });
  return entry.entryId;
}
