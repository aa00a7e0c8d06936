/** Keeps the anchor file while the house runs: compared at start, appended to within a minute of each sealing. */
import type pg from 'pg';
import { appendAnchors, sealedDays } from './platform/chain/anchor-file.ts';
import { compareWithAnchors } from './platform/chain/older-books.ts';
import type { Clock } from './platform/clock.ts';
import type { Log } from './platform/log.ts';

export interface KeptAnchors {
  /** Null while the file takes what it is given. */
  problem(): string | null;
  stop(): void;
}

const EVERY_MS = 60_000;

/**
 * A medium that is not there stops no sale, but the house is not ready and the log says so; a file that was edited, or
 * that knows more than the books, is said before anything is done.
 */
export async function keepAnchors(
  path: string,
  parts: { readonly pool: pg.Pool; readonly clock: Clock; readonly log: Log },
): Promise<KeptAnchors> {
  const { pool, clock, log } = parts;
  let problem: string | null = null;
  const guarded = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      problem = null;
    } catch (error) {
      problem = `anchor file: ${error instanceof Error ? error.message : 'unknown'}`;
      log.error({ err: error }, 'the anchor file could not be read or written');
    }
  };
  await guarded(async () => {
    for (const anchor of await compareWithAnchors(pool, clock, path))
      log.error(anchor, 'the books are older than this anchor: they are only read until two persons have signed');
  });
  const timer = setInterval(() => {
    void guarded(async () => void (await appendAnchors(path, await sealedDays(pool))));
  }, EVERY_MS);
  timer.unref();
  return { problem: () => problem, stop: () => clearInterval(timer) };
}
