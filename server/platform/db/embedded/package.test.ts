import { spawnSync } from 'node:child_process';
import { cpSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findPackage, stage } from './package.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhishou-stage-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const runs = (staged: string): string =>
  spawnSync(join(staged, 'bin/postgres'), ['--version'], { encoding: 'utf8', cwd: '/' }).stdout;

test('a package whose links were never made (install without scripts) is staged with them', () => {
  const native = findPackage();
  const bare = join(folder, 'native');
  cpSync(native.folder, bare, { recursive: true, filter: (source) => !lstatSync(source).isSymbolicLink() });
  const links = JSON.parse(readFileSync(join(bare, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
  expect(links.length).toBeGreaterThan(0);
  const staged = stage({ folder: bare, version: native.version }, join(folder, 'staged'));
  for (const { target } of links)
    expect(statSync(join(staged, '..', target.replace(/^native/, staged.split('/').at(-1)!))).isFile()).toBe(true);
  expect(runs(staged)).toMatch(/^postgres \(PostgreSQL\) \d+/);
});

test('a complete copy is used again, a damaged one is replaced', () => {
  const native = findPackage();
  const staged = stage(native, folder);
  const made = statSync(staged).ino;
  expect(stage(native, folder)).toBe(staged);
  expect(statSync(staged).ino).toBe(made);
  truncateSync(join(staged, 'bin/postgres'), 0);
  expect(runs(stage(native, folder))).toMatch(/^postgres \(PostgreSQL\) \d+/);
  expect(readdirSync(folder)).toEqual([staged.split('/').at(-1)]);
});

test('everybody may read and run the copy, whatever the umask', () => {
  const before = process.umask(0o077);
  try {
    const staged = stage(findPackage(), folder);
    for (const path of ['', 'bin', 'lib', 'share']) expect(statSync(join(staged, path)).mode & 0o777).toBe(0o755);
    expect(statSync(join(staged, 'bin/initdb')).mode & 0o777).toBe(0o755);
  } finally {
    process.umask(before);
  }
});
