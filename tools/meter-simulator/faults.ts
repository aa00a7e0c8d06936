/** What can go wrong between master and meter, each as a part of all telegrams (0 to 1). */
import type { Chance } from './chance.ts';

export interface Faults {
  /** The meter never hears the request. */
  readonly loseRequest: number;
  /** The meter has done what was asked; nobody hears its answer. */
  readonly loseAnswer: number;
  /** The answer comes `ms` later than it should. */
  readonly lateAnswer: { readonly p: number; readonly ms: number };
  /** The meter has done what was asked and answers an error: what captured meters do. */
  readonly errorAfterApply: number;
  /** The end of the answer is missing. */
  readonly truncate: number;
  /** One byte of the answer is wrong. */
  readonly garble: number;
  /** The answer carries a neighbour's address. */
  readonly otherAddress: number;
  /** Noise in front of the answer. */
  readonly noise: number;
  /** The line repeats every request to its sender, as some converters do. */
  readonly echo: boolean;
  /** How long the meter thinks, for every answer. */
  readonly answerMs: number;
  /** Which telegrams the chances above fall upon: purchases, orders and writings are changes. */
  readonly only: 'all' | 'changes' | 'reads';
}

export const NO_FAULTS: Faults = {
  loseRequest: 0,
  loseAnswer: 0,
  lateAnswer: { p: 0, ms: 0 },
  errorAfterApply: 0,
  truncate: 0,
  garble: 0,
  otherAddress: 0,
  noise: 0,
  echo: false,
  answerMs: 0,
  only: 'all',
};

/** Without what falls by chance: for telegrams that the faults are not meant for. */
export const quiet = ({ echo, answerMs, only }: Faults): Faults => ({ ...NO_FAULTS, echo, answerMs, only });

/** Bytes as they arrive after what the line does to them. */
export function disturbed(bytes: Buffer, faults: Faults, chance: Chance): Buffer {
  let arriving = Buffer.from(bytes);
  if (chance.happens(faults.garble)) {
    const at = 4 + chance.below(arriving.length - 4);
    arriving[at] = arriving[at]! ^ (1 + chance.below(255));
  }
  if (chance.happens(faults.truncate)) arriving = arriving.subarray(0, 1 + chance.below(arriving.length - 1));
  if (chance.happens(faults.noise)) {
    const noise = Buffer.from(Array.from({ length: 1 + chance.below(8) }, () => chance.below(256)));
    arriving = Buffer.concat([noise, arriving]);
  }
  return arriving;
}

/** Meters that speak at once, each a byte later than the one before: a bus carries the 0 of any of them. */
export function collided(answers: readonly Buffer[]): Buffer {
  const length = Math.max(...answers.map((one, late) => one.length + late));
  const carried = (at: number): number =>
    answers.reduce((byte, one, late) => byte & (at < late ? 0xff : (one[at - late] ?? 0xff)), 0xff);
  return Buffer.from(Array.from({ length }, (_, at) => carried(at)));
}
