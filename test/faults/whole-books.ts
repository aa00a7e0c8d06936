/** What passing any fault test includes: every entry balanced, every number in its place, every chain whole. */
import { expect } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import type { TestHouse } from '../support/house.ts';

export async function booksAreWhole({ database }: Pick<TestHouse, 'database'>): Promise<void> {
  expect((await verifyHouse(database.owner, whatIsVerified())).faults).toEqual([]);
}

/** One figure of the database. */
export async function figure(
  { database }: Pick<TestHouse, 'database'>,
  sql: string,
  values: readonly unknown[] = [],
): Promise<number> {
  const { rows } = await database.owner.query<{ n: number }>(`select (${sql})::bigint as n`, [...values]);
  return Number(rows[0]!.n);
}

/** How often each word occurs: `{ done: 1, 'drawer.closed': 3 }`. */
export function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
