/**
 * Opens connection pools with the house's settings: time limits on every statement, UTC, our value parsers.
 * A pool of about 8 is the fastest on small machines; more connections only queue inside PostgreSQL.
 */
import pg from 'pg';
import { types } from './types.ts';

/** Where a server is and as whom to connect: a URL, or the parts of it (`host` may be a socket's directory). */
export interface ConnectionSettings {
  readonly connectionString?: string;
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
}

export interface PoolSettings extends ConnectionSettings {
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  /** Default 8. */
  readonly max?: number;
  /** Milliseconds; default 30,000; 0 = no limit (migrations, reports, exports). */
  readonly statementTimeoutMs?: number;
  /** Somebody stands at a counter and is told within three seconds to try again. Default: nobody does. */
  readonly atCounter?: boolean;
  /** Told of a connection that broke while it was idle; the pool replaces it by itself. Default: a line on stderr. */
  readonly onError?: (error: Error) => void;
}

const STATEMENT_TIMEOUT_MS = 30_000;
const IDLE_IN_TRANSACTION_MS = 60_000;
/**
 * The longest wait for a row that another holds, and for a connection while all are taken. A request waits for a
 * connection twice: to know who sends it, and for its work.
 */
const WAITS_MS = {
  counter: { lock: 2_500, connection: 1_500 },
  patient: { lock: 10_000, connection: 10_000 },
} as const;
/** For `set local lock_timeout`: where nobody stands at a counter. */
export const PATIENT_LOCK = `${WAITS_MS.patient.lock}ms`;

/** The same settings for a single `pg.Client`; `pool.ts` owns them so that no connection goes without. */
export function clientConfig(settings: PoolSettings): pg.ClientConfig {
  const { connectionString, host, port, user, password, database } = settings;
  const where =
    connectionString === undefined
      ? { host, port, user, password, database }
      : { connectionString: withoutOptions(connectionString) };
  const waits = settings.atCounter === true ? WAITS_MS.counter : WAITS_MS.patient;
  return {
    ...where,
    application_name: settings.applicationName,
    statement_timeout: settings.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS,
    lock_timeout: waits.lock,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    connectionTimeoutMillis: waits.connection,
    keepAlive: true,
    options: `${givenOptions(connectionString)} -c TimeZone=UTC -c DateStyle=ISO -c IntervalStyle=iso_8601`.trim(),
    types,
  };
}

export function openPool(settings: PoolSettings): pg.Pool {
  // Statements of one transaction that do not need each other's answer go out together.
  const pool = new pg.Pool({ ...clientConfig(settings), pipeline: true, max: settings.max ?? 8 });
  // Without a listener the driver's error on an idle connection ends the whole process.
  const onError =
    settings.onError ?? ((error: Error) => console.error(`database connection lost (${error.message}); reconnecting`));
  pool.on('error', onError);
  // A connection that breaks while it is checked out rejects its query; the event itself must not be unhandled.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Options written into the URL would replace ours as a whole: they are taken out and put in front of ours. */
function givenOptions(connectionString: string | undefined): string {
  return (connectionString && URL.parse(connectionString)?.searchParams.get('options')) || '';
}

function withoutOptions(connectionString: string): string {
  const url = URL.parse(connectionString);
  if (url === null || !url.searchParams.has('options')) return connectionString;
  url.searchParams.delete('options');
  return url.href;
}
