/**
 * How fast one counter may take money: a script that sells by itself is slowed to what hands can do. Per session and
 * per server process; it protects people, the books need no protection from speed.
 */
import { refuse } from '../operations/refuse.ts';

export interface Pace {
  /** Takes one turn, or refuses 'request.too_many'. */
  take(key: string): void;
}

const BURST_SECONDS = 4;
const FORGET_MS = 60_000;

/** `perSecond` turns a second in the long run, four seconds' worth at once. */
export function createPace(perSecond: number, now: () => number = () => performance.now()): Pace {
  const burst = perSecond * BURST_SECONDS;
  const buckets = new Map<string, { level: number; at: number }>();
  let swept = 0;
  const sweep = (at: number): void => {
    if (at - swept < FORGET_MS) return;
    swept = at;
    for (const [key, bucket] of buckets) if (at - bucket.at > FORGET_MS) buckets.delete(key);
  };
  return {
    take(key) {
      const at = now();
      sweep(at);
      const bucket = buckets.get(key) ?? { level: burst, at };
      const level = Math.min(burst, bucket.level + ((at - bucket.at) * perSecond) / 1000);
      if (level < 1) refuse('request.too_many', { seconds: Math.max(1, Math.ceil((1 - level) / perSecond)) });
      buckets.set(key, { level: level - 1, at });
    },
  };
}
