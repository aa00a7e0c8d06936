/**
 * What happens when the database finds that data on the disk are not what it wrote (a checksum does not fit): the log
 * says so as an alarm, the house is not ready, and nothing more is written until it is started again. What can still
 * be read is shown; a figure from the damaged page never is, because the database gives none.
 */
import type { Log } from '../log.ts';
import { refuse } from '../operations/refuse.ts';
import { sqlState } from './tx.ts';

export interface DamageWatch {
  /** Told of every error; looks for damage in it. */
  note(error: unknown): void;
  problem(): string | null;
  /** Refuses 'system.data_damaged'. */
  requireWhole(): void;
}

/** data_corrupted and index_corrupted. */
const DAMAGED = new Set(['XX001', 'XX002']);
export const isDamage = (error: unknown): boolean => DAMAGED.has(sqlState(error) ?? '');

export function watchDamage(log: Log): DamageWatch {
  let found: string | null = null;
  return {
    note(error) {
      if (!isDamage(error)) return;
      log.fatal({ err: error }, 'the database has found damaged data on the disk: nothing more is written');
      found ??= `data on the disk are damaged: ${(error as Error).message}`;
    },
    problem: () => found,
    requireWhole() {
      if (found !== null) refuse('system.data_damaged');
    },
  };
}
