/**
 * A transaction, and the only way to run SQL. `Tx` is the first argument of every store function.
 *
 * Besides executing, a Tx collects what the transaction will leave behind: the rows it keeps in the hash chain
 * (`keep`), the chain the record goes on, and what is to happen after the commit.
 */
import type { Compilable, RawBuilder } from 'kysely';
import type pg from 'pg';
import { q } from './query.ts';

export interface Fact {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}

export interface Tx {
  many<R>(query: Compilable<R> | RawBuilder<R>): Promise<R[]>;
  /** Exactly one row; anything else is a bug. */
  one<R>(query: Compilable<R> | RawBuilder<R>): Promise<R>;
  maybe<R>(query: Compilable<R> | RawBuilder<R>): Promise<R | undefined>;
  /** Runs a statement; answers the number of rows touched. */
  run(query: Compilable<unknown> | RawBuilder<unknown>): Promise<number>;
  /** A hand-written statement, prepared once per connection under its name: for hot paths. */
  prepared<R>(name: string, text: string, values: readonly unknown[]): Promise<R[]>;
  /**
   * An insert or update of a kept table. The query must end in `returningAll()`: the whole rows go into the chain
   * record, so that verification can compare every column with what was written.
   */
  keep<R>(table: string, query: Compilable<R>): Promise<R[]>;
  /** Rows written by a prepared statement that belong in the chain record. */
  kept(table: string, rows: readonly Readonly<Record<string, unknown>>[]): void;
  /** The record of this operation goes on this chain instead of the day's. */
  writeOn(chainId: string): void;
  /** That record is the last one: the chain is closed behind it, in the same transaction. */
  endChain(chainId: string): void;
  /** Runs when, and only when, the transaction has committed. */
  afterCommit(action: () => void): void;
  /** Pages that show this module's records are told to look again after the commit. */
  touch(module: string): void;
  readonly facts: readonly Fact[];
  readonly chainId: string | null;
  readonly chainEnds: boolean;
  readonly touched: ReadonlySet<string>;
}

interface OpenTx extends Tx {
  /**
   * From here on no statement is sent. Where several are asked together and one refuses, the others go on by
   * themselves: what they ask next would come behind the ROLLBACK, and be committed on its own.
   */
  end(): void;
  readonly after: readonly (() => void)[];
}

function compiled(query: Compilable<unknown> | RawBuilder<unknown>): { text: string; values: unknown[] } {
  const { sql, parameters } = query.compile(q);
  return { text: sql, values: parameters as unknown[] };
}

/**
 * Where several statements are asked together and one fails, those behind it fail because of it: whichever is heard
 * first, it is the first failure that says what to do.
 */
function throwingFirst(): (error: unknown) => never {
  let first: unknown;
  return (error) => {
    first ??= error;
    throw sqlState(error) === ABORTED ? first : error;
  };
}

export function txOn(client: pg.ClientBase): OpenTx {
  const facts: Fact[] = [];
  const after: (() => void)[] = [];
  const touched = new Set<string>();
  let chainId: string | null = null;
  let chainEnds = false;
  const chooseChain = (id: string): void => {
    if (chainId !== null && chainId !== id) throw new Error('one transaction, one chain record');
    chainId = id;
  };
  let ended = false;
  const throwFirst = throwingFirst();
  const send = async (query: pg.QueryConfig): Promise<pg.QueryResult> => {
    if (ended) throw new Error('a statement after the end of its transaction');
    return client.query(query).catch(throwFirst);
  };
  const many = async <R>(query: Compilable<R> | RawBuilder<R>): Promise<R[]> =>
    (await send(compiled(query))).rows as R[];
  return {
    many,
    async one(query) {
      const rows = await many(query);
      if (rows.length !== 1) throw new Error(`expected one row, got ${rows.length}: ${compiled(query).text}`);
      return rows[0]!;
    },
    async maybe(query) {
      const rows = await many(query);
      if (rows.length > 1) throw new Error(`expected at most one row, got ${rows.length}: ${compiled(query).text}`);
      return rows[0];
    },
    async run(query) {
      return (await send(compiled(query))).rowCount ?? 0;
    },
    async prepared<R>(name: string, text: string, values: readonly unknown[]) {
      return (await send({ name, text, values: values as unknown[] })).rows as R[];
    },
    async keep(table, query) {
      const rows = await many(query);
      for (const row of rows) facts.push({ table, row: row as Record<string, unknown> });
      return rows;
    },
    kept(table, rows) {
      for (const row of rows) facts.push({ table, row });
    },
    writeOn: chooseChain,
    endChain(id) {
      chooseChain(id);
      chainEnds = true;
    },
    afterCommit(action) {
      after.push(action);
    },
    touch(module) {
      touched.add(module);
    },
    end() {
      ended = true;
    },
    facts,
    touched,
    get chainId() {
      return chainId;
    },
    get chainEnds() {
      return chainEnds;
    },
    after,
  };
}

const ABORTED = '25P02';
const RETRIED = new Set(['40001', '40P01']);
const MOST_RETRIES = 3;
export const sqlState = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

export interface Retries {
  /** Transactions run again after a serialisation failure or a deadlock, since this process began. */
  count: number;
  /** The most that one of them was run again; never above three. */
  most: number;
  /** Those that failed once more after that: the person is told to try again. */
  givenUp: number;
}

const retries = new WeakMap<pg.Pool, Retries>();

export function retriesOf(pool: pg.Pool): Retries {
  const known = retries.get(pool) ?? { count: 0, most: 0, givenUp: 0 };
  retries.set(pool, known);
  return known;
}

/** Whether the work is run again after this failure of its `attempt`. */
function runAgain(pool: pg.Pool, attempt: number, error: unknown): boolean {
  if (!RETRIED.has(sqlState(error) ?? '')) return false;
  const noted = retriesOf(pool);
  if (attempt > MOST_RETRIES) {
    noted.givenUp += 1;
    return false;
  }
  noted.count += 1;
  noted.most = Math.max(noted.most, attempt);
  return true;
}

/**
 * Runs `work` in one READ COMMITTED transaction and commits it. Serialisation failures and deadlocks are run again,
 * at most three times: `work` must have no effect outside the database. An error while COMMIT is under way is thrown
 * as `CommitUnknown`: the caller looks the request up instead of running it again.
 */
export async function transaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect();
    const tx = txOn(client);
    let broken = false;
    try {
      await client.query('BEGIN');
      const result = await work(tx);
      tx.end();
      try {
        await client.query('COMMIT');
      } catch (error) {
        if (sqlState(error) === undefined || sqlState(error)?.startsWith('57')) throw new CommitUnknown(error);
        throw error;
      }
      for (const action of tx.after) action();
      return result;
    } catch (error) {
      tx.end();
      broken = !(await rolledBack(client));
      if (!runAgain(pool, attempt, error)) throw error;
    } finally {
      client.release(broken);
    }
  }
}

async function rolledBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}

/** A transaction for reading: one snapshot for all of a query's statements, and no way to write. */
export async function reading<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const tx = txOn(client);
  let broken = false;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const result = await work(tx);
    tx.end();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    tx.end();
    broken = !(await rolledBack(client));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The connection was lost while COMMIT was under way: it may or may not have happened. */
export class CommitUnknown extends Error {
  constructor(cause: unknown) {
    super('the outcome of a commit is not known', { cause });
    this.name = 'CommitUnknown';
  }
}
