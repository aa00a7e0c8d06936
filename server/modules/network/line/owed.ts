/** Answers that have not come: counted per key, because the protocols number nothing. */

interface Owed {
  count: number;
  until: number;
  readonly refusalKey: string;
  accept(frame: unknown): boolean;
}

/** After so long nothing late is expected any more. */
const OWED_MS = 60_000;

export interface OwedAnswers {
  /** Requests under the key that were never answered. */
  of(key: string): number;
  /** The same for all that a refusal under this key could answer. */
  ofRefusals(refusalKey: string): number;
  set(key: string, count: number, as: Pick<Owed, 'refusalKey' | 'accept'>): void;
  /** Whether the frame is the late answer to an earlier request; it is then no longer owed. */
  comesLate(frame: unknown): boolean;
}

export function owedAnswers(): OwedAnswers {
  const owed = new Map<string, Owed>();
  const of = (key: string): number => {
    const one = owed.get(key);
    if (one === undefined) return 0;
    if (one.count > 0 && one.until > performance.now()) return one.count;
    owed.delete(key);
    return 0;
  };
  return {
    of,
    ofRefusals: (refusalKey) =>
      [...owed].reduce((sum, [key, one]) => sum + (one.refusalKey === refusalKey ? of(key) : 0), 0),
    set(key, count, as) {
      if (count > 0) owed.set(key, { count, until: performance.now() + OWED_MS, ...as });
      else owed.delete(key);
    },
    comesLate(frame) {
      const one = [...owed.values()].find(({ count, accept }) => count > 0 && accept(frame));
      if (one !== undefined) one.count -= 1;
      return one !== undefined;
    },
  };
}
