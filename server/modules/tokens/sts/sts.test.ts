/** The ciphers and keys of STS against published vectors, and whole credit tokens, made and read back. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeAmount, tenthsOfMilli } from '../../../../shared/tokens/sts/amount.ts';
import { fromDigits, packBlock, toDigits, unpackBlock } from '../../../../shared/tokens/sts/block.ts';
import { contentOf, creditBlock, keyChangeBlocks, registerBlock } from '../../../../shared/tokens/sts/payload.ts';
import { type BaseYear, minutesSince } from '../../../../shared/tokens/sts/token-id.ts';
import { instant } from '../../../../shared/values/calendar.ts';
import credits from '../../../../test/vectors/sts_class0.json' with { type: 'json' };
import others from '../../../../test/vectors/sts_class2.json' with { type: 'json' };
import primitives from '../../../../test/vectors/sts_primitives.json' with { type: 'json' };
import { deriveDecoderKey } from './decoder-key.ts';
import { mistyDecrypt, mistyEncrypt } from './misty1.ts';
import { areStaTables, staDecrypt, staEncrypt } from './sta.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const block64 = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });

test('MISTY1 gives the blocks of RFC 2994', () => {
  const key = hex('00112233445566778899aabbccddeeff');
  expect(mistyEncrypt(key, 0x0123456789abcdefn)).toBe(0x8b1da5f56ab3d07cn);
  expect(mistyEncrypt(key, 0xfedcba9876543210n)).toBe(0x04b68240b13be95dn);
});

test('what either cipher encrypts, it decrypts', () => {
  const turn = (length: number, by: number) => Array.from({ length }, (_, index) => (index * by + 3) % length);
  const tables = { first: turn(16, 5), second: turn(16, 7), permutation: turn(64, 11) };
  expect(areStaTables(tables)).toBe(true);
  expect(areStaTables({ ...tables, permutation: turn(64, 2) })).toBe(false);
  fc.assert(
    fc.property(block64, block64, fc.uint8Array({ minLength: 16, maxLength: 16 }), (block, short, long) => {
      expect(mistyDecrypt(long, mistyEncrypt(long, block))).toBe(block);
      expect(staDecrypt(tables, short, staEncrypt(tables, short, block))).toBe(block);
    }),
  );
});

test('DKGA02: a key of eight bytes', () => {
  const vector = primitives.find(({ inputs }) => 'vk' in inputs)!;
  const { vk = '', pan = '', sgc = '', ti = '', krn = 0, kt = 0 } = vector.inputs;
  const of = { derivation: '02', encryption: '07', baseYear: 1993 } as const;
  const request = { ...of, accountNumber: pan, supplyGroup: sgc, tariffIndex: ti, keyRevision: krn, keyType: kt };
  expect(deriveDecoderKey(hex(vk), request).toString('hex')).toBe(vector.expected);
  // A common key is the same for every meter of the group.
  const common = (accountNumber: string) => deriveDecoderKey(hex(vk), { ...request, accountNumber, keyType: 3 });
  expect(common(pan)).toEqual(common('000001000000000082'));
  expect(() => deriveDecoderKey(hex(vk), { ...request, encryption: '11' })).toThrow(RangeError);
  expect(() => deriveDecoderKey(hex(`${vk}00`), request)).toThrow(RangeError);
});

test.each(credits)('$description', ({ inputs, intermediate, expected }) => {
  const baseYear = inputs.baseDate as BaseYear;
  const key = deriveDecoderKey(hex(inputs.vendingKeyTest), {
    accountNumber: inputs.pan,
    derivation: '04',
    encryption: '11',
    supplyGroup: inputs.sgc,
    tariffIndex: inputs.tariffIndex,
    keyRevision: inputs.keyRevision,
    keyType: inputs.keyType,
    baseYear,
  });
  expect(key.toString('hex')).toBe(intermediate.decoderKeyNaturalOrder);
  const tokenId = minutesSince(baseYear, instant(`${inputs.issuedUtc}.000Z`));
  expect(tokenId).toBe(inputs.tidMinutes);
  const tenths = tenthsOfMilli(Number(inputs.amountUnits) * 1000);
  const content = { subClass: inputs.subClass, tenths, tokenId, random: inputs.rnd };
  const block = packBlock(creditBlock(content));
  expect(block.toString(16).padStart(16, '0')).toBe(intermediate.block);
  expect(toDigits(0, mistyEncrypt(key, block))).toBe(expected);

  const read = fromDigits(expected)!;
  expect(read.tokenClass).toBe(0);
  expect(contentOf(unpackBlock(0, mistyDecrypt(key, read.block))!)).toEqual({ kind: 'credit', ...content });
});

const OF_TESTS = {
  accountNumber: '600727000000000009',
  derivation: '04',
  encryption: '11',
  supplyGroup: '123457',
  tariffIndex: '01',
  keyRevision: 1,
  keyType: 2,
  baseYear: 1993,
} as const;
const TEST_KEY = hex('abababababababab949494949494949401234567');
const present = deriveDecoderKey(TEST_KEY, OF_TESTS);

test.each(others.filter((vector) => vector.to !== undefined))('$description', ({ to, rollOver, expected }) => {
  const { tariffIndex, keyRevision } = to!;
  const request = { ...OF_TESTS, tariffIndex, keyRevision, baseYear: to!.baseDate as BaseYear };
  const sections = keyChangeBlocks({
    key: deriveDecoderKey(TEST_KEY, request),
    keyType: 2,
    keyRevision,
    keyExpiry: 255,
    tariffIndex: Number(tariffIndex),
    supplyGroup: 123_457,
    rollOver: rollOver!,
  });
  const digits = sections.map((block) => toDigits(2, mistyEncrypt(present, packBlock(block))));
  expect(digits.slice(0, expected!.length)).toEqual(expected);
});

test.each(others.flatMap(({ limits }) => limits ?? []))('a power limit of $watts watts', ({ watts, ...rest }) => {
  const tokenId = minutesSince(1993, instant(`${rest.issuedUtc}.000Z`));
  const block = registerBlock({ subClass: 0, register: encodeAmount(watts), tokenId, random: 5 });
  expect(toDigits(2, mistyEncrypt(present, packBlock(block)))).toBe(rest.expected);
});
