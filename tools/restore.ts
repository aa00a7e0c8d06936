/**
 * `npm run restore -- <file>`: restores a backup into an empty database (an empty data folder, or the empty database
 * of DATABASE_URL and DATABASE_OWNER_URL), brings it to this version and verifies it from genesis. Give the digests of
 * slips and day sheets with `--anchor`: a backup older than what was signed on paper is found out by them.
 * Exit code 0: restored and without a fault; 1: nothing was restored; 2: restored, and the books do not fit.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { whatIsVerified } from '../server/app.ts';
import { checkBackup, restoreBackup } from '../server/platform/backup/restore.ts';
import { isAnchor, verifyHouse } from '../server/platform/chain/verify/house.ts';
import { type Config, readConfig } from '../server/platform/config.ts';
import { makeDataFolder } from '../server/platform/db/embedded/places.ts';
import { openPool } from '../server/platform/db/pool.ts';
import { APP_ROLE, roleOf } from '../server/platform/db/roles.ts';
import { hasHouse, openOwner } from './owner.ts';

function readAnchors(given: readonly string[]): string[] {
  const anchors = given.map((text) => text.replaceAll(/[\s-]/g, '').toLowerCase());
  const wrong = anchors.find((anchor) => !isAnchor(anchor));
  if (wrong !== undefined) throw new Error(`not a digest of 32 to 64 hexadecimal figures: ${wrong}`);
  return anchors;
}

/** Secrets that must be readable again were sealed with the old house's key. */
function sayKey(config: Config, wanted: string | null): void {
  const path = join(config.dataFolder, 'secret.key');
  const here = existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : null;
  if (wanted === null || here === wanted) return;
  console.log(
    `Put the old house's secret.key into ${config.dataFolder} before the first start: without it everybody enrols a new authenticator.`,
  );
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { anchor: { type: 'string', multiple: true, default: [] } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length !== 1)
    throw new Error('name one backup file: npm run restore -- <file>');
  const anchors = readAnchors(values.anchor);
  const config = readConfig(process.env);
  if (config.databaseUrl === undefined && hasHouse(config.dataFolder))
    throw new Error(`there is a house in ${config.dataFolder}: set DATA to an empty folder. Nothing was changed.`);
  // Before anything is made: after a bad file the folder is still empty, and takes the next.
  await checkBackup(resolve(file));
  makeDataFolder(config.dataFolder);
  const owner = await openOwner(config, true);
  try {
    const { head } = await restoreBackup(resolve(file), {
      owner: owner.connection,
      appRole: roleOf(owner.app) ?? APP_ROLE,
      log: (line) => console.log(line),
    });
    const pool = openPool({ ...owner.app, applicationName: 'zhishou verify', max: 3, statementTimeoutMs: 0 });
    try {
      const report = await verifyHouse(pool, { ...whatIsVerified(), anchors });
      for (const fault of report.faults) console.log(`fault: ${fault}`);
      console.log(`restored and verified: ${report.records} records, ${report.rows} rows, ${report.faultCount} faults`);
      sayKey(config, head.secretKey);
      return report.faultCount === 0 ? 0 : 2;
    } finally {
      await pool.end();
    }
  } finally {
    await owner.close();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
