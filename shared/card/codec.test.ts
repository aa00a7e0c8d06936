import { describe, expect, test } from 'vitest';
import vectors from '../../test/vectors/card_qgdw.json' with { type: 'json' };
import type { CardFile } from '../agent/protocol.ts';
import { fromHex, toHex } from './bytes.ts';
import { decodeFile, encodeFile } from './codec.ts';
import type { CardProfile, Fields } from './layout.ts';
import { CARD_PROFILES, findProfile } from './profiles.ts';

const profile = findProfile('qgdw-electricity')!;

/** Names of the published samples → names of our layout. */
const NAMES: Readonly<Record<string, string>> = {
  tariffSwitchTime_YYMMDDhhmm: 'switchTime',
  tariffCountOrReserved: 'tariffCount',
  'alarm1_bcd_0.01': 'alarm1',
  'alarm2_bcd_0.01': 'alarm2',
  ct: 'currentRatio',
  pt: 'voltageRatio',
  'remaining_bin_0.01': 'remaining',
  purchaseCount_bin: 'count',
  'overdraft_bin_0.01': 'overdraft',
  illegalInsertions_bcd: 'illegalInsertions',
  writtenAt_YYMMDDhhmm: 'writtenAt',
  cents: 'amount',
};
const DECIMAL = new Set(['alarm1', 'alarm2', 'currentRatio', 'voltageRatio', 'illegalInsertions']);
const BINARY = new Set(['userType', 'updateFlags', 'cardType', 'remaining', 'count', 'overdraft']);

/** What a sample says of its fields, as our codec should give it. */
function published(expected: (typeof vectors)[number]['expected']): Fields {
  const source: Record<string, string | number> =
    'fields' in expected
      ? ({ ...expected.fields } as Record<string, string>)
      : (expected as unknown as Record<string, number>);
  return Object.fromEntries(
    Object.entries(source).map(([theirs, value]) => {
      const name = NAMES[theirs] ?? theirs;
      if (typeof value === 'number') return [name, value];
      if (DECIMAL.has(name)) return [name, Number.parseInt(value, 10)];
      return [name, BINARY.has(name) ? Number.parseInt(value, 16) : value];
    }),
  );
}

const fileOf = (length: number): CardFile => (length === 45 ? 'ef1' : length === 8 ? 'ef2' : 'ef5');

describe('published samples', () => {
  test.each(vectors.map((vector) => [vector.description, vector] as const))('%s', (_, vector) => {
    const bytes = fromHex(vector.inputHex);
    const decoded = decodeFile(profile, fileOf(bytes.length), bytes);
    if ('reject' in vector.expected) {
      expect(decoded).toEqual({ kind: 'broken', reason: { why: vector.expected.reject } });
      return;
    }
    if (decoded.kind !== 'fields') throw new Error(`not read: ${JSON.stringify(decoded)}`);
    expect(decoded.fields).toEqual(published(vector.expected));
    expect(toHex(encodeFile(profile, fileOf(bytes.length), decoded.fields))).toBe(vector.inputHex.toLowerCase());
  });
});

const SAMPLE = fromHex(vectors[0]!.inputHex);
const RETURN = fromHex(vectors[1]!.inputHex);

/** Puts bytes into a sample and makes the sum right again, to reach what lies behind it. */
function resummed(file: Uint8Array, at: number, ...bytes: readonly number[]): Uint8Array {
  const changed = file.slice();
  changed.set(bytes, at);
  changed[changed.length - 2] = changed.subarray(1, -2).reduce((sum, byte) => (sum + byte) & 0xff, 0);
  return changed;
}

const withByte = (at: number, byte: number): Uint8Array => {
  const changed = SAMPLE.slice();
  changed[at] = byte;
  return changed;
};

