import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../../../../test/vectors/dlt645_frames.json' with { type: 'json' };
import { bytesOfHex, hexOf, isMeterTime, timeDigits, timeOfDigits } from './bytes.ts';
import { clockOf, type DataValue, dataItem, readBlock, readValue, valueBytes, wattsOf } from './data.ts';
import { DATA_ITEMS } from './data-items.ts';

const item = (di: string) => dataItem(di)!;
const read = (di: string, hex: string): DataValue | null => readValue(item(di), bytesOfHex(hex));

/** Published values are texts with a decimal point; ours are integers of the smallest unit. */
const PLACES: Readonly<Record<string, number>> = { kWh: 3, C: 1 };

test.each(
  vectors.flatMap(({ expected, description }) =>
    expected.decoded !== undefined && 'value' in expected.decoded
      ? [{ description, ...expected.decoded, data: expected.data }]
      : [],
  ),
)('read: $description', ({ di, value, unit, data }) => {
  const scaled =
    (Number((value ?? '').replace('.', '')) * 10 ** (PLACES[unit ?? ''] ?? 0)) /
    10 ** (value ?? '').split('.')[1]!.length;
  expect(read(di!, data.slice(8))).toBe(scaled);
});

test.each([
  ['energy, thousandths of a kWh', '00010000', '26000000', 260],
  ['the largest energy', '00010000', '99999999', 999_999_990],
  ['combined energy below zero', '00000000', '26000080', -260],
  ['money left, fen', '00900200', '56341200', 123456],
  ['voltage', '02010100', '0122', 2201],
  ['current', '02020100', '500100', 150],
  ['current going out', '02020100', '500180', -150],
  ['power, tenths of a watt', '02030000', '341200', 1234],
  ['power going out', '02030000', '341280', -1234],
  ['power factor', '02060000', '0010', 1000],
  ['frequency', '02800002', '0050', 5000],
  ['temperature', '02800007', '3902', 239],
  ['frost', '02800007', '3980', -39],
  ['a price, 0.0001 yuan', '04050101', '63450000', 4563],
  ['purchase count', '03330201', '0200', 2],
  ['money bought altogether', '03330601', '00000100', 10000],
  ['date', '04000101', '02120526', '2026-05-12'],
  ['time', '04000102', '473112', '12:31:47'],
  ['switch time', '04000108', '0000010926', '2026-09-01T00:00:00'],
  ['customer number', '0400040e', '563412000000', '000000123456'],
  ['status word 3', '04000503', '1200', '0012'],
  ['rated voltage', '04000404', '000056303232', '220V'],
] as const)('%s', (_, di, hex, value) => {
  expect(read(di, hex)).toBe(value);
  expect(hexOf(valueBytes(item(di), value))).toBe(hex);
});

test.each([
  ['filled with FF', '00010000', 'ffffffff'],
  ['a half byte above nine', '00010000', '0a000000'],
  ['too short', '00010000', '260000'],
  ['too long', '00010000', '2600000000'],
  ['31 June', '04000101', '00310626'],
  ['25 hours', '04000102', '000025'],
  ['letters that are none', '04000404', '000001020304'],
  ['an address with A', '04000401', '6101000000a0'],
])('no value: %s', (_, di, hex) => {
  expect(read(di, hex)).toBe(null);
});

test.each([
  ['more digits than there are', '00010000', 1_000_000_000],
  ['a thousandth that the meter cannot hold', '00010000', 265],
  ['less than nothing left', '00900200', -1],
  ['half a fen', '00900200', 0.5],
  ['a number for a text', '04000101', 5],
  ['a text for a number', '00900200', '5'],
  ['a day that is none', '04000101', '2026-02-30'],
  ['letters in an address', '04000401', '00000000016x'],
  ['too long beside the sign', '02030000', 800_000],
])('not written: %s', (_, di, value) => {
  expect(() => valueBytes(item(di), value)).toThrow(RangeError);
});

test('every number written is read again', () => {
  for (const one of DATA_ITEMS.values()) {
    const { layout } = one;
    if (layout.as !== 'number') continue;
    const most = 10 ** (2 * one.bytes) * (layout.signed ? 0.8 : 1) - 1;
    fc.assert(
      fc.property(fc.integer({ min: layout.signed ? -most : 0, max: most }), (steps) => {
        const value = steps * layout.scale + 0;
        expect(readValue(one, valueBytes(one, value))).toBe(value === 0 ? 0 : value);
      }),
      { numRuns: 20 },
    );
  }
});

test('the table: identifiers of eight digits, texts in both languages, no two alike', () => {
  const titles = new Set<string>();
  for (const [di, one] of DATA_ITEMS) {
    expect(di).toMatch(/^[0-9A-F]{8}$/);
    expect(titles.has(one.title.zh)).toBe(false);
    titles.add(one.title.zh);
  }
  expect(dataItem('0001ff00')).toBe(null);
  expect(dataItem('00010000')).toBe(dataItem('00010000'));
});

describe('blocks', () => {
  test('energies by tariff', () => {
    expect(readBlock('0001FF00', bytesOfHex('2600000000010000ffffffff1200000013000000'))).toEqual([
      { di: '00010000', value: 260 },
      { di: '00010100', value: 1000 },
      { di: '00010200', value: null },
      { di: '00010300', value: 120 },
      { di: '00010400', value: 130 },
    ]);
  });

  test('energies by settlement day, phases, status words', () => {
    expect(readBlock('000100ff', bytesOfHex('2600000025000000'))?.map(({ di }) => di)).toEqual([
      '00010000',
      '00010001',
    ]);
    expect(readBlock('0201FF00', bytesOfHex('012203220422'))).toEqual([
      { di: '02010100', value: 2201 },
      { di: '02010200', value: 2203 },
      { di: '02010300', value: 2204 },
    ]);
    expect(readBlock('0203FF00', bytesOfHex('341200000000000000000000'))?.[0]).toEqual({ di: '02030000', value: 1234 });
    expect(readBlock('040005FF', bytesOfHex('0100020003000400050006000700'))).toHaveLength(7);
  });

  test.each([
    ['half a value', '0001FF00', '260000000001'],
    ['nothing', '0001FF00', ''],
    ['no block', '00010000', '26000000'],
    ['more than the table knows', '0201FF00', '0122032204220522'],
  ])('none: %s', (_, di, hex) => {
    expect(readBlock(di, bytesOfHex(hex))).toBe(null);
  });
});

test('a clock is read in two parts', () => {
  expect(clockOf('2026-05-12', '12:31:47')).toBe('2026-05-12T12:31:47');
  expect(clockOf('2026-05-12', null)).toBe(null);
});

test('watts, half away from zero', () => {
  expect([1234, 1235, -1235, -4, 0].map(wattsOf)).toEqual([123, 124, -124, 0, 0]);
});

test('times of a meter', () => {
  expect(timeDigits('2026-05-12T12:31:47')).toBe('260512123147');
  expect(timeOfDigits('260512123147')).toBe('2026-05-12T12:31:47');
  expect(timeOfDigits('260230000000')).toBe(null);
  expect(timeOfDigits('')).toBe(null);
  expect(isMeterTime('1999-12-31T23:59:59')).toBe(false);
});
