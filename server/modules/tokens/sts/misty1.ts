/**
 * MISTY1 (RFC 2994), the cipher of encryption algorithm 11: blocks of 64 bits, keys of 128, eight rounds. The table of
 * seven bits is the RFC's; that of nine is computed once from its logic expressions, every one of second degree.
 */

const S7 = Uint8Array.from(
  Buffer.from(
    [
      '1b32335a3b1017545b1a72736b2c66491f24136c372e3f4a5d0f405625511c04',
      '0b46200d7b3544422b1e41144b79156f0e550936740c6753280a7e3802076029',
      '1912652f303908685f782a4c6445753d594803577c4f623c1d215e276a704d3a',
      '016d6e6318772305267600312d7a7f61502211064716524e713e6943345c587d',
    ].join(''),
    'hex',
  ),
);

/** For each bit of the answer, lowest first: the products of input bits whose parity it is; `-` is the constant one. */
const S9_TERMS = [
  '04 05 15 16 26 27 37 38 48 -',
  '02 3 13 23 34 45 06 26 7 08 38 58 -',
  '01 13 4 04 24 34 45 06 56 17 37 8',
  '0 12 24 5 15 35 45 56 17 67 28 48',
  '1 03 23 05 35 6 26 46 56 67 28 78',
  '2 03 14 34 16 46 7 37 57 67 08 78',
  '01 3 14 25 45 27 57 8 08 48 68 78 -',
  '1 01 12 23 04 5 16 36 07 47 67 18 -',
  '0 01 12 4 05 25 36 56 07 08 38 68 -',
] as const;

const S9 = Uint16Array.from({ length: 512 }, (_, input) =>
  S9_TERMS.reduce((output, terms, bit) => output | (parityOf(terms, input) << bit), 0),
);

function parityOf(terms: string, input: number): number {
  let parity = 0;
  for (const term of terms.split(' '))
    if (term === '-' || [...term].every((variable) => (input >> Number(variable)) & 1)) parity ^= 1;
  return parity;
}

/** 32 words of 16 bits: the key, the key through FI, and that cut into nine and seven bits as FI wants it. */
type Schedule = Uint16Array;

const FI_KEYS = 8;

function scheduleOf(key: Uint8Array): Schedule {
  if (key.length !== 16) throw new RangeError('MISTY1 takes a key of 16 bytes');
  const words = new Uint16Array(16);
  for (let i = 0; i < 8; i += 1) words[i] = (key[2 * i]! << 8) | key[2 * i + 1]!;
  for (let i = 0; i < 8; i += 1) words[i + FI_KEYS] = fi(words[i]!, words[(i + 1) % 8]!);
  return words;
}

function fi(input: number, key: number): number {
  let nine = input >> 7;
  let seven = input & 0x7f;
  nine = S9[nine]! ^ seven;
  seven = S7[seven]! ^ (nine & 0x7f) ^ (key >> 9);
  nine ^= key & 0x1ff;
  nine = S9[nine]! ^ seven;
  return (seven << 9) | nine;
}

function fo(input: number, words: Schedule, k: number): number {
  let left = input >>> 16;
  let right = input & 0xffff;
  left = fi(left ^ words[k]!, words[((k + 5) % 8) + FI_KEYS]!) ^ right;
  right = fi(right ^ words[(k + 2) % 8]!, words[((k + 1) % 8) + FI_KEYS]!) ^ left;
  left = fi(left ^ words[(k + 7) % 8]!, words[((k + 3) % 8) + FI_KEYS]!) ^ right;
  right ^= words[(k + 4) % 8]!;
  return ((right << 16) | left) >>> 0;
}

/** The two keys of FL number `k`: one is and-ed, one or-ed. */
function flKeys(words: Schedule, k: number): readonly [number, number] {
  const half = k >> 1;
  return k % 2 === 0
    ? [words[half]!, words[((half + 6) % 8) + FI_KEYS]!]
    : [words[((half + 2) % 8) + FI_KEYS]!, words[(half + 4) % 8]!];
}

function fl(input: number, words: Schedule, k: number): number {
  const [and, or] = flKeys(words, k);
  const right = (input & 0xffff) ^ ((input >>> 16) & and);
  const left = (input >>> 16) ^ (right | or);
  return ((left << 16) | right) >>> 0;
}

function flBack(input: number, words: Schedule, k: number): number {
  const [and, or] = flKeys(words, k);
  const left = (input >>> 16) ^ ((input & 0xffff) | or);
  const right = (input & 0xffff) ^ (left & and);
  return ((left << 16) | right) >>> 0;
}

const ROUNDS = 8;
const halves = (block: bigint): [number, number] => [Number(block >> 32n), Number(block & 0xffff_ffffn)];
const whole = (left: number, right: number): bigint => (BigInt(left >>> 0) << 32n) | BigInt(right >>> 0);

export function mistyEncrypt(key: Uint8Array, block: bigint): bigint {
  const words = scheduleOf(key);
  let [left, right] = halves(block);
  for (let round = 0; round < ROUNDS; round += 2) {
    left = fl(left, words, round);
    right = fl(right, words, round + 1) ^ fo(left, words, round);
    left ^= fo(right >>> 0, words, round + 1);
  }
  return whole(fl(right >>> 0, words, ROUNDS + 1), fl(left >>> 0, words, ROUNDS));
}

export function mistyDecrypt(key: Uint8Array, block: bigint): bigint {
  const words = scheduleOf(key);
  const [high, lower] = halves(block);
  let right = flBack(high, words, ROUNDS + 1);
  let left = flBack(lower, words, ROUNDS);
  for (let round = ROUNDS - 2; round >= 0; round -= 2) {
    left = (left ^ fo(right >>> 0, words, round + 1)) >>> 0;
    right = flBack((right ^ fo(left, words, round)) >>> 0, words, round + 1);
    left = flBack(left, words, round);
  }
  return whole(left, right);
}
