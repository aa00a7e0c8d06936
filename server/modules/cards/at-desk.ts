/** What every act of the card desk asks first: a counter, a card read there just now, and a card that may be used. */

import { decodeCard, isBlank } from '../../../shared/card/user-card.ts';
import { CARD_STATES } from '../../../shared/cards/words.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { formatMoney } from '../../../shared/values/money.ts';
import type { Commodity } from '../../../shared/values/quantity.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { lockMeterForSale, type SaleMeter } from '../metering/index.ts';
import { profileOf } from './rules/card-numbers.ts';
import { maySell } from './rules/may-sell.ts';
import { type CardRow, cardOfMeter, lastSoldOf, lockCardOfSerial } from './store/cards.ts';
import { listedSerial } from './store/papers.ts';
import { freshReading, type ReadingRow } from './store/readings.ts';
import { openWriteOf } from './store/writes.ts';

/** Refuses 'card.no_counter'. */
export const requireCounter = (actor: Actor): string => actor.terminalId ?? refuse('card.no_counter');

/** Refuses 'card.no_counter' and 'card.not_read': it must be the very reading the screen shows. */
export async function requireReading(tx: Tx, actor: Actor, readingId: string, now: Instant): Promise<ReadingRow> {
  const reading = await freshReading(tx, actor.siteId, requireCounter(actor), now);
  if (reading === undefined || reading.reading_id !== readingId) refuse('card.not_read');
  return reading;
}

/** Refuses 'card.blacklisted'. */
export async function refuseListed(tx: Tx, siteId: string, serial: string): Promise<void> {
  const listed = await listedSerial(tx, siteId, serial);
  if (listed !== undefined) refuse('card.blacklisted', { serial, reason: listed.reason });
}

/** The card of a reading, locked. Refuses 'card.blacklisted', 'card.foreign' and 'card.write_open'. */
export async function requireKnownCard(tx: Tx, siteId: string, serial: string): Promise<CardRow> {
  await refuseListed(tx, siteId, serial);
  const card = (await lockCardOfSerial(tx, siteId, serial)) ?? refuse('card.foreign', { serial });
  if ((await openWriteOf(tx, siteId, card.card_id)) !== undefined) refuse('card.write_open');
  return card;
}

/** A blank card from stock. Refuses as `requireKnownCard`, and 'card.not_in_stock' and 'card.not_blank'. */
export async function requireStockCard(tx: Tx, siteId: string, reading: ReadingRow): Promise<CardRow> {
  const card = await requireKnownCard(tx, siteId, reading.serial);
  const { zh, en } = CARD_STATES[card.state];
  if (card.state !== 'stock')
    refuse('card.not_in_stock', { serial: card.serial, state: zh, stateEn: en.toLowerCase() });
  if (!isBlank(decodeCard(reading.image))) refuse('card.not_blank');
  return card;
}

/**
 * A card in use whose last purchase is in its meter: nothing of the customer's is on it. Refuses as
 * `requireKnownCard`, and 'state.illegal_move', 'card.to_write', 'card.not_inserted', 'card.insert_first',
 * 'card.inserted_early' and 'card.differs'.
 */
export async function requireSettledCard(tx: Tx, siteId: string, reading: ReadingRow): Promise<CardRow> {
  const card = await requireKnownCard(tx, siteId, reading.serial);
  if (card.state !== 'issued') refuse('state.illegal_move', { from: card.state, to: 'cleared' });
  if (card.to_write !== null) refuse('card.to_write');
  const last = lastSoldOf(card);
  const sell = maySell(decodeCard(reading.image), { last, pending: card.pending });
  if (sell.may === 'merge') refuseNotInserted(card);
  if (sell.may === 'no') refuse(sell.code, sell.facts);
  return card;
}

export function refuseNotInserted(card: CardRow): never {
  return refuse('card.not_inserted', { count: card.purchase_count, amount: formatMoney(card.amount_fen) });
}

export type CardMeter = SaleMeter & { readonly account: NonNullable<SaleMeter['account']> };

/**
 * The meter a card is to be written for, locked. Refuses 'record.not_found', 'meter.retired', 'meter.no_account',
 * 'card.wrong_meter_kind' and 'card.meter_has_card'.
 */
export async function requireFreeMeter(tx: Tx, siteId: string, meterId: string): Promise<CardMeter> {
  const meter = await requireCardMeter(tx, siteId, meterId);
  const present = await cardOfMeter(tx, siteId, meterId, true);
  if (present !== undefined) refuse('card.meter_has_card', { meterNo: meter.meterNo, serial: present.serial });
  return meter;
}

/** As `requireFreeMeter`, but the meter may have its card. */
export async function requireCardMeter(tx: Tx, siteId: string, meterId: string): Promise<CardMeter> {
  const meter = (await lockMeterForSale(tx, siteId, meterId)) ?? refuse('record.not_found');
  const { meterNo } = meter;
  if (meter.state === 'retired') refuse('meter.retired', { meterNo });
  if (meter.delivery !== 'card' || meter.creditUnit !== 'money') refuse('card.wrong_meter_kind', { meterNo });
  const { account } = meter;
  if (account === null || account.state === 'closed') refuse('meter.no_account', { meterNo });
  return { ...meter, account };
}

/** Refuses 'card.not_read' when another application of the card was read than the meter takes. */
export function requireApplication(reading: ReadingRow, meter: { readonly commodity: Commodity }): void {
  if (reading.profile !== profileOf(meter.commodity)) refuse('card.not_read');
}

export const profileOfMeter = (meter: { readonly commodity: Commodity }): string => profileOf(meter.commodity);
