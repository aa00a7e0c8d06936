import { expect, test } from 'vitest';
import { AnswerUnknown, Refused } from './api.ts';
import { readAgain, readAgainAfter } from './read-again.ts';

const refused = (code: string) => Object.assign(Object.create(Refused.prototype) as Refused, { code });

test('too much at once is asked again a little later, up to five times', () => {
  const error = refused('request.too_many');
  expect([0, 1, 4, 5].map((failures) => readAgain(failures, error))).toEqual([true, true, true, false]);
  expect(readAgainAfter(0, error)).toBeGreaterThanOrEqual(1_000);
  expect(readAgainAfter(4, error)).toBeLessThan(2_001);
});

test('a lost answer is asked for twice, a refusal never', () => {
  const lost = Object.create(AnswerUnknown.prototype) as AnswerUnknown;
  expect([0, 1, 2].map((failures) => readAgain(failures, lost))).toEqual([true, true, false]);
  expect(readAgain(0, refused('record.not_found'))).toBe(false);
  expect([0, 1, 9].map((failures) => readAgainAfter(failures, lost))).toEqual([1_000, 2_000, 30_000]);
});
