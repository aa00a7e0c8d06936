import { describe, expect, it } from 'vitest';
import { fen } from '../../../../shared/values/money.ts';
import { Refusal } from '../../../platform/operations/refuse.ts';
import { judgeCount } from './judge-count.ts';

describe('judgeCount', () => {
  it.each([
    ['open', 10_000, 10_000, undefined, 'attempt-1 closed 0'],
    ['open', 9_990, 10_000, undefined, 'attempt-1 count-again'],
    ['open', 10_010, 10_000, 'said in advance', 'attempt-1 count-again'],
    ['closing', 10_000, 10_000, 'I had miscounted', 'attempt-2 closed 0'],
    ['closing', 9_990, 10_000, 'a coin is missing', 'attempt-2 closed -10'],
    ['closing', 10_010, 10_000, 'one coin too many', 'attempt-2 closed 10'],
    ['closing', 10_000, 10_000, undefined, 'drawer.reason_needed'],
    ['closing', 9_990, 10_000, undefined, 'drawer.reason_needed'],
    ['open', 0, 0, undefined, 'attempt-1 closed 0'],
  ] as const)('%s, counted %i, books %i, reason %s: %s', (state, counted, book, reason, expected) => {
    const said = (): string => {
      try {
        const judged = judgeCount({ state, countedFen: fen(counted), bookFen: fen(book), reason });
        return `${judged.attempt} ${judged.outcome}${judged.outcome === 'closed' ? ` ${judged.overShortFen}` : ''}`;
      } catch (error) {
        if (error instanceof Refusal) return error.code;
        throw error;
      }
    };
    expect(said()).toBe(expected);
  });
});
