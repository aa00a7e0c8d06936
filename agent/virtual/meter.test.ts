/** The meter's table, row by row, and its own decoding held against the published samples. */
import { describe, expect, test } from 'vitest';
import { fromHex } from '../../shared/card/bytes.ts';
import { decodeFile, encodeFile } from '../../shared/card/codec.ts';
import type { CardType } from '../../shared/card/layout.ts';
import { findProfile } from '../../shared/card/profiles.ts';
import { type CardSale, planSaleWrite, type WritePlan } from '../../shared/card/sale-write.ts';
import { fen } from '../../shared/values/money.ts';
import { unitPrice } from '../../shared/values/price.ts';
import { milli } from '../../shared/values/quantity.ts';
import { CUSTOMER_NO, cardCounter, METER_NO } from '../../test/support/card-counter.ts';
import vectors from '../../test/vectors/card_qgdw.json' with { type: 'json' };
import { simulatedSecurity } from '../card/security.ts';
import { blankCard, foreignCard, unissuedCard } from './blank-card.ts';
import { consume, displayOf, insertCard, type MeterState, newMeter, switchPrices } from './meter.ts';
import { framed, parametersIn, pricesIn, returnFile, Stopped } from './meter-card.ts';

const profile = findProfile('qgdw-electricity')!;

describe("the meter's own decoding", () => {
  const samples = vectors.filter(({ inputHex }) => inputHex.length > 16);

  test.each(samples.map((vector) => [vector.description, vector] as const))('%s', (_, { inputHex, expected }) => {
    const file = inputHex.toLowerCase();
    if (expected.fields === undefined) {
      expect(() => framed(file, '01')).toThrow(Stopped);
      return;
    }
    const fields = expected.fields as unknown as Record<string, string>;
    const data = framed(file, expected.command!);
    if (expected.command === '01') {
      expect(parametersIn(data)).toMatchObject({
        userType: Number(fields.userType),
        flags: Number.parseInt(fields.updateFlags!, 16),
        meterNo: fields.meterNo,
        customerNo: fields.customerNo,
        type: Number(fields.cardType),
        alarms: [Number(fields['alarm1_bcd_0.01']), Number(fields['alarm2_bcd_0.01'])],
      });
      return;
    }
    // The return file is only ever written by a meter: it must come out as published.
    const written = returnFile({
      userType: Number(fields.userType),
      ratios: [Number(fields.ct), Number(fields.pt)],
      meterNo: fields.meterNo!,
      customerNo: fields.customerNo!,
      remainingFen: Number.parseInt(fields['remaining_bin_0.01']!, 16),
      count: Number.parseInt(fields.purchaseCount_bin!, 16),
      overdraftFen: Number.parseInt(fields['overdraft_bin_0.01']!, 16),
      keyInfo: fields.keyInfo!,
      illegalInsertions: Number(fields.illegalInsertions_bcd),
      at: fields.writtenAt_YYMMDDhhmm!,
    });
    expect(written).toBe(file);
  });

  test('what the meter writes back is what the counter reads, and prices are read alike', () => {
    const state = { ...newMeter(METER_NO), customerNo: CUSTOMER_NO, remainingFen: 6_120, count: 23, at: '1510051026' };
    const fields = { meterNo: METER_NO, customerNo: CUSTOMER_NO, remaining: 6_120, count: 23, writtenAt: '1510051026' };
    expect(decodeFile(profile, 'ef5', fromHex(returnFile(state)))).toMatchObject({ kind: 'fields', fields });
    const prices = Array.from({ length: 63 }, (_, place) => 5_283 + place);
    const file = Buffer.from(encodeFile(profile, 'ef4', { prices })).toString('hex');
    expect(pricesIn(file)).toEqual({ prices, ladder: null, file });
  });
});

const OPEN_METER: Partial<MeterState> = { opened: true, customerNo: CUSTOMER_NO, count: 5, remainingFen: 1_000 };

interface Row {
  readonly when: string;
  readonly meter?: Partial<MeterState>;
  readonly card: CardType;
  readonly count: number;
  readonly sale?: Partial<CardSale>;
  /** The meter does not know this card. */
  readonly anotherCard?: boolean;
  /** What a meter wrote is still on it. */
  readonly returned?: boolean;
  readonly result: { error?: number; credited?: boolean; wroteBack?: boolean; takesCard?: boolean };
}

