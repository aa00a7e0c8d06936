/**
 * Connections that see the same moment: one reads the chains while others read the tables, and a house that goes on
 * selling meanwhile looks the same to all.
 */
import pg from 'pg';

export interface Snapshot {
  /** A connection of its own: a copy cannot share one on which statements are sent ahead, as the pool's are. */
  readonly client: pg.Client;
  /** One more connection, of the pool, that sees the same. */
  join(): Promise<pg.PoolClient>;
  close(): Promise<void>;
}

const BEGIN = 'begin isolation level repeatable read read only';
/** Verification of a big house takes minutes; it holds no lock that a sale would wait for. */
const PATIENCE = `set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
  set local timezone = 'UTC'; set local datestyle = 'ISO'`;

export async function openSnapshot(pool: pg.Pool): Promise<Snapshot> {
  const { options } = pool;
  const client = new pg.Client({ ...options, password: options.password, pipeline: false });
  client.on('error', () => {});
  const joined: pg.PoolClient[] = [];
  const close = async (): Promise<void> => {
    for (const one of joined) {
      const ended = await one.query('rollback').then(
        () => true,
        () => false,
      );
      one.release(!ended);
    }
    await client.end().catch(() => undefined);
  };
  try {
    await client.connect();
    await client.query(`${BEGIN}; ${PATIENCE}`);
    const { rows } = await client.query<{ id: string }>('select pg_export_snapshot() as id');
    const join = async (): Promise<pg.PoolClient> => {
      const one = await pool.connect();
      joined.push(one);
      await one.query(`${BEGIN}; set transaction snapshot '${rows[0]!.id}'; ${PATIENCE}`);
      return one;
    };
    return { client, join, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Rows of a query, some thousand at a time, through a cursor of the snapshot's transaction; the next are fetched while
 * one lot is looked at.
 */
export async function* batches<R extends pg.QueryResultRow>(
  client: pg.ClientBase,
  text: string,
  values: readonly unknown[],
): AsyncGenerator<R[]> {
  await client.query(`declare verify_rows no scroll cursor for ${text}`, values as unknown[]);
  const fetch = () => {
    const asked = client.query<R>('fetch 2000 from verify_rows');
    // It is awaited at the next turn; until then a failure must not count as unhandled.
    asked.catch(() => undefined);
    return asked;
  };
  for (let next = fetch(); ; ) {
    const { rows } = await next;
    if (rows.length === 0) break;
    next = fetch();
    yield rows;
  }
  await client.query('close verify_rows');
}
