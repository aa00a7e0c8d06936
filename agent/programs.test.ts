import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { programName, readTasklist, runningPrograms } from './programs.ts';
import { virtualPrograms } from './virtual/programs.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhishou-programs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['NODE.EXE', 'node'],
  ['chromium', 'chromium'],
  ['old (deleted)', 'old'],
  ['x'.repeat(300), 'x'.repeat(100)],
])('%s is %s', (file, name) => {
  expect(programName(file)).toBe(name);
});

test('of Windows, what runs at the screen, each name once', () => {
  const text = [
    '"System Idle Process","0","Services","0","8 K"',
    '"svchost.exe","1044","Services","0","12,345 K"',
    '"explorer.exe","5120","Console","1","98,765 K"',
    '"Game.EXE","6000","Console","1","1 K"',
    '"Game.EXE","6001","Console","1","1 K"',
    'INFO: nothing',
    '',
  ].join('\r\n');
  expect(readTasklist(text)).toEqual(['explorer', 'game']);
});

test.runIf(process.platform === 'linux')('this very program is found among those that run', async () => {
  const names = await runningPrograms();
  expect(names).toContain(programName(basename(process.execPath)));
  expect(names).toEqual([...new Set(names)].sort());
});

test('a demo counter runs what its file says', async () => {
  const programs = virtualPrograms(folder);
  expect(await programs()).toEqual(['browser', 'zhishou-agent']);
  writeFileSync(join(folder, 'programs'), 'Film.exe\n\nfilm\n');
  expect(await programs()).toEqual(['browser', 'film', 'zhishou-agent']);
});