const NOT_OPENED = { opened: false, count: 0, remainingFen: 0, customerNo: '000000000000' } as const;
const OTHER = '000000629276';

// biome-ignore format: a table
const TABLE: readonly Row[] = [
  { when: 'unopened, open card, count 1', meter: NOT_OPENED, card: 'open', count: 1, anotherCard: true, result: { credited: true, wroteBack: true, takesCard: true } },
  { when: 'unopened, open card, return file not empty', meter: NOT_OPENED, card: 'open', count: 1, anotherCard: true, returned: true, result: { error: 34 } },
  { when: 'unopened, open card, count 2', meter: NOT_OPENED, card: 'open', count: 2, anotherCard: true, result: { error: 34 } },
  { when: 'unopened, open card, count 0', meter: NOT_OPENED, card: 'open', count: 0, anotherCard: true, result: { error: 34 } },
  { when: 'unopened, purchase card', meter: NOT_OPENED, card: 'purchase', count: 1, result: { error: 34 } },
  { when: 'unopened, replacement card', meter: NOT_OPENED, card: 'replacement', count: 1, anotherCard: true, result: { error: 34 } },
  { when: 'unopened, open card of another meter', meter: NOT_OPENED, card: 'open', count: 1, sale: { meterNo: OTHER }, anotherCard: true, result: { error: 33 } },
  { when: 'another meter', card: 'purchase', count: 6, sale: { meterNo: OTHER }, result: { error: 33 } },
  { when: 'another customer', card: 'purchase', count: 6, sale: { customerNo: OTHER }, result: { error: 33 } },
  { when: 'another customer, replacement', card: 'replacement', count: 6, sale: { customerNo: OTHER }, anotherCard: true, result: { error: 33 } },
  { when: 'purchase card of another serial', card: 'purchase', count: 6, anotherCard: true, result: { error: 33 } },
  { when: 'delta 0', card: 'purchase', count: 5, result: { wroteBack: true } },
  { when: 'delta 0, return file not empty', card: 'purchase', count: 5, returned: true, result: { wroteBack: true } },
  { when: 'delta 0, replacement', card: 'replacement', count: 5, anotherCard: true, result: { wroteBack: true, takesCard: true } },
  { when: 'delta 1', card: 'purchase', count: 6, result: { credited: true, wroteBack: true } },
  { when: 'delta 1, return file not empty', card: 'purchase', count: 6, returned: true, result: { error: 34, wroteBack: true } },
  { when: 'delta 1, replacement', card: 'replacement', count: 6, anotherCard: true, result: { credited: true, wroteBack: true, takesCard: true } },
  { when: 'delta 1, open card into an open meter', card: 'open', count: 6, anotherCard: true, result: { credited: true, wroteBack: true, takesCard: true } },
  { when: 'delta 1, exactly at the hoard limit', meter: { hoardLimitFen: 2_000 }, card: 'purchase', count: 6, result: { credited: true, wroteBack: true } },
  { when: 'delta 1, one fen over the hoard limit', meter: { hoardLimitFen: 1_999 }, card: 'purchase', count: 6, result: { error: 36 } },
  { when: 'delta 1, more than the display holds', meter: { remainingFen: 99_999_000 }, card: 'purchase', count: 6, result: { error: 36 } },
  { when: 'delta 1, an overdraft makes room', meter: { remainingFen: 0, overdraftFen: 600, hoardLimitFen: 400 }, card: 'purchase', count: 6, result: { credited: true, wroteBack: true } },
  { when: 'delta 2', card: 'purchase', count: 7, result: { error: 34, wroteBack: true } },
  { when: 'delta 2, replacement', card: 'replacement', count: 7, anotherCard: true, result: { error: 34, wroteBack: true } },
  { when: 'delta -1', card: 'purchase', count: 4, result: { wroteBack: true } },
  { when: 'delta -1, replacement', card: 'replacement', count: 4, anotherCard: true, result: { wroteBack: true } },
  { when: 'a meter without voltage', meter: { faulty: true }, card: 'purchase', count: 6, result: { error: 31 } },
];

