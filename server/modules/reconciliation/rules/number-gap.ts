/** Slips of a session are numbered 1, 2, … without a gap, and the last number given is the last slip there is. */
export interface SlipNumbers {
  readonly first: number | null;
  readonly last: number | null;
  readonly count: number;
  /** The last number the series has given out; 0 when it has given none. */
  readonly given: number;
}

export function hasGap({ first, last, count, given }: SlipNumbers): boolean {
  if (count === 0) return given !== 0;
  return first !== 1 || last !== count || given !== count;
}
