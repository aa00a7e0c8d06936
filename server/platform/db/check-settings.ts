/**
 * Refuses a server on which a committed sale could be lost, or on which our SQL was never tried.
 * Checked on the application's own connection, because a role or a database may carry settings of its own.
 */
import type pg from 'pg';

type Queryable = Pick<pg.ClientBase, 'query'>;

const OLDEST_VERSION = 15;

export class UnsafeDatabaseError extends Error {
  readonly reasons: readonly string[];
  constructor(reasons: readonly string[]) {
    super(`The database is not safe to use:\n${reasons.map((reason) => `  - ${reason}`).join('\n')}`);
    this.name = 'UnsafeDatabaseError';
    this.reasons = reasons;
  }
}

/** Throws {@link UnsafeDatabaseError} with every reason at once; returns without a word when all is well. */
export async function checkDurability(client: Queryable): Promise<void> {
  const result = await client.query<Record<'fsync' | 'full_page_writes' | 'commit' | 'encoding' | 'version', string>>(
    `select current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
            current_setting('synchronous_commit') as commit, current_setting('server_encoding') as encoding,
            current_setting('server_version_num') as version`,
  );
  const found = result.rows[0]!;
  const reasons: string[] = [];
  if (found.fsync === 'off')
    reasons.push('fsync is off: a power cut loses sales that were confirmed. Set fsync = on and restart the server.');
  if (found.full_page_writes === 'off')
    reasons.push('full_page_writes is off: a power cut can tear pages. Set full_page_writes = on.');
  if (found.commit === 'off')
    reasons.push(
      'synchronous_commit is off: a crash loses the last confirmed sales. Set synchronous_commit = on for the server, the database and the role.',
    );
  if (found.encoding !== 'UTF8')
    reasons.push(`the encoding is ${found.encoding}: create the database with ENCODING 'UTF8'.`);
  const version = Math.floor(Number(found.version) / 10_000);
  if (version < OLDEST_VERSION)
    reasons.push(`the server is PostgreSQL ${version}: version ${OLDEST_VERSION} or newer is needed.`);
  if (reasons.length > 0) throw new UnsafeDatabaseError(reasons);
}
