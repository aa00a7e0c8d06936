/**
 * `npm run backup [-- --to <folder or file>] [-- --check <file>]`: writes a backup of the whole house as it stands now, while it goes on
 * selling; default folder: `backups` in the data folder. With `--check` an existing file is read to its end and nothing
 * is written. Exit code 0 when the backup is whole and on the disk.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { checkBackup } from '../server/platform/backup/restore.ts';
import { writeBackup } from '../server/platform/backup/write.ts';
import { readConfig } from '../server/platform/config.ts';
import { clientConfig } from '../server/platform/db/pool.ts';
import { openOwner } from './owner.ts';

/** The hash by which a restore knows whether the right key lies beside it; the key itself stays where it is. */
export function keyHash(dataFolder: string): string | null {
  const path = join(dataFolder, 'secret.key');
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : null;
}

function target(to: string | undefined, dataFolder: string): string {
  const wanted = resolve(to ?? join(dataFolder, 'backups'));
  const isFolder = to === undefined || (existsSync(wanted) && statSync(wanted).isDirectory());
  if (!isFolder) return wanted;
  mkdirSync(wanted, { recursive: true, mode: 0o700 });
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(/[:-]/g, '').replace('T', '-');
  return join(wanted, `zhishou-${stamp}.backup`);
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { to: text, check: text } });
  if (values.check !== undefined) {
    const { head, tables, rows } = await checkBackup(resolve(values.check));
    console.log(`whole: backup of ${head.at}, ${tables} tables, ${rows} rows`);
    return;
  }
  const config = readConfig(process.env);
  const path = target(values.to, config.dataFolder);
  const owner = await openOwner(config);
  try {
    const client = new pg.Client(
      clientConfig({ ...owner.connection, applicationName: 'zhishou backup', statementTimeoutMs: 0 }),
    );
    await client.connect();
    try {
      await client.query('set idle_in_transaction_session_timeout = 0');
      const { tables, rows, bytes } = await writeBackup(client, path, keyHash(config.dataFolder));
      console.log(`${path}\n${tables} tables, ${rows} rows, ${(bytes / 1e6).toFixed(1)} MB`);
    } finally {
      await client.end();
    }
  } finally {
    await owner.close();
  }
  console.log('Keep it on another machine or medium, and a copy of secret.key apart from it.');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
