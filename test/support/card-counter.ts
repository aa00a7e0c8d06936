/**
 * A counter with a virtual reader, and the few things a clerk and a customer do there with cards, for tests of cards:
 * read, sell, put into a meter. What is done goes through the real session, card and meter.
 */
import { simulatedSecurity } from '../../agent/card/security.ts';
import { readCard, writeCard } from '../../agent/card/session.ts';
import { openVirtualReader } from '../../agent/devices/virtual-reader.ts';
import { blankCard } from '../../agent/virtual/blank-card.ts';
import type { VirtualCard } from '../../agent/virtual/card.ts';
import { type Insertion, insertCard, type MeterState, newMeter } from '../../agent/virtual/meter.ts';
import type { CardImage } from '../../shared/agent/protocol.ts';
import type { LastSold } from '../../shared/card/counter-check.ts';
import {
  type CardSale,
  judgeWritten,
  planSaleWrite,
  type WritePlan,
  type Written,
} from '../../shared/card/sale-write.ts';
import { decodeCard, type UserCard } from '../../shared/card/user-card.ts';
import { newId } from '../../shared/values/ids.ts';
import { fen } from '../../shared/values/money.ts';

export const METER_NO = '000003705981';
export const CUSTOMER_NO = '000054586664';
export const PROFILE = 'qgdw-electricity';

export function cardCounter(seed = Buffer.from('a counter for tests')) {
  const reader = openVirtualReader();
  const security = simulatedSecurity(seed);

  async function readImage(card: VirtualCard): Promise<CardImage> {
    reader.place(card);
    const outcome = await reader.withCard((channel) => readCard(channel, PROFILE));
    if ('failure' in outcome) throw new Error(`not read: ${outcome.failure} ${outcome.detail}`);
    return outcome.answer.image;
  }

  async function read(card: VirtualCard): Promise<UserCard> {
    return decodeCard(await readImage(card));
  }

  /** What the write came to in the reader's words; the card may be torn on the way. */
  async function tryWrite(card: VirtualCard, plan: WritePlan) {
    reader.place(card);
    return reader
      .withCard((channel) => writeCard(channel, security, { ...plan, requestId: newId() } as never))
      .catch((error: Error) => ({ failure: error.name, detail: error.message, image: undefined }));
  }

  async function write(card: VirtualCard, plan: WritePlan): Promise<Written> {
    const outcome = await tryWrite(card, plan);
    if ('failure' in outcome) throw new Error(`not written: ${outcome.failure} ${outcome.detail}`);
    return judgeWritten(outcome.answer.before, outcome.answer.after, plan);
  }

  return {
    reader,
    security,
    readImage,
    read,
    tryWrite,
    write,
    blank: (serial?: string) => blankCard(security, { serial }),
    /** Sells without asking whether it may be sold: that is what a test is about. */
    async sell(card: VirtualCard, sale: Pick<CardSale, 'cardType' | 'count'> & Partial<CardSale> & { yuan: number }) {
      const { yuan, ...rest } = sale;
      const plan = planSaleWrite(await read(card), {
        meterNo: METER_NO,
        customerNo: CUSTOMER_NO,
        amount: fen(yuan * 100),
        ...rest,
      });
      return write(card, plan);
    },
    insert(card: VirtualCard, meter: MeterState, clock = '2611240900'): Insertion {
      reader.remove();
      return insertCard(meter, { card, security, clock });
    },
    meter: (hoardLimitFen?: number) => newMeter(METER_NO, hoardLimitFen),
  };
}

/** What the books say after a sale that was written. */
export function sold(card: VirtualCard, yuan: number, count: number, cardType: LastSold['cardType']): LastSold {
  return {
    serial: card.serial,
    meterNo: METER_NO,
    customerNo: CUSTOMER_NO,
    cardType,
    amount: fen(yuan * 100),
    count,
  };
}
