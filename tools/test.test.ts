import { expect, test } from 'vitest';
import { countsOf } from './test.ts';

const report = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] };
const broken = { status: 'failed', assertionResults: [] };

test.each([
  ['all well', report, 0, { passed: 5, failed: 0, skipped: 1 }],
  ['a failed test', { ...report, numFailedTests: 2 }, 1, { passed: 5, failed: 2, skipped: 1 }],
  ['a file that does not load', { ...report, testResults: [broken] }, 1, { passed: 5, failed: 1, skipped: 1 }],
  ['a failure outside of the tests', report, 1, { passed: 5, failed: 1, skipped: 1 }],
])('%s', (_, given, code, expected) => {
  expect(countsOf(given, code)).toEqual(expected);
});