describe('the table', () => {
  test.each(TABLE.map((row) => [row.when, row] as const))('%s', async (_, row) => {
    const counter = cardCounter();
    const card = counter.blank();
    if (row.returned) {
      await counter.sell(card, { cardType: 'open', count: 1, yuan: 1 });
      counter.insert(card, counter.meter());
    }
    const sale: CardSale = {
      cardType: row.card,
      count: row.count,
      amount: fen(1_000),
      meterNo: METER_NO,
      customerNo: CUSTOMER_NO,
      ...row.sale,
    };
    const { write, ...plan } = planSaleWrite(await counter.read(card), sale);
    const kept: WritePlan = { ...plan, write: row.returned ? write.filter(({ file }) => file !== 'ef5') : write };
    await counter.write(card, kept);
    const serial = row.anotherCard ? 'ffffffffffffffff' : card.serial;
    const meter = { ...counter.meter(), ...OPEN_METER, serial, ...row.meter };
    const was = await counter.readImage(card);

    const inserted = counter.insert(card, meter);

    const { error = null, credited = false, wroteBack = false, takesCard = false } = row.result;
    expect({ error: inserted.error, credited: inserted.credited, wroteBack: inserted.wroteBack }).toEqual({
      error,
      credited,
      wroteBack,
    });
    const added = credited ? 1_000 : 0;
    const net = ({ remainingFen, overdraftFen }: MeterState): number => remainingFen - overdraftFen;
    expect(net(inserted.state) - net(meter)).toBe(added);
    expect(inserted.state.count).toBe(credited ? row.count : meter.count);
    expect(inserted.state.serial).toBe(takesCard ? card.serial : serial);
    expect(inserted.state.illegalInsertions).toBe(error === 33 ? 1 : 0);
    const after = await counter.readImage(card);
    expect({ ...after.files, ef5: '' }).toEqual({ ...was.files, ef5: '' });
    if (wroteBack) expect(after.files.ef5).toBe(returnFile({ ...inserted.state, at: '2611240900' }));
    else expect(after.files.ef5).toBe(was.files.ef5);
  });
});

describe('cards that are no card of this meter', () => {
  const security = simulatedSecurity(Buffer.from('house'));
  const meter = { ...newMeter(METER_NO), ...OPEN_METER };
  test.each([
    ['a chip of another trade', foreignCard(), 32],
    ['a card never issued', unissuedCard(), 32],
    ['a blank card', blankCard(security), 32],
    ['a card with keys of another house', blankCard(simulatedSecurity(Buffer.from('another house'))), 32],
  ] as const)('%s', (_, card, error) => {
    const inserted = insertCard(meter, { card, security, clock: '2611240900' });
    expect(inserted).toMatchObject({ error, credited: false, wroteBack: false, state: { illegalInsertions: 1 } });
    expect(displayOf(inserted)).toBe('Err-32');
  });

  test.each([
    ['a parameter file with a wrong sum', 'ef1', '68010027', 34],
    ['a card of no known type', 'ef1', null, 32],
  ] as const)('%s', async (_, file, start, error) => {
    const counter = cardCounter();
    const card = counter.blank();
    await counter.sell(card, { cardType: 'purchase', count: 6, yuan: 1 });
    const good = (await counter.readImage(card)).files[file]!;
    // Type 9 and the sum that goes with it, or a whole file of which only the beginning is right.
    const bad =
      start === null
        ? `${good.slice(0, 84)}09${(Number.parseInt(good.slice(86, 88), 16) + 7).toString(16).padStart(2, '0')}16`
        : start + '00'.repeat(41);
    const { profile: id, expect: expected } = planSaleWrite(await counter.read(card), {
      cardType: 'purchase', count: 6, amount: fen(1), meterNo: METER_NO, customerNo: CUSTOMER_NO,
    }); // biome-ignore format: short
    await counter.write(card, { profile: id, expect: expected, write: [{ file, content: bad }] });
    expect(counter.insert(card, { ...counter.meter(), ...OPEN_METER, serial: card.serial })).toMatchObject({ error });
  });
});

const PRICES = (first: number) => ({
  form: 'flat' as const,
  prices: Array.from({ length: 63 }, (_, place) => unitPrice(first + place)),
  ladder: null,
});

