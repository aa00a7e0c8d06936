/**
 * A new card in place of one that is lost or faulty, with the same count. Its amount goes along only when it is known
 * that the last purchase did not reach the meter: a meter takes each count once, whichever card brings it.
 */

import type { CardState, LossReason } from '../../../../shared/cards/words.ts';
import { replaceCard as contract } from '../../../../shared/contracts/cards/replace-card.ts';
import type { ParsedInputOf } from '../../../../shared/contracts/contract.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { ZERO } from '../../../../shared/values/money.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireOpenDrawer } from '../../tills/index.ts';
import { requireApplication, requireCardMeter, requireReading, requireStockCard } from '../at-desk.ts';
import { namedCard } from '../card-view.ts';
import { askToWrite, settleWrite, storeWrite, type WriteTicket } from '../desk-write.ts';
import { requireMove } from '../rules/card-states.ts';
import type { WriteEnd } from '../rules/judge-outcome.ts';
import { replacementOf } from '../rules/replacement-of.ts';
import { type CardRow, lastSoldOf, lockCard, updateCard } from '../store/cards.ts';
import {
  documentNumber,
  insertDocument,
  listedSerial,
  listSerial,
  moveStock,
  nextDocumentNo,
  termsOf,
} from '../store/papers.ts';
import { openWriteOf } from '../store/writes.ts';
import { takeForCard } from '../take-money.ts';

const ENDS: Readonly<Record<LossReason, CardState>> = { lost: 'lost', faulty: 'faulty', worn: 'replaced' };

export const replaceCard = implement<typeof contract, WriteTicket, WriteEnd>(contract, {
  async reserve(tx, actor, clock, input) {
    const { siteId } = actor;
    const { cardId, readingId, reason } = input;
    const now = clock.now();
    const reading = await requireReading(tx, actor, readingId, now);
    const terms = await termsOf(tx, siteId);
    const feeFen = reason === 'lost' ? terms.replacementFeeFen : ZERO;
    if (feeFen > 0) await requireOpenDrawer(tx, actor, now);
    const named = (await namedCard(tx, siteId, cardId)) ?? refuse('record.not_found');
    if (named.state !== 'issued') refuse('state.illegal_move', { from: named.state, to: ENDS[reason] });
    const meter = await requireCardMeter(tx, siteId, named.meter_id!);
    const old = await requireOld(tx, siteId, input);
    requireApplication(reading, meter);
    const blank = await requireStockCard(tx, siteId, reading);
    const next = replacementOf(lastSoldOf(old), old.pending, input.lastPurchase);

    const documentId = newId();
    const documentNo = await nextDocumentNo(tx, siteId);
    const number = documentNumber(documentNo);
    const { accountId, accountNo } = meter.account;
    const taken = await takeForCard(tx, actor, {
      depositFen: ZERO,
      feeFen,
      expectedFen: input.expectedFen,
      tenders: input.tenders,
      accountId,
      document: { kind: 'card-document', id: documentId, number },
      now,
    });
    await endOld(tx, actor, { old, reason, number, now });
    requireMove(blank.state, 'issued');
    const card = await updateCard(tx, blank, {
      ...inheritedFrom(old),
      ...next,
      state: 'issued',
      account_id: accountId,
      to_write: 'replacement',
      issued_at: now,
      ended_at: null,
    });
    await moveStock(tx, actor, { kind: 'issued', change: -1, cardIds: [card.card_id], reference: number, at: now });
    const written = {
      document_id: documentId,
      document_no: documentNo,
      kind: 'replacement',
      card_id: card.card_id,
      old_card_id: old.card_id,
      meter_id: old.meter_id,
      account_id: accountId,
      room_code: meter.roomCode,
      account_no: accountNo,
      fee_fen: feeFen,
      drawer_session_id: taken.drawerSessionId,
      entry_id: taken.entryId,
      reason: input.note,
    };
    await insertDocument(tx, actor, written, now);
    const wanted = { card, reading, document: { documentId, documentNo }, changeFen: taken.changeFen, now };
    return { ticket: await storeWrite(tx, actor, wanted) };
  },
  call: (ticket, outside) => askToWrite(ticket, outside),
  settle: settleWrite,
});

async function requireOld(tx: Tx, siteId: string, input: ParsedInputOf<typeof contract>): Promise<CardRow> {
  const old = (await lockCard(tx, siteId, input.cardId)) ?? refuse('record.not_found');
  if (old.state !== 'issued') refuse('state.illegal_move', { from: old.state, to: ENDS[input.reason] });
  if ((await openWriteOf(tx, siteId, old.card_id)) !== undefined) refuse('card.write_open');
  return old;
}

const inheritedFrom = (old: CardRow) => ({
  profile: old.profile,
  meter_id: old.meter_id,
  meter_no: old.meter_no,
  customer_no: old.customer_no,
  sold_count: old.sold_count,
  deposit_fen: old.deposit_fen,
  deposit_document_id: old.deposit_document_id,
});

/** Dead from now on: its meter takes only the new one, and so does every counter. */
async function endOld(
  tx: Tx,
  actor: Actor,
  end: { readonly old: CardRow; readonly reason: LossReason; readonly number: string; readonly now: Instant },
): Promise<void> {
  const { old, reason, number, now } = end;
  await updateCard(tx, old, {
    state: ENDS[reason],
    to_write: null,
    deposit_fen: ZERO,
    deposit_document_id: null,
    ended_at: now,
  });
  if ((await listedSerial(tx, actor.siteId, old.serial)) === undefined)
    await listSerial(tx, actor, { serial: old.serial, reason: `已补换卡 ${number}`, dead: true, at: now });
  if (reason !== 'lost')
    await moveStock(tx, actor, { kind: 'scrapped', change: 0, cardIds: [old.card_id], reference: number, at: now });
}
