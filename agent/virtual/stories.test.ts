/** Played through with the real session, card and meter: what happens to customers with cards. */
import { expect, test } from 'vitest';
import { counterCheck } from '../../shared/card/counter-check.ts';
import { planClear, planMergeWrite } from '../../shared/card/sale-write.ts';
import { isBlank } from '../../shared/card/user-card.ts';
import { fen } from '../../shared/values/money.ts';
import { CUSTOMER_NO, cardCounter, METER_NO, sold } from '../../test/support/card-counter.ts';
import { consume, type MeterState } from './meter.ts';

const OPENED = { cardType: 'open', count: 1, yuan: 103 } as const;

/** An account opened with 103 yuan, whose card has been in the meter and lies on the counter again. */
async function openedAccount(hoardLimitFen?: number) {
  const counter = cardCounter();
  const card = counter.blank();
  await counter.sell(card, OPENED);
  const { state } = counter.insert(card, counter.meter(hoardLimitFen));
  return { counter, card, meter: state };
}

const stands = ({ remainingFen, count }: MeterState) => ({ remainingFen, count });

test('opening: a blank card opens the meter and comes back with what is in it', async () => {
  const counter = cardCounter();
  const card = counter.blank();
  expect(isBlank(await counter.read(card))).toBe(true);
  expect(await counter.sell(card, OPENED)).toEqual({ outcome: 'written' });

  const inserted = counter.insert(card, counter.meter());
  expect(inserted).toMatchObject({ credited: true, error: null, wroteBack: true });
  expect(inserted.state).toMatchObject({ opened: true, remainingFen: 10_300, count: 1, customerNo: CUSTOMER_NO });

  const { returned } = await counter.read(card);
  expect(returned).toMatchObject({ value: { meterNo: METER_NO, remaining: 10_300, count: 1 } });
  expect(counterCheck(await counter.read(card), sold(card, 103, 1, 'open'))).toEqual({ verdict: 'may-sell' });
});

test('purchase: after some use the next purchase is added to what is left', async () => {
  const { counter, card, meter } = await openedAccount();
  // 100 kWh at half a yuan
  const used = consume(meter, 100_000, '2611240900');
  expect(used.remainingFen).toBe(5_300);
  await counter.sell(card, { cardType: 'purchase', count: 2, yuan: 50 });
  expect(stands(counter.insert(card, used).state)).toEqual({ remainingFen: 10_300, count: 2 });
});

test('used twice: the second insertion credits nothing and does no harm', async () => {
  const { counter, card, meter } = await openedAccount();
  const again = counter.insert(card, meter);
  expect(again).toMatchObject({ credited: false, error: null, wroteBack: true });
  expect(stands(again.state)).toEqual({ remainingFen: 10_300, count: 1 });
});

test('replacement after the last purchase was inserted: nothing is credited twice, the old card is dead', async () => {
  const { counter, card: old, meter } = await openedAccount();
  const replacement = counter.blank();
  await counter.sell(replacement, { cardType: 'replacement', count: 1, yuan: 103 });
  const check = counterCheck(await counter.read(replacement), sold(replacement, 103, 1, 'replacement'));
  expect(check).toEqual({ verdict: 'empty-return' });

  const inserted = counter.insert(replacement, meter);
  expect(inserted).toMatchObject({ credited: false, error: null });
  await counter.sell(old, { cardType: 'purchase', count: 2, yuan: 50 });
  expect(counter.insert(old, inserted.state)).toMatchObject({ credited: false, error: 33 });

  await counter.sell(replacement, { cardType: 'purchase', count: 2, yuan: 50 });
  expect(stands(counter.insert(replacement, inserted.state).state)).toEqual({ remainingFen: 15_300, count: 2 });
});

test('lost before it was inserted: the replacement carries the same count and amount', async () => {
  const { counter, card: lost, meter } = await openedAccount();
  await counter.sell(lost, { cardType: 'purchase', count: 2, yuan: 50 });
  const replacement = counter.blank();
  await counter.sell(replacement, { cardType: 'replacement', count: 2, yuan: 50 });

  const inserted = counter.insert(replacement, meter);
  expect(inserted).toMatchObject({ credited: true, error: null });
  expect(stands(inserted.state)).toEqual({ remainingFen: 15_300, count: 2 });
  // Found again, it buys nothing.
  expect(counter.insert(lost, inserted.state)).toMatchObject({ credited: false, error: 33 });
});

