/**
 * Three connections that see the same moment: one reads the chains while the second reads the tables and the third
 * checks what modules add. A house that goes on selling meanwhile looks the same to all.
 */
import pg from 'pg';

export interface Snapshot {
  readonly chains: pg.Client;
  readonly tables: pg.PoolClient;
  readonly checks: pg.PoolClient;
  close(): Promise<void>;
}

const BEGIN = 'begin isolation level repeatable read read only';
/** Verification of a big house takes minutes; it holds no lock that a sale would wait for. */
const PATIENCE = `set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
  set local timezone = 'UTC'; set local datestyle = 'ISO'`;

export async function openSnapshot(pool: pg.Pool): Promise<Snapshot> {
  // A copy cannot share a connection on which statements are sent ahead, as the pool's are.
  const { options } = pool;
  const chains = new pg.Client({ ...options, password: options.password, pipeline: false });
  chains.on('error', () => {});
  const taken: pg.PoolClient[] = [];
  const close = async (): Promise<void> => {
    for (const client of taken) {
      const ended = await client.query('rollback').then(
        () => true,
        () => false,
      );
      client.release(!ended);
    }
    await chains.end().catch(() => undefined);
  };
  try {
    await chains.connect();
    await chains.query(`${BEGIN}; ${PATIENCE}`);
    const { rows } = await chains.query<{ id: string }>('select pg_export_snapshot() as id');
    for (const _ of ['tables', 'checks']) {
      const client = await pool.connect();
      taken.push(client);
      await client.query(`${BEGIN}; set transaction snapshot '${rows[0]!.id}'; ${PATIENCE}`);
    }
    return { chains, tables: taken[0]!, checks: taken[1]!, close };
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
