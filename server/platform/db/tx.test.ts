/** Statements asked together belong to their transaction, also when one of them refuses. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import { sql } from './query.ts';
import { reading, type Tx, transaction } from './tx.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  await database.owner.query('create table line (n int)');
});
afterAll(() => database.drop());

const insert = (tx: Tx, n: number): Promise<number> => tx.run(sql`insert into line (n) values (${n})`);
const written = async (): Promise<number[]> => {
  const { rows } = await database.owner.query<{ n: number }>('select n from line order by n');
  return rows.map((row) => row.n);
};

test('what goes on behind a refusal is never written', async () => {
  let others: Promise<void> = Promise.resolve();
  const slow = async (tx: Tx): Promise<void> => {
    for (const n of [1, 2, 3, 4, 5, 6]) await insert(tx, n);
  };
  const refused = transaction(database.owner, async (tx) => {
    others = slow(tx);
    await Promise.all([others, insert(tx, 0).then(() => Promise.reject(new Error('refused')))]);
  });
  await expect(refused).rejects.toThrow('refused');
  await expect(others).rejects.toThrow('after the end of its transaction');
  expect(await written()).toEqual([]);
});

test('nor is what somebody did not wait for', async () => {
  let late: Promise<void> = Promise.resolve();
  await transaction(database.owner, async (tx) => {
    await insert(tx, 7);
    late = insert(tx, 8).then(async () => void (await insert(tx, 9)));
    late.catch(() => {});
  });
  await expect(late).rejects.toThrow('after the end of its transaction');
  expect(await written()).toEqual([7, 8]);
});

test('a reading is over when it is over', async () => {
  let kept: Tx | undefined;
  await reading(database.owner, async (tx) => {
    kept = tx;
  });
  await expect(kept!.many(sql`select 1`)).rejects.toThrow('after the end of its transaction');
});

test('of statements asked together it is the first failure that is heard', async () => {
  const failing = transaction(database.owner, async (tx) => {
    const first = tx.run(sql`select 1 / 0`).finally(() => pause(20));
    await Promise.all([first, tx.run(sql`select 1`)]);
  });
  await expect(failing).rejects.toThrow('division by zero');
});
