/**
 * FT-25 and FT-26: a house backed up while it sells, its machine lost, restored by the program an operator uses, and
 * proven the same. A file that was cut off restores nothing. Yesterday's file is found out by the anchor of the day
 * that was sealed since, and the house that opens on it only reads.
 */

import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Child, startServer } from '../../bench/child.ts';
import { ask, send } from '../../bench/client.ts';
import { findEmbedded } from '../../server/platform/db/embedded/start.ts';
import { signIn } from '../../shared/contracts/posts/sign-in.ts';
import { closeDay } from '../../shared/contracts/reconciliation/close-day.ts';
import { makeSlip } from '../../shared/contracts/reconciliation/make-slip.ts';
import { signSlip } from '../../shared/contracts/reconciliation/sign-slip.ts';
import { tallySlip } from '../../shared/contracts/reconciliation/tally-slip.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { drawers } from '../../shared/contracts/tills/drawers.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { sales as salesQuery } from '../../shared/contracts/vending/sales.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import type { Money } from '../../shared/values/money.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, SIZE } from '../results/size.ts';
import { freePort } from '../support/free-port.ts';
import { cashOf } from './cash-of.ts';
import {
  failedChecks,
  type HouseUnderFault,
  lookInto,
  newDataFolder,
  openHouseUnderFault,
  removeFolder,
  stopDatabase,
  until,
  withOwner,
} from './house-under-fault.ts';
import { saleOf, startSelling } from './selling.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** How much of the file is there. */
const CUTS = SIZE === 'smoke' ? [0.9] : [0.01, 0.3, 0.6, 0.9, 0.999];
const TOKEN = 'a token of the restored house';
const PASSWORD = 'a bench is not a house';

const medium = newDataFolder();
const anchors = join(medium, 'anchors.txt');
const today = join(medium, 'today.backup');
const yesterday = join(medium, 'yesterday.backup');
const folders: string[] = [];
let under: HouseUnderFault;

beforeAll(async () => {
  under = await openHouseUnderFault({ clerks: 1, env: { LOG_LEVEL: 'silent', ANCHOR_FILE: anchors } });
});
afterAll(async () => {
  await under?.close();
  for (const folder of folders) {
    await stopDatabase(folder);
    removeFolder(folder);
  }
  removeFolder(medium);
});

/** As an operator calls it. */
function program(name: 'backup' | 'restore', dataFolder: string, args: readonly string[]) {
  const from = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [`tools/${name}.ts`, ...args], {
    cwd: ROOT,
    env: { ...process.env, DATA: dataFolder },
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr, seconds: (performance.now() - from) / 1000 };
}

function emptyFolder(): string {
  const folder = newDataFolder();
  folders.push(folder);
  return folder;
}

/** Every row of every table that is in a backup, in one figure. */
async function contentOf(dataFolder: string): Promise<string> {
  return withOwner(dataFolder, async (owner) => {
    const { rows: tables } = await owner.query<{ name: string }>(
      `select quote_ident(relname) as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
       and (relname like 'ledger%' or relname like 'chain%' or relname like 'sale%' or relname like 'drawer%'
         or relname in ('site_day', 'payment', 'request', 'meter_credit', 'credit_movement')) order by 1`,
    );
    expect(tables.length).toBeGreaterThan(8);
    const digests: string[] = [];
    for (const { name } of tables) {
      const { rows } = await owner.query<{ digest: string }>(
        `select md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as digest from ${name} t`,
      );
      digests.push(`${name} ${rows[0]!.digest}`);
    }
    return digests.join('\n');
  });
}

/** Drawer closed, slip signed by both, day sealed. Answers the digest that stands on the day sheet. */
async function sealDay(): Promise<string> {
  const { port, house } = under;
  const clerk = house.clerks[0]!;
  const count = await cashOf(under, 'clerk0');
  const { drawerSessionId } = await house.signed('clerk0', closeDrawer, { count });
  const { slipId, contentDigest } = (await send(port, makeSlip, { drawerSessionId }, clerk.cookie)).body;
  // All was paid in cash, and nothing was given back.
  const [taken] = await under.look<{ fen: Money }>(
    `select sum(amount_fen)::bigint as fen from payment where drawer_session_id = '${drawerSessionId}'`,
  );
  await send(port, tallySlip, { slipId, cashFen: taken!.fen }, house.cookieOf('cashier'));
  await house.signed('clerk0', signSlip, { slipId, contentDigest });
  await house.signed('cashier', signSlip, { slipId, contentDigest });
  const [day] = await under.look<{ date: string }>('select max(business_date) as date from site_day');
  const { dayDigest } = await house.signed('supervisor', closeDay, { businessDate: day!.date });
  return dayDigest;
}