test('lost, replaced, and the lost card inserted first after all: the purchase is credited once', async () => {
  const { counter, card: lost, meter } = await openedAccount();
  await counter.sell(lost, { cardType: 'purchase', count: 2, yuan: 50 });
  const replacement = counter.blank();
  await counter.sell(replacement, { cardType: 'replacement', count: 2, yuan: 50 });
  const first = counter.insert(lost, meter);
  expect(first.credited).toBe(true);
  expect(counter.insert(replacement, first.state)).toMatchObject({ credited: false, error: null });
});

test('cleared: the card is blank again and no meter takes it', async () => {
  const { counter, card, meter } = await openedAccount();
  expect(await counter.write(card, planClear(await counter.read(card)))).toEqual({ outcome: 'written' });
  expect(isBlank(await counter.read(card))).toBe(true);
  expect(counterCheck(await counter.read(card), sold(card, 103, 1, 'open'))).toEqual({ verdict: 'blank' });
  expect(counter.insert(card, meter)).toMatchObject({ credited: false, error: 32 });
});

test("wrong meter: a neighbour's meter refuses and counts it", async () => {
  const { counter, card } = await openedAccount();
  await counter.sell(card, { cardType: 'purchase', count: 2, yuan: 50 });
  const neighbour = { ...counter.meter(), meterNo: '000000629276' };
  const inserted = counter.insert(card, neighbour);
  expect(inserted).toMatchObject({ credited: false, error: 33, wroteBack: false });
  expect(inserted.state.illegalInsertions).toBe(1);
});

test('bought twice before insertion: the counter says so, and both are merged into one', async () => {
  const { counter, card, meter } = await openedAccount();
  await counter.sell(card, { cardType: 'purchase', count: 2, yuan: 50 });
  const lying = await counter.read(card);
  expect(counterCheck(lying, sold(card, 50, 2, 'purchase'))).toEqual({ verdict: 'may-merge', amount: 5_000, count: 2 });

  expect(await counter.write(card, planMergeWrite(lying, fen(3_000)))).toEqual({ outcome: 'written' });
  expect(stands(counter.insert(card, meter).state)).toEqual({ remainingFen: 18_300, count: 2 });
});

test('bought twice against the rule: the meter refuses (34) and the return file tells', async () => {
  const { counter, card, meter } = await openedAccount();
  await counter.sell(card, { cardType: 'purchase', count: 2, yuan: 50 });
  await counter.sell(card, { cardType: 'purchase', count: 3, yuan: 30 });
  const inserted = counter.insert(card, meter);
  expect(inserted).toMatchObject({ credited: false, error: 34, wroteBack: true });
  const check = counterCheck(await counter.read(card), sold(card, 30, 3, 'purchase'));
  expect(check).toEqual({ verdict: 'not-inserted', meterCount: 1 });
});

test('hoard limit: 36 until enough has been used', async () => {
  const { counter, card, meter } = await openedAccount(20_000);
  await counter.sell(card, { cardType: 'purchase', count: 2, yuan: 100 });
  const refused = counter.insert(card, meter);
  expect(refused).toMatchObject({ credited: false, error: 36 });
  const used = consume(refused.state, 6_000, '2611240900');
  expect(counter.insert(card, used)).toMatchObject({ credited: true, error: null });
});

test('early removal: 35, credited once, and written back at the next insertion', async () => {
  const { counter, card, meter } = await openedAccount();
  await counter.sell(card, { cardType: 'purchase', count: 2, yuan: 50 });
  let commands = 0;
  let state = meter;
  // Pulled one command later each time, until it stays in to the end.
  for (let ended = false; !ended; ) {
    commands++;
    card.tearAt(commands, 'before');
    const inserted = counter.insert(card, state);
    ended = inserted.error === null;
    state = inserted.state;
    if (!ended) expect(inserted.error).toBe(35);
    expect(state.remainingFen).toBe(state.count === 2 ? 15_300 : 10_300);
  }
  expect(commands).toBeGreaterThan(10);
  expect(stands(state)).toEqual({ remainingFen: 15_300, count: 2 });
});
