/**
 * The backup file: gzip over lines of UTF-8. The first line is the head, as JSON; then for each table a line
 * `{"table":…,"columns":[…]}`, its rows in PostgreSQL's COPY text format and a line `\.`; the last line is the tail,
 * with the number of rows and the SHA-256 of all bytes before it. A file without its tail, or with another hash, is not
 * a backup. docs/backup-format.md describes it for other programs.
 */
import { z } from 'zod';

export const BACKUP_FORMAT = 'zhishou-backup';
export const BACKUP_VERSION = 1;
/** Ends the rows of a table; no row of COPY's text format can be it. */
export const END_OF_ROWS = '\\.';

export const headSchema = z.object({
  format: z.literal(BACKUP_FORMAT),
  version: z.literal(BACKUP_VERSION),
  at: z.iso.datetime(),
  /** Applied when it was made; a restore brings an empty database to exactly this level first. */
  migrations: z.array(z.object({ number: z.int(), name: z.string(), sha256: z.string() })).min(1),
  /** SHA-256 of the house's secret key, which is not in the file; null where the database is not beside its key. */
  secretKey: z.string().nullable(),
  /** The digest of each site's newest sealed day: what a paper or an anchor file must not be newer than. */
  sealed: z.array(z.object({ siteId: z.string(), businessDate: z.string(), digest: z.string() })),
});
export type BackupHead = z.infer<typeof headSchema>;

export const tableSchema = z.object({ table: z.string(), columns: z.array(z.string()).min(1) });
export const tailSchema = z.object({ end: z.literal(true), tables: z.int(), rows: z.int(), sha256: z.string() });
export type BackupTail = z.infer<typeof tailSchema>;

/**
 * Not backed up: what is worth nothing after a restore and must not come back to life. Codes and tickets are asked for
 * again; a lease belongs to a process that is gone. Sessions are named by signatures and stay, ended.
 */
export const NOT_BACKED_UP: ReadonlySet<string> = new Set([
  'migration',
  'set_up_token',
  'claim_code',
  'secret_attempt',
  'browser_ticket',
  'enrolment_code',
  'line_lease',
]);
