/**
 * The programs that run for whoever works at this machine, by the names of their files, lower case and without `.exe`.
 * On Linux those of the agent's own user; on Windows those of a session at the screen (by its documentation, not
 * tried). A name says little of a program that wants to hide: this finds the film player, not the intruder.
 */
import { execFile } from 'node:child_process';
import { readdir, readlink } from 'node:fs/promises';
import { basename, win32 } from 'node:path';
import { promisify } from 'node:util';

/** Null where the system cannot be asked. */
export type ProgramList = () => Promise<readonly string[] | null>;

const MOST = 500;
const LONGEST = 100;
const TASKLIST_MS = 10_000;
const RUNS_AS_SERVICE = 'services';

export const programName = (file: string): string =>
  file
    .replace(/ \(deleted\)$/, '')
    .toLowerCase()
    .replace(/\.exe$/, '')
    .slice(0, LONGEST);

const listOf = (names: readonly string[]): string[] =>
  [...new Set(names.filter((name) => name !== ''))].sort().slice(0, MOST);

async function linuxPrograms(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  // What belongs to another user, to the kernel, or has ended meanwhile cannot be read.
  const files = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/exe`).catch(() => '')));
  return listOf(files.map((file) => programName(basename(file))));
}

/** `"name.exe","pid","session","number","memory"` on each line. */
export function readTasklist(text: string): string[] {
  const rows = text.split(/\r?\n/).map((line) => /^"([^"]*)","\d+","([^"]*)"/.exec(line));
  return listOf(
    rows.flatMap((row) =>
      row === null || row[2]!.toLowerCase() === RUNS_AS_SERVICE ? [] : [programName(win32.basename(row[1]!))],
    ),
  );
}

async function windowsPrograms(): Promise<string[]> {
  const run = promisify(execFile);
  const { stdout } = await run('tasklist', ['/fo', 'csv', '/nh'], { timeout: TASKLIST_MS, windowsHide: true });
  return readTasklist(stdout);
}

export const runningPrograms: ProgramList = async () => {
  try {
    if (process.platform === 'linux') return await linuxPrograms();
    if (process.platform === 'win32') return await windowsPrograms();
  } catch {
    // Told as "cannot be asked"; the counter goes on.
  }
  return null;
};
