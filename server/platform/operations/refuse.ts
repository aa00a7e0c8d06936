/** `refuse(code, facts)` is an expected answer; `assert` is for what can only be a bug of ours; `moveGuard` refuses by a table. */
import type { Facts } from '../../../shared/refusals/refusal.ts';
import { type RefusalCode, refusalOf, sayRefusal } from '../../../shared/refusals.ts';

export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly facts: Facts;
  constructor(code: RefusalCode, facts: Facts) {
    super(`${code}: ${sayRefusal(code, facts).text.en}`);
    this.name = 'Refusal';
    this.code = code;
    this.facts = facts;
  }
  get status(): number {
    return refusalOf(this.code).status;
  }
}

export function refuse(code: RefusalCode, facts: Facts = {}): never {
  throw new Refusal(code, facts);
}

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`);
}

/** From each state, those it may become. */
export type Moves<S extends string> = Readonly<Record<S, readonly S[]>>;

/** Asks whether a move is one of `moves`; refuses 'state.illegal_move', naming both states, when it is none. */
export const moveGuard =
  <S extends string>(moves: Moves<S>) =>
  (from: S, to: S): void => {
    if (!moves[from].includes(to)) refuse('state.illegal_move', { from, to });
  };

/** The path with the steps taken, one by one; an empty path begins at `first`. Refuses as `moveGuard`. */
export function walkPath<S extends string>(
  moves: Moves<S>,
  first: S,
  path: readonly S[],
  steps: readonly S[],
): readonly S[] {
  const walked = [...path];
  for (const step of steps) {
    const from = walked.at(-1);
    if (from === undefined ? step !== first : !moves[from].includes(step))
      refuse('state.illegal_move', { from: from ?? '—', to: step });
    walked.push(step);
  }
  return walked;
}
