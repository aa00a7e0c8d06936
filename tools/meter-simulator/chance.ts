/** Chance that can be repeated: the same seed gives the same row of numbers. */
export interface Chance {
  /** True in `part` of the cases, 0 to 1. */
  happens(part: number): boolean;
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number;
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { happens: (part) => part > 0 && next() < part, below: (below) => Math.floor(next() * below) };
}
