/**
 * The second clerk's counter with its card reader and slip printer: one meter that takes a card, its card issued. What
 * was sold is carried to the virtual meter, which says how much it really credited.
 */
import { ask, send } from '../../bench/client.ts';
import { issueCard } from '../../shared/contracts/cards/issue-card.ts';
import { readCard } from '../../shared/contracts/cards/read-card.ts';
import { receiveCards } from '../../shared/contracts/cards/receive-cards.ts';
import { changeTerminal } from '../../shared/contracts/devices/change-terminal.ts';
import { enterCounter } from '../../shared/contracts/devices/enter-counter.ts';
import { terminals } from '../../shared/contracts/devices/terminals.ts';
import { virtualInsertIntoMeter } from '../../shared/contracts/devices/virtual-insert-into-meter.ts';
import { virtualPlaceCard } from '../../shared/contracts/devices/virtual-place-card.ts';
import { addMeter } from '../../shared/contracts/metering/add-meter.ts';
import { meters } from '../../shared/contracts/metering/meters.ts';
import { deliverAgain } from '../../shared/contracts/vending/deliver-again.ts';
import { lookUpDelivery } from '../../shared/contracts/vending/look-up-delivery.ts';
import { sale } from '../../shared/contracts/vending/sale.ts';
import { fen } from '../../shared/values/money.ts';
import { milli } from '../../shared/values/quantity.ts';
import type { HouseUnderFault } from './house-under-fault.ts';

const METER_NO = '000050000001';

export interface CardWindow {
  readonly meterId: string;
  /** Session and counter of the clerk who sits here. */
  readonly cookie: string;
  /** Reads what lies on the reader; nothing is sold to a card that was not read. */
  read(): Promise<void>;
  /** As a clerk does whose sale is not known to be on the card: looks it up, and delivers again what did not arrive. */
  settle(saleId: string): Promise<{ readonly lookedUp: boolean; readonly again: boolean }>;
  /** Card into the meter and back on the reader. Answers what the meter holds. */
  insert(): Promise<number>;
}

/** The browser that brings the counter's ticket sits at this counter. */
async function seat({ ask: askServer, port }: HouseUnderFault, cookie: string): Promise<string> {
  const { ticket } = await askServer<{ ticket: string }>('ticket', 'ticket');
  const { headers } = await ask(port, enterCounter, { ticket }, { cookie });
  const terminal = headers['set-cookie']?.find((line) => line.startsWith('zhishou-terminal='))?.split(';')[0];
  if (terminal === undefined) throw new Error('the browser is not known as the counter');
  return `${cookie}; ${terminal}`;
}

export async function openCardWindow(under: HouseUnderFault, clerk: number): Promise<CardWindow> {
  const { port, house } = under;
  await under.ask('counter', 'counter');
  const technician = await seat(under, house.cookieOf('technician'));
  const cookie = await seat(under, house.clerks[clerk]!.cookie);
  const { rows } = (await send(port, terminals, {}, technician)).body;
  const { terminalId, name, place } = rows[0]!;
  const fields = { name, place, purpose: 'counter', expects: ['reader', 'printer'], slipPaper: '80mm' } as const;
  await send(port, changeTerminal, { terminalId, ...fields, expects: [...fields.expects] }, technician);
  const [room] = (await send(port, meters, { meterId: house.clerks[clerk]!.meterIds[0]! }, technician)).body.rows;
  const installed = {
    premiseId: room!.roomId,
    meterNo: METER_NO,
    commodity: 'electricity',
    creditUnit: 'money',
    delivery: 'card',
    initialMilli: milli(0),
  } as const;
  const { meterId } = (await send(port, addMeter, installed, technician)).body;

  const read = async (): Promise<string> => {
    const { failure, onReader } = (await send(port, readCard, {}, cookie)).body;
    if (onReader === null) throw new Error(`the card was not read: ${failure}`);
    return onReader.readingId;
  };
  const { answer } = (await send(port, virtualPlaceCard, { card: 'blank' }, technician)).body;
  await send(port, receiveCards, { serials: [answer!.serial], reference: '采购单 1' }, technician);
  const issued = { readingId: await read(), meterId, expectedFen: fen(0) };
  const { written, failure } = (await send(port, issueCard, issued, cookie)).body;
  if (written !== 'written') throw new Error(`the card was not written: ${failure}`);

  const stateOf = async (saleId: string): Promise<string> => (await send(port, sale, { saleId }, cookie)).body.state;
  return {
    meterId,
    cookie,
    read: async () => void (await read()),
    async settle(saleId) {
      if ((await stateOf(saleId)) === 'delivered') return { lookedUp: false, again: false };
      const { state } = (await send(port, lookUpDelivery, { saleId }, cookie)).body;
      if (state === 'delivered') return { lookedUp: true, again: false };
      await read();
      await send(port, deliverAgain, { saleId }, cookie);
      return { lookedUp: true, again: true };
    },
    async insert() {
      const inserted = (await send(port, virtualInsertIntoMeter, { meterNo: METER_NO }, cookie)).body;
      if (inserted.answer === null) throw new Error('the card was not inserted');
      return inserted.answer.remainingFen;
    },
  };
}
