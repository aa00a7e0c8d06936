/**
 * `npm run export-books -- --to <file> [--site <id>]`: the books of a house in one file that `tools/check-books.ts`
 * verifies anywhere, without the database and without the rest of this program.
 */
import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { whatIsVerified } from '../server/app.ts';
import { exportBooks } from '../server/platform/chain/export.ts';
import { sql } from '../server/platform/db/query.ts';
import { reading } from '../server/platform/db/tx.ts';
import { openBooks } from './books.ts';

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { to: text, site: text } });
  if (values.to === undefined) throw new Error('name the file: npm run export-books -- --to <file>');
  const path = resolve(values.to);
  const books = await openBooks('zhishou export');
  try {
    const sites = await reading(books.pool, (tx) =>
      tx.many(sql<{ site_id: string; name: string }>`select site_id, name from site order by created_at`),
    );
    const siteId = values.site ?? (sites.length === 1 ? sites[0]?.site_id : undefined);
    if (siteId === undefined || sites.every((site) => site.site_id !== siteId))
      throw new Error(
        `name the house with --site: ${sites.map((site) => `${site.site_id} ${site.name}`).join(', ') || 'there is none'}`,
      );
    const gzip = createGzip({ level: 5 });
    const written = pipeline(gzip, createWriteStream(`${path}.unfinished`, { mode: 0o600 }));
    written.catch(() => undefined);
    const { keptTables } = whatIsVerified();
    const what = { siteId, keptTables, at: new Date().toISOString() };
    const { days, chains, records, rows } = await exportBooks(books.pool, what, gzip);
    gzip.end();
    await written;
    await rename(`${path}.unfinished`, path);
    console.log(`${path}\n${days} days, ${chains} chains, ${records} records, ${rows} rows`);
  } finally {
    await books.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
