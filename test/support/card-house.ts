/**
 * A house that sells to cards: a counter with a card reader at which everybody of the house sits, blank cards in stock,
 * rooms whose meters take a card.
 *
 *   const cards = await openCardHouse();
 *   const { meterId, meterNo } = await cards.cardRoom();
 */
import { afterAll } from 'vitest';
import { enrolLocal } from '../../server/modules/devices/index.ts';
import type { CardOnReader } from '../../shared/cards/view.ts';
import { issueCard } from '../../shared/contracts/cards/issue-card.ts';
import { readCard } from '../../shared/contracts/cards/read-card.ts';
import { receiveCards } from '../../shared/contracts/cards/receive-cards.ts';
import { enterCounter } from '../../shared/contracts/devices/enter-counter.ts';
import { fen } from '../../shared/values/money.ts';
import { type CardDesk, openCardDesk } from './card-desk.ts';
import { type Counter, openCounter } from './counter.ts';

interface CardRoom {
  readonly meterId: string;
  readonly meterNo: string;
  readonly accountId: string;
  readonly roomId: string;
}

export interface CardHouse extends Counter {
  readonly desk: CardDesk;
  cardRoom(): Promise<CardRoom>;
  /** A blank card, received into stock, on the reader. */
  stockCard(): Promise<string>;
  /** The clerk reads what lies on the reader; the card must be readable. */
  read(): Promise<CardOnReader>;
  /** A new card for the meter, written; it lies on the reader. */
  issue(meterId: string): Promise<{ readonly cardId: string; readonly serial: string }>;
  /** Reads, then sells by money. */
  buy(meterId: string, moneyFen: number): ReturnType<Counter['sell']>;
}

let count = 0;

export async function openCardHouse(people?: Parameters<typeof openCounter>[1]): Promise<CardHouse> {
  const counter = await openCounter({}, people);
  const { pool, clock, live } = counter.app.jobs;
  const desk = await openCardDesk({
    clock,
    counters: counter.app.counters,
    async enrol(publicKey) {
      const [terminal] = await enrolLocal({ pool, clock, live }, { publicKey, virtual: true });
      return terminal!;
    },
  });
  afterAll(() => desk.stop());
  for (const post of ['vending-clerk', 'vending-supervisor', 'vending-technician'] as const)
    await counter.as(post).browser.post(enterCounter, { ticket: await desk.ticket() });
  const clerk = counter.as('vending-clerk');
  const read: CardHouse['read'] = async () => {
    const { failure, onReader } = await clerk.call(readCard, {});
    if (onReader === null) throw new Error(`the card was not read: ${failure}`);
    return onReader;
  };
  const stockCard: CardHouse['stockCard'] = async () => {
    const serial = desk.blank();
    await counter.as('vending-technician').call(receiveCards, { serials: [serial], reference: '采购单 1' });
    return serial;
  };
  return {
    ...counter,
    desk,
    read,
    stockCard,
    async cardRoom() {
      count += 1;
      const { roomId, accountId } = await counter.addRoom(`K${count}-101`);
      const meterNo = String(50_000_000 + count);
      const meterId = await counter.addMeter({ roomId }, { meterNo, delivery: 'card', creditUnit: 'money' });
      return { meterId, meterNo, accountId, roomId };
    },
    async issue(meterId) {
      await stockCard();
      const { readingId } = await read();
      const issued = await clerk.call(issueCard, { readingId, meterId, expectedFen: fen(0) });
      if (issued.written !== 'written') throw new Error(`the card was not written: ${issued.failure}`);
      return { cardId: issued.card.cardId, serial: issued.card.serial };
    },
    async buy(meterId, moneyFen) {
      await read();
      return counter.sell(meterId, { moneyFen });
    },
  };
}
