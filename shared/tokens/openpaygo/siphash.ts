/** SipHash-2-4 (Aumasson, Bernstein): a keyed hash of 64 bits. Key of 16 bytes, words little-endian. */

const MASK = (1n << 64n) - 1n;
const rotate = (value: bigint, by: bigint): bigint => ((value << by) | (value >> (64n - by))) & MASK;

type State = [bigint, bigint, bigint, bigint];

function round([a, b, c, d]: State): State {
  const v0 = (a + b) & MASK;
  const v1 = rotate(b, 13n) ^ v0;
  const v2 = (c + d) & MASK;
  const v3 = rotate(d, 16n) ^ v2;
  const w0 = (rotate(v0, 32n) + v3) & MASK;
  const w2 = (v2 + v1) & MASK;
  const w3 = rotate(v3, 21n) ^ w0;
  return [w0, rotate(v1, 17n) ^ w2, rotate(w2, 32n), w3];
}

function littleEndian(bytes: Uint8Array, from: number, length: number): bigint {
  let value = 0n;
  for (let index = length - 1; index >= 0; index -= 1) value = (value << 8n) | BigInt(bytes[from + index]!);
  return value;
}

export function sipHash(key: Uint8Array, message: Uint8Array): bigint {
  if (key.length !== 16) throw new RangeError('SipHash takes a key of 16 bytes');
  const [k0, k1] = [littleEndian(key, 0, 8), littleEndian(key, 8, 8)];
  let state: State = [
    k0 ^ 0x736f6d6570736575n,
    k1 ^ 0x646f72616e646f6dn,
    k0 ^ 0x6c7967656e657261n,
    k1 ^ 0x7465646279746573n,
  ];
  const mix = (word: bigint): void => {
    state[3] ^= word;
    state = round(round(state));
    state[0] ^= word;
  };
  const full = message.length - (message.length % 8);
  for (let from = 0; from < full; from += 8) mix(littleEndian(message, from, 8));
  mix((BigInt(message.length & 0xff) << 56n) | littleEndian(message, full, message.length - full));
  state[2] ^= 0xffn;
  state = round(round(round(round(state))));
  return state[0] ^ state[1] ^ state[2] ^ state[3];
}
