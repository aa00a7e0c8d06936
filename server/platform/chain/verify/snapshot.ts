/**
 * Two connections that see the same moment: one reads the chains while the other reads the tables, and a house that
 * goes on selling meanwhile looks the same to both.
 */
import pg from 'pg';

export interface Snapshot {
  readonly chains: pg.Client;
  readonly tables: pg.PoolClient;
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
  let tables: pg.PoolClient | undefined;
  const close = async (): Promise<void> => {
    if (tables !== undefined) {
      const ended = await tables.query('rollback').then(
        () => true,
        () => false,
      );
      tables.release(!ended);
    }
    await chains.end().catch(() => undefined);
  };
  try {
    await chains.connect();
    await chains.query(`${BEGIN}; ${PATIENCE}`);
    const { rows } = await chains.query<{ id: string }>('select pg_export_snapshot() as id');
    tables = await pool.connect();
    await tables.query(`${BEGIN}; set transaction snapshot '${rows[0]!.id}'; ${PATIENCE}`);
    return { chains, tables, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Rows of a query, some thousand at a time, through a cursor of the snapshot's transaction. */
export async function* batches<R extends pg.QueryResultRow>(
  client: pg.ClientBase,
  text: string,
  values: readonly unknown[],
): AsyncGenerator<R[]> {
  await client.query(`declare verify_rows no scroll cursor for ${text}`, values as unknown[]);
  for (;;) {
    const { rows } = await client.query<R>('fetch 2000 from verify_rows');
    if (rows.length === 0) break;
    yield rows;
  }
  await client.query('close verify_rows');
}
