/**
 * A settled card goes on with its meter to the household that lives there now, or is written for another meter. The
 * deposit goes along, from the one household's to the other's.
 */
import { transferCard as contract } from '../../../../shared/contracts/cards/transfer-card.ts';
import { ACCOUNTS } from '../../../../shared/ledger/chart.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { ZERO } from '../../../../shared/values/money.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { credit, debit, post } from '../../ledger/index.ts';
import {
  type CardMeter,
  profileOfMeter,
  requireApplication,
  requireCardMeter,
  requireFreeMeter,
  requireReading,
  requireSettledCard,
} from '../at-desk.ts';
import { cardView } from '../card-view.ts';
import { askToWrite, settleWrite, storeWrite, type WriteTicket } from '../desk-write.ts';
import { meterNumberOnCard } from '../rules/card-numbers.ts';
import type { WriteEnd } from '../rules/judge-outcome.ts';
import { type CardRow, cardOfSerial, rememberMeter, updateCard } from '../store/cards.ts';
import { documentNumber, insertDocument, nextDocumentNo } from '../store/papers.ts';
import { startOn } from './issue-card.ts';

export const transferCard = implement<typeof contract, WriteTicket, WriteEnd>(contract, {
  async reserve(tx, actor, clock, { readingId, meterId, reason }) {
    const { siteId } = actor;
    const now = clock.now();
    const reading = await requireReading(tx, actor, readingId, now);
    const stays = (await cardOfSerial(tx, siteId, reading.serial))?.meter_id === meterId;
    const meter = stays ? await requireCardMeter(tx, siteId, meterId) : await requireFreeMeter(tx, siteId, meterId);
    requireApplication(reading, meter);
    const present = await requireSettledCard(tx, siteId, reading);
    if (stays && meter.account.accountId === present.account_id)
      refuse('state.illegal_move', { from: meter.account.accountNo, to: meter.account.accountNo });
    const documentId = newId();
    const documentNo = await nextDocumentNo(tx, siteId);
    const moved: Moved = { card: present, meter, documentId, number: documentNumber(documentNo), now };
    const entryId = await moveDeposit(tx, actor, moved);
    const card = stays
      ? await updateCard(tx, present, { account_id: meter.account.accountId })
      : await toOtherMeter(tx, moved);
    const written = {
      document_id: documentId,
      document_no: documentNo,
      kind: 'transfer',
      card_id: card.card_id,
      meter_id: meterId,
      account_id: meter.account.accountId,
      from_account_id: present.account_id,
      room_code: meter.roomCode,
      account_no: meter.account.accountNo,
      entry_id: entryId,
      reason,
    };
    await insertDocument(tx, actor, written, now);
    if (!stays) {
      const wanted = { card, reading, document: { documentId, documentNo }, changeFen: 0, now };
      return { ticket: await storeWrite(tx, actor, wanted) };
    }
    const view = await cardView(tx, actor, card.card_id);
    return {
      done: { documentId, number: moved.number, card: view, written: 'written', failure: null, changeFen: ZERO },
    };
  },
  call: (ticket, outside) => askToWrite(ticket, outside),
  settle: settleWrite,
});

interface Moved {
  readonly card: CardRow;
  readonly meter: CardMeter;
  readonly documentId: string;
  readonly number: string;
  readonly now: Instant;
}

async function toOtherMeter(tx: Tx, { card, meter, now }: Moved): Promise<CardRow> {
  const meterNo = meterNumberOnCard(meter.meterNo);
  await rememberMeter(tx, card);
  const start = await startOn(tx, card.site_id, meter);
  return updateCard(tx, card, {
    profile: profileOfMeter(meter),
    meter_id: meter.meterId,
    account_id: meter.account.accountId,
    meter_no: meterNo,
    customer_no: start.customerNo,
    card_type: start.cardType,
    purchase_count: start.count,
    amount_fen: ZERO,
    sold_count: meter.purchaseCount,
    pending: start.cardType !== 'open',
    to_write: 'transfer',
    issued_at: now,
  });
}

async function moveDeposit(
  tx: Tx,
  actor: Actor,
  { card, meter, documentId, number, now }: Moved,
): Promise<string | null> {
  const { accountId } = meter.account;
  if (card.deposit_fen === 0 || card.account_id === null || card.account_id === accountId) return null;
  const entry = await post(tx, actor, {
    businessDate: await currentDay(tx, actor.siteId, now),
    now,
    document: { kind: 'card-document', id: documentId },
    text: `购电卡过户 ${number}`,
    lines: [
      debit(ACCOUNTS.deposit, card.deposit_fen, card.account_id),
      credit(ACCOUNTS.deposit, card.deposit_fen, accountId),
    ],
  });
  return entry.entryId;
}
