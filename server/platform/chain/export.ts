/**
 * Writes the books of one site into a file that can be verified without the database and without this program:
 * docs/books-format.md. One snapshot; the house goes on selling meanwhile.
 */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type pg from 'pg';
import { canonicalJson } from '../../../shared/values/canonical.ts';
import { batches, openSnapshot } from './verify/snapshot.ts';
import { describeTables, quoteName } from './verify/tables.ts';

export interface ExportedBooks {
  readonly days: number;
  readonly chains: number;
  readonly records: number;
  readonly rows: number;
}

/** Writes lines until the end; the caller ends the stream. Throws when the stream fails. */
export async function exportBooks(
  pool: pg.Pool,
  what: { readonly siteId: string; readonly keptTables: readonly string[]; readonly at: string },
  out: Writable,
): Promise<ExportedBooks> {
  const { siteId } = what;
  const count = { days: 0, chains: 0, records: 0, rows: 0 };
  let failed: Error | undefined;
  out.once('error', (error: Error) => {
    failed = error;
  });
  const write = async (line: object): Promise<void> => {
    if (failed !== undefined) throw failed;
    if (!out.write(`${canonicalJson(line)}\n`)) await once(out, 'drain');
  };
  const snapshot = await openSnapshot(pool);
  try {
    const { client } = snapshot;
    const tables = await describeTables(client, what.keptTables);
    const described = tables.map(({ name, key }) => ({ name, key: key.filter((column) => column !== 'site_id') }));
    await write({ format: 'zhishou-books', version: 1, site: siteId, at: what.at, tables: described });
    const each = async (text: string, kind: keyof ExportedBooks, member: string): Promise<void> => {
      for await (const rows of batches<Record<string, unknown>>(client, text, [siteId])) {
        count[kind] += rows.length;
        for (const row of rows) await write({ [member]: row });
      }
    };
    await each(
      `select business_date as "businessDate", opened_at as "openedAt", sealed_at as "sealedAt", digest, manifest
       from site_day where site_id = $1 order by business_date`,
      'days',
      'day',
    );
    await each(
      `select chain_id as id, kind, business_date as "businessDate", genesis, next_seq - 1 as count, head_hash as head,
         opened_at as "openedAt", closed_at as "closedAt"
       from chain where site_id = $1 order by business_date, opened_at, chain_id`,
      'chains',
      'chain',
    );
    await each(
      `select r.chain_id as chain, r.seq, r.hash, r.body from chain_record r
       where r.site_id = $1 order by r.chain_id, r.seq`,
      'records',
      'record',
    );
    for (const { name } of tables)
      for await (const rows of batches(client, `select * from ${quoteName(name)} where site_id = $1`, [siteId])) {
        count.rows += rows.length;
        for (const row of rows) await write({ table: name, row });
      }
    await write({ end: count });
    return count;
  } finally {
    await snapshot.close();
  }
}