test.each([
  ['one byte short', SAMPLE.subarray(1), { why: 'length' }],
  ['one byte long', new Uint8Array(46), { why: 'length' }],
  ['nothing', new Uint8Array(0), { why: 'length' }],
  ['first byte', withByte(0, 0x69), { why: 'start' }],
  ['command of a preset card', withByte(1, 0x06), { why: 'command' }],
  ['command of a return file', withByte(1, 0x11), { why: 'command' }],
  ['length field', withByte(3, 0x28), { why: 'length-field' }],
  ['last byte', withByte(44, 0x17), { why: 'end' }],
  ['sum', withByte(43, 0xd5), { why: 'checksum' }],
  ['sum that takes in the leading 68', withByte(43, (0xd4 + 0x68) & 0xff), { why: 'checksum' }],
  ['letter in a meter number', resummed(SAMPLE, 30, 0x0a), { why: 'bcd', field: 'meterNo' }],
  ['letter in an alarm', resummed(SAMPLE, 19, 0xf0), { why: 'bcd', field: 'alarm1' }],
  ['month 13', resummed(SAMPLE, 10, 0x26, 0x13, 0x01, 0, 0), { why: 'time', field: 'switchTime' }],
  ['30 February', resummed(SAMPLE, 10, 0x28, 0x02, 0x30, 0, 0), { why: 'time', field: 'switchTime' }],
  ['hour 24', resummed(SAMPLE, 10, 0x26, 0x12, 0x01, 0x24, 0), { why: 'time', field: 'switchTime' }],
])('a parameter file with a wrong %s is refused', (_, bytes, reason) => {
  expect(decodeFile(profile, 'ef1', bytes)).toEqual({ kind: 'broken', reason });
});

test('29 February of a leap year, and no time in either spelling, are times', () => {
  for (const time of [
    [0x28, 0x02, 0x29, 0, 0],
    [0x99, 0x99, 0x99, 0x99, 0x99],
    [0, 0, 0, 0, 0],
  ])
    expect(decodeFile(profile, 'ef1', resummed(SAMPLE, 10, ...time)).kind).toBe('fields');
});

test.each([
  ['ef1', 45, 0x00],
  ['ef1', 45, 0xff],
  ['ef5', 49, 0x00],
  ['ef5', 49, 0xff],
  ['ef4', 258, 0x00],
  ['ef4', 203, 0xff],
  ['ef2', 8, 0xff],
] as const)('%s of %i bytes, each %i, is empty', (file, length, byte) => {
  expect(decodeFile(profile, file, new Uint8Array(length).fill(byte))).toEqual({ kind: 'empty' });
});

test('a wallet of zeros is an amount of nothing; more than a meter can show is refused', () => {
  expect(decodeFile(profile, 'ef2', new Uint8Array(8))).toMatchObject({ fields: { amount: 0, count: 0 } });
  const most = encodeFile(profile, 'ef2', { amount: 99_999_999, count: 0xffffffff });
  expect(decodeFile(profile, 'ef2', most)).toMatchObject({ fields: { amount: 99_999_999, count: 4_294_967_295 } });
  expect(decodeFile(profile, 'ef2', fromHex('05f5e10000000001'))).toEqual({
    kind: 'broken',
    reason: { why: 'range', field: 'amount' },
  });
});

/** A change of one byte changes the sum or the frame, so none is accepted; only two that cancel can be. */
test('no change of one byte of a framed file is ever accepted', () => {
  const flat = encodeFile(profile, 'ef3', { prices: Array.from({ length: 63 }, (_, place) => 5000 + place) });
  const files: readonly (readonly [CardFile, Uint8Array])[] = [
    ['ef1', SAMPLE],
    ['ef5', RETURN],
    ['ef3', flat],
  ];
  for (const [file, sample] of files) {
    for (let at = 0; at < sample.length; at++) {
      const changed = sample.slice();
      for (let byte = 0; byte < 256; byte++) {
        changed[at] = byte;
        expect(decodeFile(profile, file, changed).kind).toBe(byte === sample[at] ? 'fields' : 'broken');
      }
    }
  }
});

