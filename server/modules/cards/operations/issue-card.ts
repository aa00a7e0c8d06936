/** A blank card from stock becomes the card of a meter. Deposit and fee are taken; the card is written after. */

import type { CardType } from '../../../../shared/card/layout.ts';
import { issueCard as contract } from '../../../../shared/contracts/cards/issue-card.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { addMoney, ZERO } from '../../../../shared/values/money.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import { requireOpenDrawer } from '../../tills/index.ts';
import {
  type CardMeter,
  profileOfMeter,
  requireApplication,
  requireFreeMeter,
  requireReading,
  requireStockCard,
} from '../at-desk.ts';
import { askToWrite, settleWrite, storeWrite, type WriteTicket } from '../desk-write.ts';
import { customerNumber, meterNumberOnCard } from '../rules/card-numbers.ts';
import { requireMove } from '../rules/card-states.ts';
import type { WriteEnd } from '../rules/judge-outcome.ts';
import { cardMeter, insertCardMeter, updateCard } from '../store/cards.ts';
import { documentNumber, insertDocument, moveStock, nextDocumentNo, termsOf } from '../store/papers.ts';
import { takeForCard } from '../take-money.ts';

interface Start {
  readonly customerNo: string;
  readonly cardType: CardType;
  readonly count: number;
}

/**
 * A meter that never had a card takes an opening card and a customer number of its own, which it keeps for good. One
 * that was opened takes a replacement card with the count it holds inside.
 */
export async function startOn(tx: Tx, siteId: string, meter: CardMeter): Promise<Start> {
  const known = await cardMeter(tx, siteId, meter.meterId);
  if (known !== undefined)
    return {
      customerNo: known.customer_no,
      cardType: known.opened ? 'replacement' : 'open',
      count: known.purchase_count,
    };
  const customerNo = customerNumber(await nextNumber(tx, siteId, 'card-customer'));
  await insertCardMeter(tx, {
    site_id: siteId,
    meter_id: meter.meterId,
    customer_no: customerNo,
    purchase_count: 0,
    opened: false,
  });
  return { customerNo, cardType: 'open', count: 0 };
}

export const issueCard = implement<typeof contract, WriteTicket, WriteEnd>(contract, {
  async reserve(tx, actor, clock, { readingId, meterId, expectedFen, tenders }) {
    const { siteId } = actor;
    const now = clock.now();
    const reading = await requireReading(tx, actor, readingId, now);
    const { depositFen, feeFen } = await termsOf(tx, siteId);
    if (addMoney(depositFen, feeFen) > 0) await requireOpenDrawer(tx, actor, now);
    const meter = await requireFreeMeter(tx, siteId, meterId);
    requireApplication(reading, meter);
    const blank = await requireStockCard(tx, siteId, reading);
    const meterNo = meterNumberOnCard(meter.meterNo);
    const { accountId, accountNo } = meter.account;

    const documentId = newId();
    const documentNo = await nextDocumentNo(tx, siteId);
    const number = documentNumber(documentNo);
    const document = { kind: 'card-document', id: documentId, number };
    const due = { depositFen, feeFen, expectedFen, tenders, accountId, document, now };
    const taken = await takeForCard(tx, actor, due);
    const start = await startOn(tx, siteId, meter);
    requireMove(blank.state, 'issued');
    const card = await updateCard(tx, blank, {
      state: 'issued',
      profile: profileOfMeter(meter),
      meter_id: meterId,
      account_id: accountId,
      meter_no: meterNo,
      customer_no: start.customerNo,
      card_type: start.cardType,
      purchase_count: start.count,
      amount_fen: ZERO,
      sold_count: meter.purchaseCount,
      // An opening card may be sold to at once; any other is seen in its meter first.
      pending: start.cardType !== 'open',
      to_write: 'issue',
      deposit_fen: depositFen,
      deposit_document_id: depositFen > 0 ? documentId : null,
      issued_at: now,
      ended_at: null,
    });
    await moveStock(tx, actor, { kind: 'issued', change: -1, cardIds: [card.card_id], reference: number, at: now });
    const written = {
      document_id: documentId,
      document_no: documentNo,
      kind: 'issue',
      card_id: card.card_id,
      meter_id: meterId,
      account_id: accountId,
      room_code: meter.roomCode,
      account_no: accountNo,
      deposit_fen: depositFen,
      fee_fen: feeFen,
      drawer_session_id: taken.drawerSessionId,
      entry_id: taken.entryId,
      reason: '',
    };
    await insertDocument(tx, actor, written, now);
    const wanted = { card, reading, document: { documentId, documentNo }, changeFen: taken.changeFen, now };
    return { ticket: await storeWrite(tx, actor, wanted) };
  },
  call: (ticket, outside) => askToWrite(ticket, outside),
  settle: settleWrite,
});
