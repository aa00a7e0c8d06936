/** A household gives its card back. It is blanked and goes to stock; the deposit is given back by an event of its own. */
import { clearCard as contract } from '../../../../shared/contracts/cards/clear-card.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { ZERO } from '../../../../shared/values/money.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { requireReading, requireSettledCard } from '../at-desk.ts';
import { namedCard } from '../card-view.ts';
import { askToWrite, settleWrite, storeWrite, type WriteTicket } from '../desk-write.ts';
import { requireMove } from '../rules/card-states.ts';
import type { WriteEnd } from '../rules/judge-outcome.ts';
import { rememberMeter, updateCard } from '../store/cards.ts';
import { insertDocument, nextDocumentNo } from '../store/papers.ts';

export const clearCard = implement<typeof contract, WriteTicket, WriteEnd>(contract, {
  async reserve(tx, actor, clock, { readingId, reason }) {
    const { siteId } = actor;
    const now = clock.now();
    const reading = await requireReading(tx, actor, readingId, now);
    const present = await requireSettledCard(tx, siteId, reading);
    const named = await namedCard(tx, siteId, present.card_id);
    requireMove(present.state, 'cleared');
    await rememberMeter(tx, present);
    const card = await updateCard(tx, present, {
      state: 'cleared',
      to_write: 'clear',
      deposit_fen: ZERO,
      deposit_document_id: null,
      ended_at: now,
    });
    const documentId = newId();
    const documentNo = await nextDocumentNo(tx, siteId);
    const written = {
      document_id: documentId,
      document_no: documentNo,
      kind: 'clear',
      card_id: card.card_id,
      meter_id: present.meter_id,
      account_id: present.account_id,
      room_code: named?.room_code ?? null,
      account_no: named?.account_no ?? null,
      // The deposit to be given back, where there is one.
      of_document_id: present.deposit_document_id,
      reason,
    };
    await insertDocument(tx, actor, written, now);
    const wanted = { card, reading, document: { documentId, documentNo }, changeFen: 0, now };
    return { ticket: await storeWrite(tx, actor, wanted) };
  },
  call: (ticket, outside) => askToWrite(ticket, outside),
  settle: settleWrite,
});
