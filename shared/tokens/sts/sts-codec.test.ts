import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import primitives from '../../../test/vectors/sts_primitives.json' with { type: 'json' };
import { instant } from '../../values/calendar.ts';
import { accountNumberOf, luhnDigit } from './account-number.ts';
import { decodeAmount, encodeAmount, floorTenths, MOST_TENTHS, tenthsOfMilli } from './amount.ts';
import { fromDigits, packBlock, type TokenClass, toDigits, unpackBlock } from './block.ts';
import { contentOf, creditBlock, keyChangeBlocks, registerBlock, testBlock } from './payload.ts';
import { type BaseYear, instantOfTokenId, isReserved, LAST_TOKEN_ID, minutesSince, nextTokenId } from './token-id.ts';

const milliOf = (units: string): number => Math.round(Number(units) * 1000);
interface Vector {
  readonly inputs: Readonly<Record<string, string | number>>;
  readonly expected: string | number;
  readonly source: string;
}
const having = (input: string): Vector[] =>
  (primitives as unknown as Vector[]).filter(({ inputs }) => inputs[input] !== undefined);

describe('the amount of a credit token', () => {
  test.each(having('units'))('$inputs.units units are $expected', ({ inputs, expected, source }) => {
    const field = encodeAmount(tenthsOfMilli(milliOf(String(inputs.units))));
    expect(field.toString(16).padStart(4, '0')).toBe(expected);
    expect(decodeAmount(field) / 10).toBe(Number(/gives ([\d.]+)/.exec(source)?.[1]));
  });

  test('every field decodes to an amount that encodes to it', () => {
    for (let field = 0; field <= 0xffff; field += 1) expect(encodeAmount(decodeAmount(field))).toBe(field);
  });

  test('between two steps the token would carry more; the amount below it is carried exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MOST_TENTHS }), (tenths) => {
        const carried = decodeAmount(encodeAmount(tenths));
        const sold = floorTenths(tenths);
        expect(carried).toBeGreaterThanOrEqual(tenths);
        expect(sold).toBeLessThanOrEqual(tenths);
        expect(decodeAmount(encodeAmount(sold))).toBe(sold);
        // The next step is above: nothing better lies between.
        const next = encodeAmount(sold) + 1;
        if (next <= 0xffff) expect(decodeAmount(next)).toBeGreaterThan(tenths);
      }),
    );
  });

  test('the ends of the exponents, one above them, and what no token carries', () => {
    expect([16_383, 16_384, 180_214, 180_215, 180_223, 180_224, 1_818_524, 1_818_525].map(encodeAmount)).toEqual([
      0x3fff, 0x4000, 0x7fff, 0x8000, 0x8000, 0x8000, 0xbfff, 0xc000,
    ]);
    expect([180_223, 1_818_623, 18_201_624, 18_201_625].map(floorTenths)).toEqual([
      180_214, 1_818_524, 18_201_624, 18_201_624,
    ]);
    expect(() => encodeAmount(MOST_TENTHS + 1)).toThrow(RangeError);
    expect(() => encodeAmount(0.5)).toThrow(RangeError);
    expect([0, 1, 99, 100, 199, 200].map(tenthsOfMilli)).toEqual([0, 1, 1, 1, 1, 2]);
  });
});

describe('the identifier', () => {
  test.each(having('utc'))('$inputs.utc since $inputs.baseDate is $expected', ({ inputs, expected }) => {
    expect(minutesSince(inputs.baseDate as BaseYear, instant(`${inputs.utc}.000Z`))).toBe(expected);
  });

  const free = () => false;
  test('00:01 belongs to special tokens: what is issued then is dated a minute later', () => {
    const at = instant('2004-03-29T00:01:30.000Z');
    const tokenId = nextTokenId(1993, at, free)!;
    expect(isReserved(minutesSince(1993, at))).toBe(true);
    expect(instantOfTokenId(1993, tokenId)).toBe('2004-03-29T00:02:00.000Z');
  });

  test('whoever buys twice in a minute gets the next free one, past 00:01 too', () => {
    const taken = new Set<number>();
    const at = instant('2026-03-02T00:00:10.000Z');
    const given = [1, 2, 3].map(() => {
      const tokenId = nextTokenId(2014, at, (one) => taken.has(one))!;
      taken.add(tokenId);
      return instantOfTokenId(2014, tokenId).slice(11, 16);
    });
    expect(given).toEqual(['00:00', '00:02', '00:03']);
  });

  test('no identifier before the base date, nor after 24 bits', () => {
    expect(nextTokenId(1993, instant('2024-11-24T20:15:59.000Z'), free)).toBe(LAST_TOKEN_ID);
    expect(nextTokenId(1993, instant('2024-11-24T20:16:00.000Z'), free)).toBeNull();
    expect(nextTokenId(1993, instant('2024-11-24T20:15:00.000Z'), (one) => one === LAST_TOKEN_ID)).toBeNull();
    expect(nextTokenId(2035, instant('2034-12-31T23:59:00.000Z'), free)).toBeNull();
  });
});

