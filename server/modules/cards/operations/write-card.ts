/** Writes what the books already say on a card that does not hold it yet. No money moves. */
import { writeCard as contract } from '../../../../shared/contracts/cards/write-card.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { assert, refuse } from '../../../platform/operations/refuse.ts';
import { requireKnownCard, requireReading } from '../at-desk.ts';
import { askToWrite, settleWrite, storeWrite, type WriteTicket } from '../desk-write.ts';
import type { WriteEnd } from '../rules/judge-outcome.ts';
import { documentById } from '../store/papers.ts';
import { lastDeskWrite } from '../store/writes.ts';

export const writeCard = implement<typeof contract, WriteTicket, WriteEnd>(contract, {
  async reserve(tx, actor, clock, { readingId }) {
    const { siteId } = actor;
    const now = clock.now();
    const reading = await requireReading(tx, actor, readingId, now);
    const card = await requireKnownCard(tx, siteId, reading.serial);
    if (card.to_write === null) refuse('state.illegal_move', { from: 'written', to: 'sent' });
    const before = await lastDeskWrite(tx, siteId, card.card_id);
    const document = before === undefined ? undefined : await documentById(tx, siteId, before.document_id);
    assert(document !== undefined, `card ${card.serial} is to be written because of a document`);
    const of = { documentId: document.document_id, documentNo: document.document_no };
    return { ticket: await storeWrite(tx, actor, { card, reading, document: of, changeFen: 0, now }) };
  },
  call: (ticket, outside) => askToWrite(ticket, outside),
  settle: settleWrite,
});
