import { describe, expect, test } from 'vitest';
import type { CardImage } from '../agent/protocol.ts';
import { fen } from '../values/money.ts';
import { unitPrice } from '../values/price.ts';
import { milli } from '../values/quantity.ts';
import { fromHex } from './bytes.ts';
import { decodeFile } from './codec.ts';
import { findProfile } from './profiles.ts';
import { type CardSale, judgeWritten, planClear, planMergeWrite, planSaleWrite } from './sale-write.ts';
import { decodeCard, isBlank } from './user-card.ts';

const profile = findProfile('qgdw-electricity')!;
const EF1 = '68010027028f00000001000000000004000050000000000000000100000100000370598100005458666401d416';
const EF5 = '6811002b02000001000001000000629276002013007233000017e80000001700000000010004010000001510051026fe16';
const zeros = (length: number): string => '00'.repeat(length);

const blank: CardImage = {
  profile: profile.id,
  atr: '3b',
  serial: '0102030405060708',
  files: { ef1: zeros(45), ef2: zeros(8), ef3: zeros(258), ef4: zeros(258), ef5: zeros(49) },
};
const used: CardImage = { ...blank, files: { ...blank.files, ef1: EF1, ef2: '0000283c00000001', ef5: EF5 } };

const sale: CardSale = {
  cardType: 'purchase',
  amount: fen(5_000),
  count: 2,
  meterNo: '000003705981',
  customerNo: '000054586664',
};
const backupPrices = {
  set: { form: 'flat' as const, prices: new Array(63).fill(unitPrice(5_283)), ladder: null },
  switchTime: '2027-01-01T00:00',
};

const fieldsOf = (plan: ReturnType<typeof planSaleWrite>, file: 'ef1' | 'ef2' | 'ef4') => {
  const decoded = decodeFile(profile, file, fromHex(plan.write.find((one) => one.file === file)!.content));
  if (decoded.kind !== 'fields') throw new Error(decoded.kind);
  return decoded.fields;
};

describe('the plan of a sale', () => {
  test('parameters, cleared return file, and the wallet last; all that was read is expected', () => {
    const plan = planSaleWrite(decodeCard(used), sale);
    expect(plan.write.map(({ file }) => file)).toEqual(['ef1', 'ef5', 'ef2']);
    expect(plan.write[1]!.content).toBe(zeros(49));
    expect(plan.write[2]!.content).toBe('0000138800000002');
    expect(plan.expect).toEqual({ serial: used.serial, files: used.files });
  });

  test('what the card holds of parameters stays; what it may change is asked for by no flag', () => {
    expect(fieldsOf(planSaleWrite(decodeCard(used), sale), 'ef1')).toEqual({
      userType: 2,
      updateFlags: 0,
      reserved: '00000001',
      switchTime: '0000000000',
      tariffCount: '04',
      alarm1: 5_000,
      alarm2: 0,
      currentRatio: 1,
      voltageRatio: 1,
      meterNo: '000003705981',
      customerNo: '000054586664',
      cardType: 2,
    });
  });

  test('a blank card gets the usual parameters, and an opening asks the meter to take them', () => {
    const fields = fieldsOf(planSaleWrite(decodeCard(blank), { ...sale, cardType: 'open', count: 1 }), 'ef1');
    expect(fields).toMatchObject({ userType: 1, updateFlags: 0x80, currentRatio: 1, alarm1: 0, cardType: 1 });
  });

  test('new backup prices are written first, with their time and flag; the same again are not', () => {
    const plan = planSaleWrite(decodeCard(used), { ...sale, backupPrices });
    expect(plan.write.map(({ file }) => file)).toEqual(['ef4', 'ef1', 'ef5', 'ef2']);
    expect(fieldsOf(plan, 'ef1')).toMatchObject({ updateFlags: 0x02, switchTime: '2701010000' });
    const there = { ...used, files: { ...used.files, ef4: plan.write[0]!.content } };
    const again = planSaleWrite(decodeCard(there), { ...sale, backupPrices });
    expect(again.write.map(({ file }) => file)).toEqual(['ef1', 'ef5', 'ef2']);
  });

  const ladderCard = decodeCard({ ...used, files: { ...used.files, ef4: zeros(203) } });
  const ladder = {
    thresholds: new Array(6).fill(milli(0)),
    prices: new Array(7).fill(unitPrice(5_283)),
    settlementDays: new Array(4).fill('010100'),
    switchTime: null,
  };

  test('the form of the price file is that of the card: plain prices go into a ladder file, with its own time', () => {
    const prices = [5_283, 5_783, ...new Array(61).fill(0)].map(unitPrice);
    const plan = planSaleWrite(ladderCard, {
      ...sale,
      backupPrices: { ...backupPrices, set: { ...backupPrices.set, prices } },
    });
    expect(plan.write[0]!.content.length / 2).toBe(203);
    expect(fieldsOf(plan, 'ef4')).toMatchObject({ prices: prices.slice(0, 32), switchTime: '2701010000' });
    expect(fieldsOf(plan, 'ef1')).toMatchObject({ updateFlags: 0x02 });
  });

  test('a ladder asks for its flag as well', () => {
    const set = { form: 'ladder' as const, prices: new Array(32).fill(unitPrice(1)), ladder };
    const plan = planSaleWrite(ladderCard, { ...sale, backupPrices: { ...backupPrices, set } });
    expect(fieldsOf(plan, 'ef1')).toMatchObject({ updateFlags: 0x0a });
  });

  test.each([
    ['63 prices into a ladder file', ladderCard, backupPrices.set],
    ['a ladder into a flat file', decodeCard(used), { ...backupPrices.set, ladder }],
    [
      'prices onto a card without the file',
      decodeCard({ ...used, files: { ...used.files, ef4: undefined } }),
      backupPrices.set,
    ],
  ])('%s do not fit', (_, card, set) => {
    expect(() => planSaleWrite(card, { ...sale, backupPrices: { ...backupPrices, set } })).toThrow(RangeError);
  });

  test.each([
    ['a meter number of 11 digits', { meterNo: '00000370598' }],
    ['more than a meter shows', { amount: fen(100_000_000) }],
    ['a negative amount', { amount: fen(-1) }],
  ] as const)('%s is a mistake of the caller', (_, wrong) => {
    expect(() => planSaleWrite(decodeCard(used), { ...sale, ...wrong })).toThrow(RangeError);
  });
});

