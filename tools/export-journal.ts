/**
 * `npm run export-journal [-- --site <id>] [--from YYYY-MM-DD] [--to YYYY-MM-DD]`: writes the journal in hledger's
 * format to standard output. With more than one house in the database the site must be named.
 */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { journalOf } from '../server/modules/ledger/journal.ts';
import { sql } from '../server/platform/db/query.ts';
import { reading } from '../server/platform/db/tx.ts';
import { businessDate } from '../shared/values/calendar.ts';
import { openBooks } from './books.ts';

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { site: text, from: text, to: text } });
  const range = {
    from: values.from === undefined ? undefined : businessDate(values.from),
    to: values.to === undefined ? undefined : businessDate(values.to),
  };
  const books = await openBooks('zhishou export');
  try {
    await reading(books.pool, async (tx) => {
      // Whoever reads the output may take its time.
      await tx.run(sql`set local idle_in_transaction_session_timeout = 0`);
      const sites = await tx.many(
        sql<{ site_id: string; name: string }>`select site_id, name from site order by created_at`,
      );
      const wanted = values.site ?? (sites.length === 1 ? sites[0]?.site_id : undefined);
      if (sites.every((site) => site.site_id !== wanted))
        throw new Error(
          `name the house with --site: ${sites.map((site) => `${site.site_id} ${site.name}`).join(', ') || 'there is none'}`,
        );
      // Whoever reads may stop early (head): then there is nobody left to write for.
      let gone = false;
      process.stdout.on('error', () => {
        gone = true;
      });
      for await (const part of journalOf(tx, wanted!, range)) {
        if (gone) break;
        if (!process.stdout.write(part)) await once(process.stdout, 'drain').catch(() => {});
      }
    });
  } finally {
    await books.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
