/** Answers that have not come: counted per key, because the protocols number nothing. */

interface Owed {
  /** When each is given up, oldest first. */
  readonly until: number[];
  readonly refusalKey: string;
  accept(frame: unknown): boolean;
}

/** After so long an answer does not come any more. */
const OWED_MS = 30_000;

export interface OwedAnswers {
  /** Requests under the key that were never answered. */
  of(key: string): number;
  /** The same for all that a refusal under this key could answer. */
  ofRefusals(refusalKey: string): number;
  /** `more` requests under the key were sent than answers came; below zero, answers came that were owed. */
  add(key: string, more: number, as: Pick<Owed, 'refusalKey' | 'accept'>): void;
  /** Whether the frame is the late answer to an earlier request; it is then no longer owed. */
  comesLate(frame: unknown): boolean;
}

export function owedAnswers(): OwedAnswers {
  const owed = new Map<string, Owed>();
  const of = (key: string): number => {
    const until = owed.get(key)?.until ?? [];
    while (until.length > 0 && until[0]! <= performance.now()) until.shift();
    if (until.length === 0) owed.delete(key);
    return until.length;
  };
  return {
    of,
    ofRefusals: (refusalKey) =>
      [...owed].reduce((sum, [key, one]) => sum + (one.refusalKey === refusalKey ? of(key) : 0), 0),
    add(key, more, as) {
      const left = (owed.get(key)?.until ?? []).slice(Math.max(0, -more));
      for (let i = 0; i < more; i += 1) left.push(performance.now() + OWED_MS);
      if (left.length > 0) owed.set(key, { until: left, ...as });
      else owed.delete(key);
    },
    comesLate(frame) {
      const one = [...owed].find(([key, { accept }]) => of(key) > 0 && accept(frame));
      one?.[1].until.shift();
      return one !== undefined;
    },
  };
}
