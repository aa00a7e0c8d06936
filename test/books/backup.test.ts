/** A house backed up while it lives, restored elsewhere, and proven the same; every bad file is refused. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { deliverWithin } from '../../server/modules/metering/index.ts';
import { NotABackup } from '../../server/platform/backup/read.ts';
import { checkBackup, restoreBackup } from '../../server/platform/backup/restore.ts';
import { writeBackup } from '../../server/platform/backup/write.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { clientConfig } from '../../server/platform/db/pool.ts';
import { APP_ROLE, roleOf } from '../../server/platform/db/roles.ts';
import { newId } from '../../shared/values/ids.ts';
import { household } from '../support/metered-site.ts';
import { type OneSite, openSite } from '../support/one-site.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

let site: OneSite;
let folder: string;
let file: string;
const opened: TestDatabase[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhishou-backup-'));
  file = join(folder, 'house.backup');
  site = await openSite();
  for (let index = 0; index < 3; index += 1) await household(site);
  await backUp(site.db, file);
});

afterAll(async () => {
  await site.close();
  for (const db of opened) await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function backUp(db: TestDatabase, path: string) {
  const client = new pg.Client(clientConfig({ ...db.ownerConnection, applicationName: 'test', statementTimeoutMs: 0 }));
  await client.connect();
  try {
    return await writeBackup(client, path, null);
  } finally {
    await client.end();
  }
}

async function emptyDatabase(): Promise<TestDatabase> {
  const db = await createTestDatabase({ empty: true });
  opened.push(db);
  return db;
}

const restoreInto = (db: TestDatabase, path: string) =>
  restoreBackup(path, { owner: db.ownerConnection, appRole: roleOf(db.appConnection) ?? APP_ROLE });

/** Every row of every table as text, in a fixed order. */
async function contentOf(db: TestDatabase): Promise<Record<string, string[]>> {
  const { rows: tables } = await db.owner.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
       and relname not in ('migration', 'session') order by 1`,
  );
  const content: Record<string, string[]> = {};
  for (const { name } of tables) {
    const { rows } = await db.owner.query<{ line: string }>(`select t::text as line from "${name}" t order by 1`);
    content[name] = rows.map(({ line }) => line);
  }
  return content;
}

it('restores the same house, with its keys, rights and chain', async () => {
  const restored = await emptyDatabase();
  const { tables, rows } = await restoreInto(restored, file);
  expect(tables).toBeGreaterThan(60);
  expect(rows).toBeGreaterThan(30);
  expect(await contentOf(restored)).toEqual(await contentOf(site.db));
  const report = await verifyHouse(restored.app, whatIsVerified());
  expect(report).toMatchObject({ faultCount: 0, records: (await verifyHouse(site.db.app, whatIsVerified())).records });
  const keys = "select conname, pg_get_constraintdef(oid) as d from pg_constraint where contype = 'f' order by 1, 2";
  expect((await restored.owner.query(keys)).rows).toEqual((await site.db.owner.query(keys)).rows);
  await expect(restored.app.query("update credit_movement set amount = 1 where kind = 'x'")).rejects.toThrow(
    /permission/,
  );
});

it('writes nothing into a database that holds a house', async () => {
  const before = await contentOf(site.db);
  await expect(restoreInto(site.db, file)).rejects.toThrow(/there is a house in this database/);
  expect(await contentOf(site.db)).toEqual(before);
});

it('refuses a file that was cut off at any place, and one with a changed figure', async () => {
  const whole = readFileSync(file);
  const bad = join(folder, 'bad.backup');
  for (const part of [0.01, 0.3, 0.6, 0.9, 0.999]) {
    writeFileSync(bad, whole.subarray(0, Math.floor(whole.length * part)));
    await expect(checkBackup(bad)).rejects.toBeInstanceOf(NotABackup);
  }
  const plain = gunzipSync(whole);
  for (const part of [0.2, 0.5, 0.8]) {
    const changed = Buffer.from(plain);
    const at = changed.indexOf('1', Math.floor(plain.length * part));
    changed[at] = '2'.charCodeAt(0);
    writeFileSync(bad, gzipSync(changed));
    await expect(checkBackup(bad)).rejects.toThrow();
  }
  const lines = plain.toString('utf8').split('\n');
  for (const lost of [lines.slice(0, -2), lines.filter((_, index) => index !== 20)]) {
    writeFileSync(bad, gzipSync(`${lost.join('\n')}\n`));
    await expect(checkBackup(bad)).rejects.toBeInstanceOf(NotABackup);
  }
  const db = await emptyDatabase();
  await expect(restoreInto(db, bad)).rejects.toBeInstanceOf(NotABackup);
  expect((await db.owner.query("select to_regclass('public.site') as t")).rows[0].t).toBeNull();
});

it('takes one moment: what is written meanwhile is not in it, and nothing waits for it', async () => {
  const home = await household(site);
  const { actor } = site.as('vending-clerk');
  const before = await contentOf(site.db);
  const path = join(folder, 'meanwhile.backup');
  const busy = backUp(site.db, path);
  const request = {
    requestId: newId(),
    meterId: home.meterId,
    kind: 'purchase',
    amount: 5,
    unit: 'energy',
    purchaseCount: 1,
    document: { kind: 'test', id: newId() },
    by: actor,
  } as const;
  const { transaction } = await import('../../server/platform/db/tx.ts');
  const sold = await transaction(site.db.app, (tx) => deliverWithin(tx, site.clock, request));
  expect(sold.result).toBe('applied');
  await busy;
  const restored = await emptyDatabase();
  await restoreInto(restored, path);
  const after = await contentOf(restored);
  const now = await contentOf(site.db);
  const movements = after.credit_movement!.length;
  expect([before.credit_movement!.length, now.credit_movement!.length]).toContain(movements);
  // Whatever the moment was, balance and movement are of the same one.
  const kept = after.meter_credit!.filter((line) => line.includes(home.meterId));
  expect(kept[0]!.includes(',5,')).toBe(movements === now.credit_movement!.length);
});

it('leaves no half file behind when the disk says no', async () => {
  const nowhere = join(folder, 'not', 'there', 'house.backup');
  await expect(backUp(site.db, nowhere)).rejects.toThrow(/ENOENT/);
  expect(() => statSync(`${nowhere}.unfinished`)).toThrow();
});
