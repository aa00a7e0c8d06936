/**
 * Fault tests of a card write: FT-14 torn at each step, FT-15 late success, FT-16 swapped card. The books here are a plain sum; the virtual meter is asked what it really credited.
 */
import { describe, expect, test } from 'vitest';
import type { CardFile } from '../../shared/agent/protocol.ts';
import { type CardSale, judgeWritten, planSaleWrite } from '../../shared/card/sale-write.ts';
import { decodeCard } from '../../shared/card/user-card.ts';
import { newId } from '../../shared/values/ids.ts';
import { fen } from '../../shared/values/money.ts';
import { unitPrice } from '../../shared/values/price.ts';
import { noteResult } from '../../test/results/note-result.ts';
import { sized } from '../../test/results/size.ts';
import { randomOf } from '../../test/simulation/random.ts';
import { CUSTOMER_NO, cardCounter, METER_NO, PROFILE } from '../../test/support/card-counter.ts';
import { type CardChannel, TornCard } from '../devices/reader.ts';
import type { VirtualCard } from '../virtual/card.ts';
import type { MeterState } from '../virtual/meter.ts';
import { readCard, writeCard } from './session.ts';

const TIMES = sized({ smoke: 20, ci: 20, long: 200 });
const LONG = { timeout: 1_200_000 };
const PRICES = Array.from({ length: 63 }, (_, place) => unitPrice(5_000 + place));

/** An open account, its meter, and what was paid for so far. */
async function account(seed: string) {
  const counter = cardCounter(Buffer.from(seed));
  const card = counter.blank();
  await counter.sell(card, { cardType: 'open', count: 1, yuan: 10 });
  const books = { count: 1, fen: 1_000 };
  return { counter, card, books, meter: counter.insert(card, counter.meter()).state };
}

const purchase = (count: number, amount: number, prices: boolean): CardSale => ({
  cardType: 'purchase',
  meterNo: METER_NO,
  customerNo: CUSTOMER_NO,
  amount: fen(amount),
  count,
  ...(prices && {
    backupPrices: {
      set: { form: 'flat', prices: PRICES.map((price) => unitPrice(price + count)), ladder: null },
      switchTime: '2027-01-01T00:00',
    },
  }),
});

/** Commands of one undisturbed sale: the steps at which it can be torn. */
async function stepsOfASale(prices: boolean): Promise<number> {
  const { counter, card } = await account('steps');
  const plan = planSaleWrite(await counter.read(card), purchase(2, 100, prices));
  const outcome = await counter.tryWrite(card, plan);
  if ('failure' in outcome) throw new Error(outcome.failure);
  return outcome.answer.apdus;
}

const STEPS = { plain: await stepsOfASale(false), prices: await stepsOfASale(true) };

interface Run {
  readonly counter: ReturnType<typeof cardCounter>;
  readonly card: VirtualCard;
  meter: MeterState;
  readonly books: { count: number; fen: number };
}

/** One sale, torn; the card is read, perhaps carried to the meter meanwhile, and written again if it must be. */
async function tornSale(run: Run, sale: CardSale, tear: { step: number; when: 'before' | 'after'; toMeter: boolean }) {
  const { counter, card } = run;
  const before = await counter.readImage(card);
  const plan = planSaleWrite(decodeCard(before), sale);
  card.tearAt(tear.step, tear.when);
  const torn = await counter.tryWrite(card, plan);
  const read = await counter.readImage(card);
  const judged = judgeWritten(before, read, plan);
  const onCard = judged.outcome === 'written' || (judged.outcome === 'partly' && judged.wallet === 'planned');
  if (tear.toMeter) {
    const inserted = counter.insert(card, run.meter);
    // What the card says is what the meter does.
    expect(inserted.credited).toBe(onCard);
    run.meter = inserted.state;
    // The same is found when the counter asks only after the card was in the meter.
    const late = judgeWritten(before, await counter.readImage(card), plan);
    expect(late.outcome === 'written').toBe(onCard);
  }
  if (!onCard) {
    const again = planSaleWrite(await counter.read(card), sale);
    expect(await counter.write(card, again)).toEqual({ outcome: 'written' });
  }
  run.books.count = sale.count;
  run.books.fen += sale.amount;
  run.meter = counter.insert(card, run.meter).state;
  return { torn, judged };
}

describe('FT-14: a card torn out at each command of a sale', () => {
  test(
    `${STEPS.plain} commands, ${STEPS.prices} with prices, before and after each, ${TIMES} times: once or not at all`,
    LONG,
    async () => {
      const run: Run = await account('FT-14');
      const random = randomOf(14);
      const seen = new Map<string, number>();
      for (let time = 0; time < TIMES; time++)
        for (const kind of ['plain', 'prices'] as const)
          for (let step = 1; step <= STEPS[kind]; step++)
            for (const when of ['before', 'after'] as const) {
              const sale = purchase(run.books.count + 1, 1 + random.below(5_000), kind === 'prices');
              const { torn, judged } = await tornSale(run, sale, { step, when, toMeter: random.chance(50) });
              expect(torn).toMatchObject({ failure: 'torn' });
              const words = judged.outcome === 'partly' ? `partly, wallet ${judged.wallet}` : judged.outcome;
              seen.set(words, (seen.get(words) ?? 0) + 1);
              expect({ fen: run.meter.remainingFen, count: run.meter.count }).toEqual(run.books);
            }
      // Each kind of tear was met, and none left a wallet that nobody wrote, or a wallet before its other files.
      expect([...seen.keys()].sort()).toEqual(['not-written', 'partly, wallet before', 'written']);
      const torn = [...seen.values()].reduce((sum, times) => sum + times, 0);
      noteResult({ list: 'faults', id: 'FT-14', found: `${torn} torn writes, card and meter as the books each time` });
    },
  );
});