describe('prices', () => {
  const backupPrices = { set: PRICES(6_000), switchTime: '2027-01-01T00:00' };

  test('a purchase card carries only the backup set, which becomes the current one at its time', async () => {
    const counter = cardCounter();
    const card = counter.blank();
    // Flags that ask for everything; the meter takes what a purchase card may bring.
    const parameters = { updateFlags: 0xff, alarm1: fen(5_000) };
    await counter.sell(card, { cardType: 'purchase', count: 6, yuan: 10, backupPrices, parameters });
    const meter = { ...counter.meter(), ...OPEN_METER, serial: card.serial };
    const { state, error } = counter.insert(card, meter);
    expect(error).toBe(null);
    expect(state).toMatchObject({ current: null, alarms: [0, 0], switchAt: '2701010000' });
    expect(state.backup?.prices[0]).toBe(6_000);
    expect(switchPrices(state, '2612312359')).toBe(state);
    expect(switchPrices(state, '2701010000')).toMatchObject({
      backup: null,
      current: { prices: state.backup?.prices },
    });
  });

  test('an open card brings parameters as well', async () => {
    const counter = cardCounter();
    const card = counter.blank();
    const parameters = { alarm1: fen(5_000), alarm2: fen(1_000), userType: 2, currentRatio: 40 };
    await counter.sell(card, { cardType: 'open', count: 1, yuan: 10, parameters });
    const { state } = counter.insert(card, counter.meter());
    expect(state).toMatchObject({ alarms: [5_000, 1_000], userType: 2, ratios: [40, 1] });
  });

  test('with delta 0 prices are taken only while the return file is empty', async () => {
    const counter = cardCounter();
    const card = counter.blank();
    await counter.sell(card, { cardType: 'purchase', count: 5, yuan: 10, backupPrices });
    const meter = { ...counter.meter(), ...OPEN_METER, serial: card.serial };
    const first = counter.insert(card, meter).state;
    expect(first.backup?.prices[0]).toBe(6_000);
    expect(counter.insert(card, { ...first, backup: null }).state.backup).toBe(null);
  });

  test('a broken price file stops the card before anything is credited', async () => {
    const counter = cardCounter();
    const card = counter.blank();
    await counter.sell(card, { cardType: 'purchase', count: 6, yuan: 10, parameters: { updateFlags: 0x02 } });
    const meter = { ...counter.meter(), ...OPEN_METER, serial: card.serial };
    expect(counter.insert(card, meter)).toMatchObject({ error: 34, credited: false, state: { remainingFen: 1_000 } });
  });

  test('a ladder file is taken from a card whose price files have that form', async () => {
    const counter = cardCounter();
    const card = blankCard(counter.security, { ladder: true });
    const set = {
      form: 'ladder' as const,
      prices: new Array(32).fill(unitPrice(0)),
      ladder: {
        thresholds: [180_000, 280_000, 0, 0, 0, 0].map(milli),
        prices: [5_283, 5_783, 8_283, 0, 0, 0, 0].map(unitPrice),
        settlementDays: ['010100', '999999', '999999', '999999'],
        switchTime: null,
      },
    };
    const switchTime = '2026-11-24T00:00';
    const sale = { cardType: 'purchase' as const, count: 6, yuan: 10, backupPrices: { set, switchTime } };
    expect(await counter.sell(card, sale)).toEqual({ outcome: 'written' });
    expect(await counter.read(card)).toMatchObject({
      backupPrices: { kind: 'read', value: { ...set, ladder: { ...set.ladder, switchTime } } },
    });
    const { state } = counter.insert(card, { ...counter.meter(), ...OPEN_METER, serial: card.serial });
    expect(state.backup?.ladder).toEqual({
      limits: [18_000, 28_000, 0, 0, 0, 0],
      prices: [5_283, 5_783, 8_283, 0, 0, 0, 0],
    });
    const rates = [0, 179_999, 180_000, 280_000].map((usedWh) => {
      const before = switchPrices({ ...state, usedWh, remainingFen: 100_000 }, '2611240900');
      return before.remainingFen - consume(before, 1_000_000, '2611240900').remainingFen;
    });
    expect(rates).toEqual([52_830, 52_830, 57_830, 82_830]);
  });
});

describe('consumption', () => {
  test('fen are counted when they are whole, whatever the steps; beyond the credit it is overdraft', () => {
    let meter: MeterState = { ...newMeter(METER_NO), remainingFen: 100 };
    for (let step = 0; step < 1_000; step++) meter = consume(meter, 3, '2611240900');
    // 3 kWh at 0.5000 yuan
    expect(meter).toMatchObject({ remainingFen: 0, overdraftFen: 50, unbilled: 0, usedWh: 3_000 });
    expect(displayOf({ state: meter, error: null, credited: false, wroteBack: false })).toBe('-0.50');
  });
});
