import { expect, test } from 'vitest';
import { isTooDeep } from './json-body.ts';

const lists = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const objects = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

test.each([
  ['64 lists', lists(64), false],
  ['65 lists', lists(65), true],
  ['64 objects', objects(64), false],
  ['65 objects', objects(65), true],
  ['many lists side by side', `[${Array(1000).fill('[]').join()}]`, false],
  ['brackets in a text', JSON.stringify({ a: '['.repeat(100) }), false],
  ['brackets behind a quote in a text', JSON.stringify({ a: `"${'['.repeat(100)}` }), false],
  ['brackets behind a backslash at the end of a text', `{"a":"\\\\","b":${lists(65)}}`, true],
  ['no JSON', '"'.repeat(100), false],
])('%s', (_name, text, tooDeep) => {
  expect(isTooDeep(text)).toBe(tooDeep);
});
