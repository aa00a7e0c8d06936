/**
 * What the meter wrote on a card goes on to whoever keeps sights of meters. They lie to the right of cards and cannot be
 * imported here; they register. Called within the reading's own transaction, for readings that agree with the books.
 */
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Money } from '../../../shared/values/money.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';

export interface CardReturn {
  readonly clock: Clock;
  readonly cardNo: string;
  readonly meterId: string;
  /** When the meter wrote it, by its own clock. */
  readonly returnedAt: Instant;
  readonly purchaseCount: number;
  readonly remaining: Money;
  readonly overdraft: Money;
  readonly illegalInsertions: number;
}

export type ReturnSink = (tx: Tx, actor: Actor, returned: CardReturn) => Promise<void>;

const sinks: ReturnSink[] = [];

export function registerReturnSink(sink: ReturnSink): void {
  sinks.push(sink);
}

export async function tellReturn(tx: Tx, actor: Actor, returned: CardReturn): Promise<void> {
  for (const sink of sinks) await sink(tx, actor, returned);
}