test('a merge adds to the wallet and touches nothing else', () => {
  const card = decodeCard({ ...used, files: { ...used.files, ef5: zeros(49) } });
  expect(planMergeWrite(card, fen(3_000)).write).toEqual([{ file: 'ef2', content: '000033f400000001' }]);
  expect(() => planMergeWrite(card, fen(99_999_999))).toThrow(RangeError);
  expect(() => planMergeWrite(decodeCard({ ...used, files: { ef1: EF1 } }), fen(1))).toThrow(RangeError);
});

test('clearing takes the money off first and leaves a blank card', () => {
  const plan = planClear(decodeCard(used));
  expect(plan.write.map(({ file }) => file)).toEqual(['ef2', 'ef1', 'ef5']);
  const files = Object.fromEntries(plan.write.map(({ file, content }) => [file, content]));
  expect(isBlank(decodeCard({ ...used, files: { ...used.files, ...files } }))).toBe(true);
  expect(isBlank(decodeCard(used))).toBe(false);
});

describe('what became of a write, told by the card', () => {
  const plan = planSaleWrite(decodeCard(used), { ...sale, backupPrices });
  const planned = Object.fromEntries(plan.write.map(({ file, content }) => [file, content]));
  const having = (...files: readonly ('ef1' | 'ef2' | 'ef4' | 'ef5')[]): CardImage => ({
    ...used,
    files: { ...used.files, ...Object.fromEntries(files.map((file) => [file, planned[file]!])) },
  });
  const half = planned.ef4!.slice(0, 256) + used.files.ef4!.slice(256);

  test.each([
    ['everything', having('ef4', 'ef1', 'ef5', 'ef2'), { outcome: 'written' }],
    ['nothing', having(), { outcome: 'not-written' }],
    [
      'the first file',
      having('ef4'),
      { outcome: 'partly', written: ['ef4'], missing: ['ef1', 'ef5', 'ef2'], wallet: 'before' },
    ],
    [
      'half of the first file',
      { ...used, files: { ...used.files, ef4: half } },
      { outcome: 'partly', written: [], missing: ['ef4', 'ef1', 'ef5', 'ef2'], wallet: 'before' },
    ],
    [
      'all but the wallet',
      having('ef4', 'ef1', 'ef5'),
      { outcome: 'partly', written: ['ef4', 'ef1', 'ef5'], missing: ['ef2'], wallet: 'before' },
    ],
    [
      'the wallet without the return file',
      having('ef4', 'ef1', 'ef2'),
      { outcome: 'partly', written: ['ef4', 'ef1', 'ef2'], missing: ['ef5'], wallet: 'planned' },
    ],
    [
      'a wallet that nobody planned',
      { ...having('ef4', 'ef1', 'ef5'), files: { ...having('ef4', 'ef1', 'ef5').files, ef2: '0000000100000009' } },
      { outcome: 'partly', written: ['ef4', 'ef1', 'ef5'], missing: ['ef2'], wallet: 'other' },
    ],
    [
      'everything, and the card was in the meter since',
      { ...used, files: { ...used.files, ...planned, ef5: EF5.replace('17e8', '17e9').replace('fe16', 'ff16') } },
      { outcome: 'written' },
    ],
    [
      'all but the wallet, and the card was in the meter since',
      {
        ...used,
        files: {
          ...used.files,
          ...planned,
          ef2: used.files.ef2!,
          ef5: EF5.replace('17e8', '17e9').replace('fe16', 'ff16'),
        },
      },
      { outcome: 'partly', written: ['ef4', 'ef1'], missing: ['ef5', 'ef2'], wallet: 'before' },
    ],
    [
      'everything, and a return file that no meter wrote',
      { ...used, files: { ...used.files, ...planned, ef5: EF5.replace('17e8', '17e9') } },
      { outcome: 'partly', written: ['ef4', 'ef1', 'ef2'], missing: ['ef5'], wallet: 'planned' },
    ],
    ['another card', { ...having('ef4', 'ef1', 'ef5', 'ef2'), serial: '0807060504030201' }, { outcome: 'other-card' }],
  ])('%s', (_, read, judged) => {
    expect(judgeWritten(used, read, plan)).toEqual(judged);
  });

  test('hex is compared as bytes, and a file that is gone is not as planned', () => {
    const upper = Object.fromEntries(Object.entries(planned).map(([file, hex]) => [file, hex.toUpperCase()]));
    expect(judgeWritten(used, { ...used, files: upper }, plan)).toEqual({ outcome: 'written' });
    expect(judgeWritten(used, { ...used, files: {} }, plan)).toMatchObject({ outcome: 'partly', wallet: 'other' });
  });
});
