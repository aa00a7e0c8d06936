/** A card as the pages show it: its row with meter, room and household by name. */

import { decodeCard, isBlank } from '../../../shared/card/user-card.ts';
import type { CardOnReader, CardView } from '../../../shared/cards/view.ts';
import { CARD_DIFFERENCES } from '../../../shared/cards/words.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { assert } from '../../platform/operations/refuse.ts';
import { cardCan, onReaderCan } from './can.ts';
import { type MaySell, maySell } from './rules/may-sell.ts';
import { type CardRow, lastSoldOf } from './store/cards.ts';
import { listedSerial } from './store/papers.ts';
import { mergeAllowed, type ReadingRow } from './store/readings.ts';
import { openWriteOf } from './store/writes.ts';

export type NamedCard = CardRow & {
  readonly meter_number: string | null;
  readonly room_code: string | null;
  readonly account_no: string | null;
  readonly blacklisted: boolean;
};

const NAMED = `
select c.*, m.meter_no as meter_number, p.full_code as room_code, a.account_no,
  exists (select from card_blacklist b where b.site_id = c.site_id and b.serial = c.serial and b.lifted_at is null)
    as blacklisted
from card c
left join meter m on m.site_id = c.site_id and m.meter_id = c.meter_id
left join premise p on p.site_id = m.site_id and p.premise_id = m.premise_id
left join customer_account a on a.site_id = c.site_id and a.account_id = c.account_id`;

export const namedCards = (
  tx: Tx,
  siteId: string,
  by: { readonly state?: string | undefined; readonly find?: string | undefined; readonly after?: string | undefined },
  limit: number,
): Promise<NamedCard[]> =>
  tx.prepared<NamedCard>(
    'cards.named',
    `${NAMED}
     where c.site_id = $1 and ($2::text is null or c.state = $2) and ($3::uuid is null or c.card_id < $3)
       and ($4::text is null or c.serial like $4 || '%' or m.meter_no like $4 || '%' or lower(p.full_code) like $4 || '%')
     order by c.card_id desc limit $5`,
    [siteId, by.state ?? null, by.after ?? null, by.find?.toLowerCase() || null, limit],
  );

export async function namedCard(tx: Tx, siteId: string, cardId: string): Promise<NamedCard | undefined> {
  const [row] = await tx.prepared<NamedCard>('cards.named-one', `${NAMED} where c.site_id = $1 and c.card_id = $2`, [
    siteId,
    cardId,
  ]);
  return row;
}

export const viewOf = (actor: Actor, card: NamedCard): CardView => ({
  cardId: card.card_id,
  serial: card.serial,
  profile: card.profile,
  state: card.state,
  meterId: card.meter_id,
  meterNo: card.meter_number,
  roomCode: card.room_code,
  accountId: card.account_id,
  accountNo: card.account_no,
  purchaseCount: card.purchase_count,
  amountFen: card.amount_fen,
  pending: card.pending,
  toWrite: card.to_write !== null,
  depositFen: card.deposit_fen,
  blacklisted: card.blacklisted,
  issuedAt: card.issued_at as Instant | null,
  can: cardCan(actor, card, card.blacklisted),
});

export async function cardView(tx: Tx, actor: Actor, cardId: string): Promise<CardView> {
  const card = await namedCard(tx, actor.siteId, cardId);
  assert(card !== undefined, `card ${cardId} is there`);
  return viewOf(actor, card);
}

/** What may be sold to a card as it was read; null for one that is not in use, or not written yet. */
export function sellOn(card: CardRow | undefined, reading: ReadingRow): MaySell | null {
  if (card === undefined || card.state !== 'issued' || card.to_write !== null) return null;
  return maySell(decodeCard(reading.image), { last: lastSoldOf(card), pending: card.pending });
}

function insertedOf(card: CardRow | undefined): CardOnReader['inserted'] {
  if (card === undefined || card.state !== 'issued' || card.purchase_count === 0) return 'nothing';
  return card.pending ? 'no' : 'yes';
}

export async function onReaderView(tx: Tx, actor: Actor, reading: ReadingRow): Promise<CardOnReader> {
  const { siteId } = actor;
  const card = reading.card_id === null ? undefined : await namedCard(tx, siteId, reading.card_id);
  const listed = await listedSerial(tx, siteId, reading.serial);
  const open = card === undefined ? undefined : await openWriteOf(tx, siteId, card.card_id);
  const sell = sellOn(card, reading);
  const merge = await mergeAllowed(tx, siteId, reading.reading_id);
  return {
    readingId: reading.reading_id,
    at: reading.at,
    serial: reading.serial,
    profile: reading.profile,
    content: reading.content,
    card: card === undefined ? null : viewOf(actor, card),
    blacklist: listed === undefined ? null : { reason: listed.reason, at: listed.at as Instant },
    differences: reading.differences.map((difference) => ({ difference, text: CARD_DIFFERENCES[difference] })),
    caseNumber: reading.case_number,
    inserted: insertedOf(card),
    mergeable: sell?.may === 'merge',
    mergeAllowed: merge,
    openWrite: open === undefined ? null : { requestId: open.write_id, state: open.state },
    can: onReaderCan(actor, {
      card,
      blank: isBlank(decodeCard(reading.image)),
      blacklisted: listed !== undefined,
      openWrite: open !== undefined,
      sell,
      mergeAllowed: merge,
    }),
  };
}
