/** SQL of cards. The row of a card is the parent of its readings, writes and documents, and is locked before them. */
import type { LastSold } from '../../../../shared/card/counter-check.ts';
import type { CardType } from '../../../../shared/card/layout.ts';
import type { CardState, WritePurpose } from '../../../../shared/cards/words.ts';
import type { Money } from '../../../../shared/values/money.ts';
import { q } from '../../../platform/db/query.ts';
import type { CardMeterTable, CardTable } from '../../../platform/db/tables.gen.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { assert } from '../../../platform/operations/refuse.ts';

export interface CardRow extends Omit<CardTable, 'state' | 'card_type' | 'to_write' | 'amount_fen' | 'deposit_fen'> {
  readonly state: CardState;
  readonly card_type: CardType | null;
  readonly to_write: Exclude<WritePurpose, 'sale'> | null;
  readonly amount_fen: Money;
  readonly deposit_fen: Money;
}

const one = async (rows: Promise<CardRow[]>): Promise<CardRow | undefined> => (await rows)[0];

export const lockCard = (tx: Tx, siteId: string, cardId: string): Promise<CardRow | undefined> =>
  one(
    tx.prepared<CardRow>('cards.lock', 'select * from card where site_id = $1 and card_id = $2 for update', [
      siteId,
      cardId,
    ]),
  );

export const lockCardOfSerial = (tx: Tx, siteId: string, serial: string): Promise<CardRow | undefined> =>
  one(
    tx.prepared<CardRow>('cards.lock-serial', 'select * from card where site_id = $1 and serial = $2 for update', [
      siteId,
      serial,
    ]),
  );

export const cardOfSerial = (tx: Tx, siteId: string, serial: string): Promise<CardRow | undefined> =>
  one(
    tx.prepared<CardRow>('cards.of-serial', 'select * from card where site_id = $1 and serial = $2', [siteId, serial]),
  );

/** The meter's card in use. */
export const cardOfMeter = (tx: Tx, siteId: string, meterId: string, lock: boolean): Promise<CardRow | undefined> =>
  one(
    lock
      ? tx.prepared<CardRow>(
          'cards.lock-of-meter',
          `select * from card where site_id = $1 and meter_id = $2 and state = 'issued' for update`,
          [siteId, meterId],
        )
      : tx.prepared<CardRow>(
          'cards.of-meter',
          `select * from card where site_id = $1 and meter_id = $2 and state = 'issued'`,
          [siteId, meterId],
        ),
  );

export type CardChange = Partial<Omit<CardRow, 'site_id' | 'card_id' | 'serial'>>;

export async function updateCard(tx: Tx, card: CardRow, change: CardChange): Promise<CardRow> {
  const [row] = await tx.keep(
    'card',
    q
      .updateTable('card')
      .set(change)
      .where('site_id', '=', card.site_id)
      .where('card_id', '=', card.card_id)
      .returningAll(),
  );
  return row as unknown as CardRow;
}

export async function insertCards(tx: Tx, rows: readonly CardRow[]): Promise<void> {
  await tx.keep(
    'card',
    q
      .insertInto('card')
      .values([...rows])
      .returningAll(),
  );
}

/** What the counter judges a card by; only of a card in use. */
export function lastSoldOf(card: CardRow): LastSold {
  assert(
    card.meter_no !== null && card.customer_no !== null && card.card_type !== null,
    `card ${card.serial} is in use`,
  );
  return {
    serial: card.serial,
    meterNo: card.meter_no,
    customerNo: card.customer_no,
    cardType: card.card_type,
    amount: card.amount_fen,
    count: card.purchase_count,
  };
}

export async function cardMeter(tx: Tx, siteId: string, meterId: string): Promise<CardMeterTable | undefined> {
  const [row] = await tx.prepared<CardMeterTable>(
    'cards.meter',
    'select * from card_meter where site_id = $1 and meter_id = $2',
    [siteId, meterId],
  );
  return row;
}

export async function insertCardMeter(tx: Tx, row: CardMeterTable): Promise<void> {
  await tx.keep('card_meter', q.insertInto('card_meter').values(row).returningAll());
}

/** The card leaves its meter: what the meter holds inside is remembered for the next one. */
export async function rememberMeter(tx: Tx, card: CardRow): Promise<void> {
  if (card.meter_id === null) return;
  const opened = card.card_type !== 'open' || card.purchase_count > 0;
  await tx.keep(
    'card_meter',
    q
      .updateTable('card_meter')
      .set({ purchase_count: card.purchase_count, opened })
      .where('site_id', '=', card.site_id)
      .where('meter_id', '=', card.meter_id)
      .returningAll(),
  );
}

export async function timeZoneOf(tx: Tx, siteId: string): Promise<string> {
  const [row] = await tx.prepared<{ time_zone: string }>(
    'cards.zone',
    'select time_zone from site where site_id = $1',
    [siteId],
  );
  return row?.time_zone ?? 'Asia/Shanghai';
}
