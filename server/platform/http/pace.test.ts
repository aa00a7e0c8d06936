import { expect, test } from 'vitest';
import { createPace } from './pace.ts';

test('a burst of four seconds, then the pace of the house, each counter by itself', () => {
  let now = 0;
  const pace = createPace(5, () => now);
  const allowed = (key: string, tries: number): number => {
    let done = 0;
    for (let i = 0; i < tries; i += 1) {
      try {
        pace.take(key);
        done += 1;
      } catch (error) {
        expect(error).toMatchObject({ code: 'request.too_many', facts: { seconds: 1 } });
      }
    }
    return done;
  };
  expect(allowed('one', 50)).toBe(20);
  expect(allowed('other', 50)).toBe(20);
  now += 1000;
  expect(allowed('one', 50)).toBe(5);
  now += 3_600_000;
  expect(allowed('one', 50)).toBe(20);
});
