/**
 * Before ten thousand rows are looked up or written at once. A connection keeps the plans it made, those of foreign keys included;
 * made while a table was small, they read the whole table for each row, and a list that takes two seconds takes a
 * minute. The plans are dropped and, for this transaction, made by index whatever the size.
 */
import { sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';

export async function planForBulk(tx: Tx): Promise<void> {
  await tx.run(sql`discard plans`);
  await tx.run(sql`set local enable_seqscan = off`);
}