describe('FT-15: the reader gives up, and the card does it all the same', () => {
  /** The command that writes the file is answered with a time-out; the card carries it out afterwards. */
  function late(channel: CardChannel, file: 1 | 2 | 5, waiting: Uint8Array[]): CardChannel {
    return {
      atr: channel.atr,
      async transmit(command) {
        if (waiting.length > 0) throw new TornCard('the reader gave up');
        if (command[1] !== 0xd6 || (command[2]! & 0x1f) !== file) return channel.transmit(command);
        waiting.push(command);
        throw new TornCard('no answer in time');
      },
    };
  }

  test(`${TIMES * 5} times: read back before anything is written again, nothing credited twice`, LONG, async () => {
    const { counter, card, books, meter: opened } = await account('FT-15');
    const random = randomOf(15);
    let meter = opened;
    let already = 0;
    for (let time = 0; time < TIMES * 5; time++) {
      const sale = purchase(books.count + 1, 1 + random.below(5_000), false);
      const before = await counter.readImage(card);
      const plan = planSaleWrite(decodeCard(before), sale);
      const waiting: Uint8Array[] = [];
      counter.reader.place(card);
      const outcome = await counter.reader.withCard(async (channel) => {
        const body = { ...plan, requestId: newId() } as never;
        const told = await writeCard(
          late(channel, ([1, 2, 5] as const)[random.below(3)]!, waiting),
          counter.security,
          body,
        );
        // The card stays powered, and ends what it had begun.
        for (const command of waiting) await channel.transmit(command);
        return told;
      });
      expect(outcome).toMatchObject({ failure: 'torn' });
      const judged = judgeWritten(before, await counter.readImage(card), plan);
      if (judged.outcome === 'written') already++;
      else {
        expect(judged.outcome === 'not-written' || (judged.outcome === 'partly' && judged.wallet === 'before')).toBe(
          true,
        );
        expect(await counter.write(card, planSaleWrite(await counter.read(card), sale))).toEqual({
          outcome: 'written',
        });
      }
      books.count = sale.count;
      books.fen += sale.amount;
      meter = counter.insert(card, meter).state;
      expect({ fen: meter.remainingFen, count: meter.count }).toEqual(books);
    }
    // The wallet is written last: its late success is found on the card.
    expect(already).toBeGreaterThan(TIMES / 2);
    const found = `${TIMES * 5} late answers, ${already} found written on reading back, none credited twice`;
    noteResult({ list: 'faults', id: 'FT-15', found });
  });
});

const SWAPS = (TIMES * 5) >> 1;

describe('FT-16: the card was swapped between paying and writing', () => {
  test(
    `${SWAPS} times: another card with the same content is refused by its serial, and stays as it was`,
    LONG,
    async () => {
      const { counter, card } = await account('FT-16');
      const plan = planSaleWrite(await counter.read(card), purchase(2, 500, true));
      for (let time = 0; time < SWAPS; time++) {
        const other = counter.blank();
        await counter.sell(other, { cardType: 'open', count: 1, yuan: 10 });
        const was = JSON.stringify(other.state());
        expect(await counter.tryWrite(other, plan)).toMatchObject({
          failure: 'other-card',
          image: { serial: other.serial },
        });
        expect(JSON.stringify(other.state())).toBe(was);
      }
      noteResult({ list: 'faults', id: 'FT-16', found: `${SWAPS} swapped cards refused, each as it was` });
    },
  );

  test.each(['ef1', 'ef2', 'ef5'] as const)(
    'the same card with another %s is refused, and stays as it was',
    async (file) => {
      const { counter, card } = await account('FT-16');
      for (let count = 2; count < SWAPS + 2; count++) {
        const plan = planSaleWrite(await counter.read(card), purchase(count, 500, false));
        // Another counter sells in between: all three files change.
        const parameters = { alarm1: fen(count) };
        await counter.sell(card, { cardType: 'purchase', count, yuan: count, parameters });
        const was = JSON.stringify(card.state());
        const { serial, files } = plan.expect;
        const expectOnly = { serial, files: { [file]: files[file] } as Partial<Record<CardFile, string>> };
        const outcome = await counter.tryWrite(card, { ...plan, expect: expectOnly });
        expect(outcome).toMatchObject({ failure: 'changed-card', detail: file });
        expect(JSON.stringify(card.state())).toBe(was);
        counter.insert(card, {
          ...counter.meter(),
          opened: true,
          customerNo: CUSTOMER_NO,
          serial: card.serial,
          count: count - 1,
        });
      }
    },
  );

  test('a card that was laid down in the middle of reading is not written', async () => {
    const { counter, card } = await account('FT-16');
    counter.reader.place(card);
    const outcome = await counter.reader.withCard(async (channel) => {
      const read = await readCard(channel, PROFILE);
      counter.reader.place(counter.blank());
      return [read, await readCard(channel, PROFILE)];
    });
    expect(outcome).toMatchObject([{ answer: {} }, { failure: 'torn' }]);
  });
});