test('two changes that cancel in the sum are seen only where a field forbids them', () => {
  const swapped = SAMPLE.slice();
  swapped[35] = SAMPLE[35]! + 1;
  swapped[41] = SAMPLE[41]! - 1;
  expect(decodeFile(profile, 'ef1', swapped)).toMatchObject({ fields: { meterNo: '000003705982' } });
});

const LADDER: Fields = {
  prices: Array.from({ length: 32 }, (_, place) => place * 100),
  thresholds: [18_000, 28_000, 0, 0, 0, 0],
  ladderPrices: [5_283, 5_783, 8_283, 0, 0, 0, 0],
  settlementDays: ['010100', '999999', '999999', '999999'],
  switchTime: '2701010000',
};

test('the ladder form of a price file is told by its length', () => {
  const bytes = encodeFile(profile, 'ef4', LADDER, 'ladder');
  expect(toHex(bytes.subarray(0, 4))).toBe('680100c5');
  expect(bytes.length).toBe(0xcb);
  expect(decodeFile(profile, 'ef4', bytes)).toEqual({ kind: 'fields', variant: 'ladder', fields: LADDER });
});

test.each([
  ['a missing field', 'ef2', { amount: 1 }],
  ['a negative amount', 'ef2', { amount: -1, count: 1 }],
  ['half a fen', 'ef2', { amount: 0.5, count: 1 }],
  ['more than a meter shows', 'ef2', { amount: 100_000_000, count: 1 }],
  ['a count of five bytes', 'ef2', { amount: 1, count: 2 ** 32 }],
  ['text for a number', 'ef2', { amount: '1', count: 1 }],
  ['62 prices', 'ef3', { prices: new Array(62).fill(1) }],
  ['a price of nine digits', 'ef3', { prices: new Array(63).fill(100_000_000) }],
] as const)('%s is never encoded', (_, file, fields) => {
  expect(() => encodeFile(profile, file, fields as Fields)).toThrow(RangeError);
});

/** A maker's card with files of 45, 119 and 101 bytes: nothing but data. The fields are made up for this test. */
test('another layout needs no code', () => {
  const frame = { command: 0x01 };
  const other: CardProfile = {
    ...profile,
    id: 'another',
    files: {
      ...profile.files,
      ef3: {
        ...profile.files.ef3,
        variants: [
          {
            name: 'blocks',
            length: 119,
            parts: [119],
            frame,
            fields: [{ name: 'prices', at: 5, length: 3, kind: 'bcd', repeat: 12 }],
          },
        ],
      },
      ef5: {
        ...profile.files.ef5,
        variants: [
          {
            name: 'record',
            length: 101,
            parts: [101],
            frame: { command: 0x12 },
            fields: [{ name: 'meterNo', at: 90, length: 4, kind: 'digits' }],
          },
        ],
      },
    },
  };
  const prices = Array.from({ length: 12 }, (_, month) => month + 1);
  const file = encodeFile(other, 'ef3', { prices });
  expect([file.length, decodeFile(other, 'ef3', file)]).toEqual([
    119,
    { kind: 'fields', variant: 'blocks', fields: { prices } },
  ]);
  const record = encodeFile(other, 'ef5', { meterNo: '00001234' });
  expect(decodeFile(other, 'ef5', record)).toMatchObject({ fields: { meterNo: '00001234' } });
  expect(decodeFile(profile, 'ef5', record)).toEqual({ kind: 'broken', reason: { why: 'length' } });
});

test('every layout keeps its fields inside the frame, and its parts add up', () => {
  for (const { files } of CARD_PROFILES)
    for (const { variants } of Object.values(files))
      for (const { length, parts, frame, fields } of variants) {
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(length);
        // A command takes 255 bytes of which four are the sum.
        expect(Math.max(...parts)).toBeLessThanOrEqual(251);
        let free = frame === null ? 0 : 4;
        for (const { at, length: size, repeat = 1 } of fields) {
          expect(at).toBe(free);
          free = at + size * repeat;
        }
        expect(free).toBe(length - (frame === null ? 0 : 2));
      }
});
