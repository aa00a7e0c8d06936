/**
 * What must be true of the card before money is taken: it was read at this counter just now, it is the meter's card in
 * use, and what was bought last is in the meter, or the customer insists on having both written together.
 */

import type { Facts } from '../../../shared/refusals/refusal.ts';
import type { RefusalCode } from '../../../shared/refusals.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { formatMoney } from '../../../shared/values/money.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { findMeters, type SaleGuard } from '../metering/index.ts';
import { namedCard, sellOn } from './card-view.ts';
import { cardOfMeter } from './store/cards.ts';
import { listedSerial } from './store/papers.ts';
import { freshReading, mergeAllowed, type ReadingRow } from './store/readings.ts';
import { openWriteOf } from './store/writes.ts';

export interface Obstacle {
  readonly code: RefusalCode;
  readonly facts: Facts;
}

interface Asked {
  readonly meterId: string;
  readonly now: Instant;
  /** The card stays locked until the transaction ends. */
  readonly lock: boolean;
}

const because = (code: RefusalCode, facts: Facts = {}): Obstacle => ({ code, facts });

/** Why nothing may be sold to the meter by card now; null when it may. */
export async function saleObstacle(tx: Tx, actor: Actor, { meterId, now, lock }: Asked): Promise<Obstacle | null> {
  const { siteId, terminalId } = actor;
  const card = await cardOfMeter(tx, siteId, meterId, lock);
  if (card === undefined) {
    const [meter] = await findMeters(tx, siteId, [meterId]);
    return because('card.none', { meterNo: meter?.meterNo ?? '—' });
  }
  if (terminalId === null) return because('card.no_counter');
  const reading = await freshReading(tx, siteId, terminalId, now);
  if (reading === undefined) return because('card.not_read');
  const other = await otherCard(tx, siteId, reading, card.card_id);
  if (other !== null) return other;
  if ((await openWriteOf(tx, siteId, card.card_id)) !== undefined) return because('card.write_open');
  const sell = sellOn(card, reading);
  if (sell === null) return because('card.to_write');
  if (sell.may === 'no') return because(sell.code, sell.facts);
  if (sell.may === 'next' || (await mergeAllowed(tx, siteId, reading.reading_id))) return null;
  return because('card.not_inserted', { count: card.purchase_count, amount: formatMoney(card.amount_fen) });
}

/** The card on the reader is on the blacklist, or not the one of this meter. */
async function otherCard(tx: Tx, siteId: string, reading: ReadingRow, cardId: string): Promise<Obstacle | null> {
  const { serial } = reading;
  const listed = await listedSerial(tx, siteId, serial);
  if (listed !== undefined) return because('card.blacklisted', { serial, reason: listed.reason });
  if (reading.card_id === cardId) return null;
  const other = reading.card_id === null ? undefined : await namedCard(tx, siteId, reading.card_id);
  if (other?.meter_number == null) return because('card.foreign', { serial });
  return because('card.other_meter', { room: other.room_code ?? '—', meterNo: other.meter_number });
}

export const cardSaleGuard: SaleGuard = async (tx, actor, sale) => {
  const obstacle = await saleObstacle(tx, actor, { ...sale, lock: true });
  if (obstacle !== null) refuse(obstacle.code, obstacle.facts);
};
