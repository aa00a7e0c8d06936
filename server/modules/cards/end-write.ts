/**
 * The end of a write: what the card holds is written in the books, once, whoever finds it out. A write is closed by
 * the answer of the counter, or by the card itself when it is read again.
 */
import type { CardImage } from '../../../shared/agent/protocol.ts';
import { type Instant, secondsBetween } from '../../../shared/values/calendar.ts';
import { ZERO } from '../../../shared/values/money.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { assert } from '../../platform/operations/refuse.ts';
import { requireMove } from './rules/card-states.ts';
import { endByLaterReading, type WriteEnd } from './rules/judge-outcome.ts';
import { type CardRow, lockCard, updateCard } from './store/cards.ts';
import { moveStock } from './store/papers.ts';
import { findWrite, lockWrite, updateWrite, type WriteRow } from './store/writes.ts';

const isOpen = (write: WriteRow): boolean => write.state === 'sent' || write.state === 'unknown';

/** Locks card, then write. A write that has ended already stays as it ended; what says nothing new changes nothing. */
export async function endWrite(
  tx: Tx,
  actor: Actor,
  { writeId, end, now }: { readonly writeId: string; readonly end: WriteEnd; readonly now: Instant },
): Promise<WriteRow> {
  const stored = await findWrite(tx, actor.siteId, writeId);
  assert(stored !== undefined, `the write ${writeId} was stored before the counter was asked`);
  const card = await lockCard(tx, actor.siteId, stored.card_id);
  const found = await lockWrite(tx, actor.siteId, writeId);
  assert(card !== undefined && found !== undefined, `the write ${writeId} has its card`);
  if (!isOpen(found) || found.state === end.state) return found;
  const write = await updateWrite(tx, found, { state: end.state, reason: end.failure, image: end.image, at: now });
  if (end.state === 'written') await holds(tx, actor, { card, write, now });
  tx.touch('cards');
  return write;
}

/** The card holds what was planned. */
async function holds(
  tx: Tx,
  actor: Actor,
  { card, write, now }: { readonly card: CardRow; readonly write: WriteRow; readonly now: Instant },
): Promise<void> {
  if (write.purpose === 'sale') {
    await updateCard(tx, card, {
      card_type: write.card_type,
      purchase_count: write.purchase_count,
      amount_fen: write.amount_fen,
      sold_count: write.sold_count!,
      pending: true,
    });
    return;
  }
  if (write.purpose !== 'clear') {
    await updateCard(tx, card, { to_write: null });
    return;
  }
  requireMove(card.state, 'stock');
  await updateCard(tx, card, {
    state: 'stock',
    to_write: null,
    meter_id: null,
    account_id: null,
    meter_no: null,
    customer_no: null,
    card_type: null,
    purchase_count: 0,
    amount_fen: ZERO,
    sold_count: 0,
    pending: false,
    ended_at: now,
  });
  await moveStock(tx, actor, {
    kind: 'returned',
    change: 1,
    cardIds: [card.card_id],
    reference: '退卡清空',
    at: now,
  });
}

/** A command that was sent elsewhere is begun within seconds or not at all. */
const SETTLED_AFTER_SECONDS = 60;

/** The card was read: an open write of it is closed by what is on it, when nothing can come behind the reading. */
export async function endByReading(
  tx: Tx,
  actor: Actor,
  {
    write,
    terminalId,
    image,
    now,
  }: { readonly write: WriteRow; readonly terminalId: string; readonly image: CardImage; readonly now: Instant },
): Promise<void> {
  const here = write.terminal_id === terminalId && write.state === 'unknown';
  if (!here && secondsBetween(write.at, now) < SETTLED_AFTER_SECONDS) return;
  const end = endByLaterReading(write.image_before, image, write.plan);
  if (end.state !== 'unknown') await endWrite(tx, actor, { writeId: write.write_id, end, now });
}