async function openOn(dataFolder: string): Promise<Child> {
  copyFileSync(join(medium, 'secret.key'), join(dataFolder, 'secret.key'));
  return startServer(dataFolder, await freePort(), TOKEN, {
    env: { LOG_LEVEL: 'silent', ANCHOR_FILE: anchors },
  });
}

test('FT-25, FT-26: backed up while it sells, lost, restored and verified; an older file is found out', async () => {
  const selling = startSelling(under.port, under.house);
  await until(() => selling.acknowledged.length > 5, 'a sale');
  const first = program('backup', under.dataFolder, ['--to', yesterday]);
  expect(first.status, first.said).toBe(0);
  await until(() => selling.acknowledged.length > 30, 'a sale');
  await selling.stop();
  const dayDigest = await sealDay();
  // At its start the server brings the file on the other medium up to date.
  await under.child.stop();
  await under.start();
  expect(readFileSync(anchors, 'utf8')).toContain(dayDigest);
  const second = program('backup', under.dataFolder, ['--to', today]);
  expect(second.status, second.said).toBe(0);
  expect(failedChecks(await under.audit(selling))).toEqual([]);
  const content = await contentOf(under.dataFolder);
  copyFileSync(join(under.dataFolder, 'secret.key'), join(medium, 'secret.key'));
  await under.child.kill();
  await under.close();

  const cut = join(medium, 'cut.backup');
  const whole = readFileSync(today);
  const nothing = emptyFolder();
  for (const part of CUTS) {
    writeFileSync(cut, whole.subarray(0, Math.floor(whole.length * part)));
    const refused = program('restore', nothing, [cut]);
    expect(refused.status, refused.said).toBe(1);
  }
  const anchor = ['--anchor', dayDigest];
  const restored = program('restore', nothing, [today, ...anchor]);
  expect(restored.status, restored.said).toBe(0);
  const child = await openOn(nothing);
  expect(await contentOf(nothing)).toBe(content);
  const clerk = await send(child.port, signIn, { login: 'clerk0', password: PASSWORD });
  const { rows } = (await send(child.port, drawers, {}, clerk.cookie)).body;
  const count = await cashOf({ look: lookInto(nothing) }, 'clerk0');
  await send(child.port, openDrawer, { drawerId: rows[0]!.drawerId, count }, clerk.cookie);
  const meterId = under.house.clerks[0]!.meterIds[0]!;
  await send(child.port, sellCredit, saleOf(under.house, meterId), clerk.cookie);
  await child.stop();
  noteResult({
    list: 'faults',
    id: 'FT-25',
    found: `${selling.acknowledged.length} sales of ${(whole.length / 1e6).toFixed(1)} MB restored and verified in ${restored.seconds.toFixed(1)} s, ready ${(child.readyMs / 1000).toFixed(1)} s later, digest of the books identical, selling again; lost is what came after the last backup (0 here); ${CUTS.length} cut-off files restored nothing`,
    seed: SEED,
  });

  const older = emptyFolder();
  const found = program('restore', older, [yesterday, ...anchor]);
  expect(found.status, found.said).toBe(2);
  expect(found.said).toContain(dayDigest.slice(0, 16));
  const reading = await openOn(older);
  const again = await send(reading.port, signIn, { login: 'clerk0', password: PASSWORD });
  const refused = await ask(reading.port, sellCredit, saleOf(under.house, meterId), { cookie: again.cookie });
  expect([refused.status, JSON.parse(refused.text).refusal.code]).toEqual([503, 'house.older_books']);
  const read = (await send(reading.port, salesQuery, {}, again.cookie)).body;
  expect(read.rows.length).toBeGreaterThan(0);
  await reading.stop();
  expect(findEmbedded(older)).toBeUndefined();
  noteResult({
    list: 'faults',
    id: 'FT-26',
    found:
      'the restore says so with exit code 2 by the anchor of the day sheet; the house that opens beside the anchor file shows its sales and refuses the next',
    seed: SEED,
  });
});
