import { expect, test } from 'vitest';
import { readThirdWord, relayOf, STATUS_WORDS, statusTitles } from './status-words.ts';

test.each([
  ['0000', 'closed'],
  ['0010', 'close-allowed'],
  ['0050', 'open'],
  // The order has come, the relay not moved yet: what it does counts, not what it was told.
  ['0040', 'closed'],
] as const)('relay of %s: %s', (word, relay) => {
  expect(relayOf(word)).toBe(relay);
});

test('word 3 as a whole', () => {
  expect(readThirdWord('16D0')).toEqual({
    relay: 'open',
    prepaidBy: 'money',
    alarmBeforeCut: true,
    backupPricesInForce: true,
    backupLadderInForce: false,
    powerKept: true,
  });
  expect(readThirdWord('0100').prepaidBy).toBe('energy');
  expect(readThirdWord('0000').prepaidBy).toBe('none');
});

test('bits that are set, by their titles', () => {
  expect(statusTitles(1, '0004').map(({ title }) => title.en)).toEqual(['Clock battery low']);
  expect(statusTitles(5, '0180').map(({ title }) => title.zh)).toEqual(['B 相断相', 'B 相断流']);
  expect(statusTitles(1, '8000')).toEqual([]);
  expect(Object.keys(STATUS_WORDS)).toHaveLength(7);
  expect(() => statusTitles(3, '16D')).toThrow(RangeError);
});