describe('the block and its twenty digits', () => {
  test.each(having('tokenClass'))('$inputs.block of class $inputs.tokenClass', ({ inputs, expected }) => {
    expect(toDigits(inputs.tokenClass as TokenClass, BigInt(`0x${inputs.block}`))).toBe(expected);
  });

  test('every class and block comes back from its digits', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
        fc.constantFrom<TokenClass>(0, 1, 2, 3),
        (block, of) => {
          const digits = toDigits(of, block);
          expect(digits).toMatch(/^\d{20}$/);
          expect(fromDigits(digits)).toEqual({ tokenClass: of, block });
        },
      ),
    );
  });

  test('content comes back from its block; one wrong bit is seen', () => {
    const identified = { tokenId: fc.integer({ min: 0, max: LAST_TOKEN_ID }), random: fc.integer({ min: 0, max: 15 }) };
    fc.assert(
      fc.property(
        fc.record({
          subClass: fc.integer({ min: 0, max: 7 }),
          field: fc.integer({ min: 0, max: 0xffff }),
          ...identified,
        }),
        fc.integer({ min: 0, max: 63 }),
        ({ field, ...rest }, bit) => {
          const tenths = decodeAmount(field);
          const packed = packBlock(creditBlock({ ...rest, tenths }));
          expect(contentOf(unpackBlock(0, packed)!)).toEqual({ kind: 'credit', tenths, ...rest });
          expect(unpackBlock(0, packed ^ (1n << BigInt(bit)))).toBeNull();
          // The class is under the check too.
          expect(unpackBlock(2, packed)).toBeNull();
        },
      ),
    );
    const register = registerBlock({ subClass: 1, register: 0xffff, tokenId: 7, random: 3 });
    expect(contentOf(register)).toEqual({ kind: 'register', subClass: 1, register: 0xffff, tokenId: 7, random: 3 });
  });

  test('what is not twenty digits, or more than 66 bits, is no token', () => {
    for (const typed of [
      '',
      '1234567890123456789',
      '123456789012345678901',
      '7378697629483820646x',
      '99999999999999999999',
    ])
      expect(fromDigits(typed)).toBeNull();
  });
});

describe('tokens that carry no credit', () => {
  test.each([
    ['56493153725450313471', { kind: 'test', subClass: 0, manufacturer: 0, control: 0xfffffffffn }],
    ['02305843005052951967', { kind: 'test', subClass: 1, manufacturer: 0, control: 0xfffffffn }],
  ] as const)('the published test token %s', (digits, content) => {
    const read = fromDigits(digits)!;
    expect(contentOf(unpackBlock(read.tokenClass, read.block)!)).toEqual(content);
    expect(toDigits(1, packBlock(testBlock(content)))).toBe(digits);
  });

  test('the sections of a key change carry the whole key, in their places', () => {
    const key = Uint8Array.from({ length: 16 }, (_, index) => 0x10 + index);
    const to = { keyType: 2, keyRevision: 4, keyExpiry: 0xa5, tariffIndex: 7, supplyGroup: 123_457, rollOver: true };
    const long = keyChangeBlocks({ key, ...to });
    const read = long.map((block) => contentOf(unpackBlock(2, packBlock(block))!));
    expect(read).toEqual([
      { kind: 'key-section', section: 1, keyPart: 0x10111213n, rest: 2 | (1 << 3) | (4 << 4) | (0xa << 8) },
      { kind: 'key-section', section: 2, keyPart: 0x1c1d1e1fn, rest: 7 | (5 << 8) },
      { kind: 'key-section', section: 3, keyPart: 0x14151617n, rest: 123_457 & 0xfff },
      { kind: 'key-section', section: 4, keyPart: 0x18191a1bn, rest: 123_457 >> 12 },
    ]);
    const short = keyChangeBlocks({ key: key.subarray(0, 8), ...to, rollOver: false });
    expect(short.map(({ subClass }) => subClass)).toEqual([3, 4]);
    expect(contentOf(short[0]!)).toMatchObject({ keyPart: 0x10111213n, rest: 2 | (4 << 4) | (0xa << 8) });
  });
});

describe('the account number', () => {
  test('eleven and thirteen digits, and eighteen whose check digit holds', () => {
    expect(accountNumberOf('00000000000')).toBe('600727000000000009');
    expect(accountNumberOf('0100000000008')).toBe('000001000000000082');
    expect(accountNumberOf('000001000000000082')).toBe('000001000000000082');
    expect(accountNumberOf('000001000000000083')).toBeNull();
    expect(accountNumberOf('123')).toBeNull();
  });

  test('one wrong digit is always seen', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{17}$/),
        fc.integer({ min: 0, max: 16 }),
        fc.integer({ min: 1, max: 9 }),
        (digits, at, by) => {
          const wrong = [...digits]
            .map((digit, index) => (index === at ? String((Number(digit) + by) % 10) : digit))
            .join('');
          expect(luhnDigit(wrong)).not.toBe(luhnDigit(digits));
        },
      ),
    );
  });
});
