/**
 * Encryption algorithm 07 (STA) of IEC 62055-41. Its two substitutions and its permutation are licensed by the STS
 * Association and are not part of this product: the operator supplies them with the vending keys. Without them there is
 * nothing here that could encrypt.
 *
 * Sixteen rounds over 64 bits. In each, every nibble goes through one of two substitutions, as a bit of the key says,
 * then every bit moves to its place in the permutation, and the key turns by one bit.
 */

export interface StaTables {
  /** Sixteen nibbles each, a permutation of 0 to 15. */
  readonly first: readonly number[];
  readonly second: readonly number[];
  /** Bit i moves to place `permutation[i]`; bit 0 is the lowest. */
  readonly permutation: readonly number[];
}

const ROUNDS = 16;
const MASK = (1n << 64n) - 1n;
const NIBBLES = Array.from({ length: 16 }, (_, index) => index);

const isPermutation = (list: readonly number[], length: number): boolean =>
  list.length === length && new Set(list).size === length && list.every((one) => one >= 0 && one < length);

export function areStaTables({ first, second, permutation }: StaTables): boolean {
  return isPermutation(first, 16) && isPermutation(second, 16) && isPermutation(permutation, 64);
}

const rotateLeft = (value: bigint, by: bigint): bigint => ((value << by) | (value >> (64n - by))) & MASK;
const bitAt = (value: bigint, place: number): bigint => (value >> BigInt(place)) & 1n;
const invert = (list: readonly number[]): number[] => {
  const inverse: number[] = [];
  for (const [index, value] of list.entries()) inverse[value] = index;
  return inverse;
};

function substitute(block: bigint, tableFor: (nibble: number) => readonly number[]): bigint {
  return NIBBLES.reduce((whole, nibble) => {
    const place = BigInt(nibble * 4);
    return whole | (BigInt(tableFor(nibble)[Number((block >> place) & 15n)]!) << place);
  }, 0n);
}

function permute(block: bigint, permutation: readonly number[]): bigint {
  return permutation.reduce((moved, to, from) => moved | (bitAt(block, from) << BigInt(to)), 0n);
}

const keyOf = (key: bigint): bigint => rotateLeft(~key & MASK, 64n - 12n);

export function staEncrypt(tables: StaTables, key: bigint, block: bigint): bigint {
  let turning = keyOf(key);
  let state = block;
  for (let round = 0; round < ROUNDS; round += 1) {
    const roundKey = turning;
    state = substitute(state, (nibble) => (bitAt(roundKey, 4 * nibble + 3) === 1n ? tables.second : tables.first));
    state = permute(state, tables.permutation);
    turning = rotateLeft(turning, 1n);
  }
  return state;
}

/** The rounds backwards: the key of the last round first. */
export function staDecrypt(tables: StaTables, key: bigint, block: bigint): bigint {
  const [first, second, back] = [invert(tables.first), invert(tables.second), invert(tables.permutation)];
  let turning = rotateLeft(keyOf(key), BigInt(ROUNDS - 1));
  let state = block;
  for (let round = 0; round < ROUNDS; round += 1) {
    const roundKey = turning;
    state = permute(state, back);
    state = substitute(state, (nibble) => (bitAt(roundKey, 4 * nibble + 3) === 1n ? second : first));
    turning = rotateLeft(turning, 63n);
  }
  return state;
}
