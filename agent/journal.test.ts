import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openJournal } from './journal.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  path = join(folder, 'commands.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const ANSWER = { answer: { printed: true } };

test('what was answered is answered with the same words, also after a restart', () => {
  const first = openJournal(path);
  expect(first.command(1)).toEqual({ state: 'new' });
  first.begin(1, 'print a');
  expect(first.command(1)).toEqual({ state: 'begun', asked: 'print a' });
  first.answer(1, ANSWER);
  expect(first.command(1)).toEqual({ state: 'answered', asked: 'print a', outcome: ANSWER });
  first.close();
  const second = openJournal(path);
  expect(second.command(1)).toEqual({ state: 'answered', asked: 'print a', outcome: ANSWER });
  second.close();
});

test('what was begun and not finished before a restart was interrupted', () => {
  openJournal(path).begin(7, 'card.write b');
  const again = openJournal(path);
  expect(again.command(7)).toEqual({ state: 'interrupted', asked: 'card.write b' });
  again.answer(7, { failure: 'interrupted' });
  expect(openJournal(path).command(7)).toEqual({
    state: 'answered',
    asked: 'card.write b',
    outcome: { failure: 'interrupted' },
  });
});

test('a last line without its end is cut off and the rest stands', () => {
  const first = openJournal(path);
  first.begin(1, 'print a');
  first.answer(1, ANSWER);
  const whole = readFileSync(path, 'utf8');
  for (const torn of ['{"begun":2,"as', '{"begun":2,"asked":"打印', '\0\0\0']) {
    writeFileSync(path, whole);
    appendFileSync(path, torn);
    const again = openJournal(path);
    expect(again.command(1).state).toBe('answered');
    expect(again.command(2).state).toBe('new');
    again.begin(3, 'health');
    expect(openJournal(path).command(3).state).toBe('interrupted');
  }
});

test('a damaged line in the middle is named and nothing is guessed', () => {
  writeFileSync(path, '{"begun":1,"asked":"a"}\nnonsense\n{"begun":2,"asked":"b"}\n');
  expect(() => openJournal(path)).toThrow('line 2');
});

test('a large file is rewritten; the last few hundred numbers, jobs and all that is at work are kept', () => {
  const journal = openJournal(path, 200_000);
  journal.begin(1, 'at work');
  journal.jobSent('job-1');
  for (let number = 2; number <= 3_000; number += 1) {
    journal.begin(number, `print ${'x'.repeat(40)}`);
    journal.answer(number, ANSWER);
  }
  expect(statSync(path).size).toBeLessThan(210_000);
  expect(journal.command(1).state).toBe('begun');
  expect(journal.command(2).state).toBe('new');
  expect(journal.command(2_700).state).toBe('answered');
  expect(journal.job('job-1')).toBe('sent');
  journal.close();
  const again = openJournal(path, 200_000);
  expect(again.command(1).state).toBe('interrupted');
  expect(again.command(3_000).state).toBe('answered');
  expect(again.job('job-1')).toBe('sent');
});

test('a print job is new, sent, printed', () => {
  const journal = openJournal(path);
  expect(journal.job('j')).toBe('new');
  journal.jobSent('j');
  expect(openJournal(path).job('j')).toBe('sent');
  journal.jobUnsent('j');
  expect(openJournal(path).job('j')).toBe('new');
  journal.jobSent('j');
  journal.jobPrinted('j');
  expect(openJournal(path).job('j')).toBe('printed');
});

test.skipIf(process.platform === 'win32')('only the owner may read it', () => {
  openJournal(path).close();
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('the highest number is known again after a start', () => {
  const journal = openJournal(path);
  expect(journal.lastNumber()).toBe(0);
  journal.begin(3, 'card.read');
  journal.begin(12, 'print');
  journal.answer(3, { failure: 'no-card' });
  journal.close();
  const again = openJournal(path);
  expect(again.lastNumber()).toBe(12);
  again.close();
});
