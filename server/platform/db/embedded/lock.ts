/**
 * One program per data folder. The lock is a file with the holder's process id and start time, so that a holder that
 * was killed, or whose id now belongs to another process, does not keep the next start out.
 */
import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAME = 'zhishou.lock';

/** Returns the release; throws in words when a living program holds the folder. */
export function lockFolder(dataFolder: string): () => void {
  const path = join(dataFolder, NAME);
  const mine = `${process.pid} ${startTime(process.pid)}\n`;
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        // A link appears with its content or not at all: nobody can read a half-written lock.
        linkSync(draft, path);
        return () => {
          if (read(path) === mine) rmSync(path, { force: true });
        };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 5) throw error;
      }
      const found = read(path);
      const holder = livingPid(found);
      if (holder !== undefined)
        throw new Error(
          `The data folder ${dataFolder} is in use by the program with process id ${holder}. Stop it first, or use another data folder.`,
        );
      clearStale(path, found, draft);
    }
  } finally {
    unlinkSync(draft);
  }
}

/** Moves the stale lock away; one that another starter has just put in its place goes back. */
function clearStale(path: string, stale: string, draft: string): void {
  const taken = `${draft}.taken`;
  try {
    renameSync(path, taken);
    if (read(taken) !== stale) linkSync(taken, path);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    rmSync(taken, { force: true });
  }
}

/** The process id of the living program that holds the folder, if any. */
export const livingHolder = (dataFolder: string): number | undefined => livingPid(read(join(dataFolder, NAME)));

function livingPid(lock: string): number | undefined {
  const [pid, started] = lock.trim().split(' ');
  if (!pid || !started) return undefined;
  return startTime(Number(pid)) === started ? Number(pid) : undefined;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Clock ticks since boot at which the process started (field 22 of /proc/<pid>/stat), with the boot's id. A zombie
 * (field 3 is Z) has ended: under an init that reaps nobody, as in many containers, it would hold the lock for ever.
 */
function startTime(pid: number): string {
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, started] = [fields[0], fields[19]];
  if (started === undefined || state === 'Z' || state === 'X') return 'gone';
  return `${started}-${read('/proc/sys/kernel/random/boot_id').trim()}`;
}
