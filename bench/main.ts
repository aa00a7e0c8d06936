/**
 * `npm run bench`: the product's figures beside the raw limit, in one run on one machine. Times are reported, never
 * asserted. `--sales N` sets how many sales the larger figures are taken over (100,000 by default); `--codec` takes only
 * the figures of the meters' frames, `--chain` only what the chain costs, `--books` only reading, verification and
 * copies over N sales; `--to FILE` writes what is said into a page, too.
 */

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findEmbedded } from '../server/platform/db/embedded/start.ts';
import { openPool } from '../server/platform/db/pool.ts';
import type { InputOf } from '../shared/contracts/contract.ts';
import { day as dayQuery } from '../shared/contracts/reconciliation/day.ts';
import { accountPurchases } from '../shared/contracts/vending/account-purchases.ts';
import { dayFigures } from '../shared/contracts/vending/day-figures.ts';
import { sales } from '../shared/contracts/vending/sales.ts';
import { commit } from '../tools/commit.ts';
import { measureBooks } from './books.ts';
import { measureChain } from './chain.ts';
import { type Child, startServer } from './child.ts';
import { send } from './client.ts';
import { codecFigures } from './codec.ts';
import { type Load, load, ms, percentile, table, whole } from './figures.ts';
import { fillBooks } from './fill.ts';
import { type BenchHouse, buildHouse } from './house.ts';
import { measureNetwork } from './network.ts';
import { openRaw } from './raw.ts';
import { seller, sellMany } from './selling.ts';

const CLIENTS = [1, 8, 32, 128] as const;
const POOL = 8;
const PORT = 18_080;
const { values: asked } = parseArgs({
  options: {
    sales: { type: 'string', default: '100000' },
    codec: { type: 'boolean', default: false },
    chain: { type: 'boolean', default: false },
    books: { type: 'boolean', default: false },
    to: { type: 'string' },
  },
});
const SALES = Number(asked.sales);

const said: string[] = [];
const say = (text = ''): void => {
  said.push(text);
  console.log(text);
};

async function analyse(dataFolder: string): Promise<void> {
  const owner = openPool({
    ...findEmbedded(dataFolder)!.ownerConnection,
    applicationName: 'bench',
    max: 1,
    statementTimeoutMs: 0,
  });
  await owner.query('vacuum analyze');
  await owner.end();
}

async function sample(times: number, act: () => Promise<unknown>): Promise<string> {
  const samples: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const at = performance.now();
    await act();
    samples.push(performance.now() - at);
  }
  return `${ms(percentile(samples, 0.5))} | ${ms(percentile(samples, 0.95))}`;
}

async function reading(port: number, house: BenchHouse): Promise<void> {
  const ask = (input: InputOf<typeof sales>) => send(port, sales, input, house.supervisor);
  const { body } = await ask({ limit: 50 });
  const some = body.rows[Math.trunc(body.rows.length / 2)]!;
  const today = some.businessDate;
  const keys: [string, () => Promise<unknown>][] = [
    ['sales: newest', () => ask({ limit: 50 })],
    ['sales: slip number', () => ask({ limit: 50, slipNo: some.slipNo })],
    ['sales: room', () => ask({ limit: 50, room: some.roomCode })],
    ['sales: account', () => ask({ limit: 50, account: some.accountNo })],
    ['sales: meter', () => ask({ limit: 50, meter: some.meterNo })],
    ['sales: amount', () => ask({ limit: 50, amountFen: some.totalFen })],
    ['sales: tail of the phone', () => ask({ limit: 50, phone: '0042' })],
    ['sales: day', () => ask({ limit: 50, from: today, to: today })],
    [
      'last purchases of an account',
      () => send(port, accountPurchases, { accountId: some.accountId }, house.supervisor),
    ],
    ['the day: drawers, slips, what is missing', () => send(port, dayQuery, { businessDate: today }, house.supervisor)],
    ['figures of a clerk’s day', () => send(port, dayFigures, {}, house.clerks[0]!.cookie)],
  ];
  const rows: string[][] = [];
  for (const [name, act] of keys) rows.push([name, ...(await sample(40, act)).split(' | ')]);
  say(table(['reading, ms', 'p50', 'p95'], rows));
  say();
}

async function selling(port: number, house: BenchHouse): Promise<Map<number, Load>> {
  const found = new Map<number, Load>();
  const sell = seller(port, house);
  for (const clients of CLIENTS) found.set(clients, await load(clients, sell));
  return found;
}

async function beside(dataFolder: string, ours: Map<number, Load>): Promise<void> {
  const embedded = findEmbedded(dataFolder)!;
  const raw = await openRaw(embedded.appConnection, POOL);
  const rows: string[][] = [];
  for (const clients of CLIENTS) {
    const limit = await load(clients, (client) => raw.sale(client));
    const our = ours.get(clients)!;
    rows.push([
      String(clients),
      whole(our.perSecond),
      ms(our.p50),
      ms(our.p99),
      whole(limit.perSecond),
      ms(limit.p50),
      ms(limit.p99),
      (our.perSecond / limit.perSecond).toFixed(2),
    ]);
  }
  say('sale over HTTP: signed in, idempotent, chained, durable; one drawer per client');
  say(table(['clients', 'sales/s', 'p50 ms', 'p99 ms', 'raw/s', 'p50', 'p99', 'of raw'], rows));
  say(
    '\nThe raw limit runs these statements between BEGIN and COMMIT, over the same pool of 8, in the bench’s own process:',
  );
  for (const { text } of raw.statements) say(`  ${text.replace(/\s+/g, ' ').slice(0, 180)}`);
  say();
  await raw.close();
}

async function restart(dataFolder: string, token: string, old: Child): Promise<Child> {
  const memory = await old.memory();
  await old.stop();
  const child = await startServer(dataFolder, PORT, token);
  say(
    `resident memory after the sales: ${whole(memory / 1_048_576)} MB; cold start of the existing house to /readyz: ${ms(child.readyMs / 1000)} s`,
  );
  say();
  return child;
}

async function fill(dataFolder: string): Promise<number> {
  const made = await countSales(dataFolder);
  const missing = Math.max(0, SALES - made);
  if (missing > 0) {
    const seconds = await fillBooks(findEmbedded(dataFolder)!.appConnection, missing);
    say(`${whole(missing)} sales filled in within ${whole(seconds)} s, all on one day, one drawer session a clerk`);
  }
  await analyse(dataFolder);
  return made + missing;
}

async function inHouse(): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'zhishou-bench-'));
  const token = randomBytes(24).toString('base64url');
  let child = await startServer(dataFolder, PORT, token);
  try {
    const house = await buildHouse(PORT, { setUp: child.setUpToken!, demo: token }, Math.max(...CLIENTS));
    await sellMany(PORT, house, 3000);
    await analyse(dataFolder);
    const ours = asked.books ? undefined : await selling(PORT, house);
    const count = await fill(dataFolder);
    say(`${whole(count)} sales in the database: ${whole(await megabytes(dataFolder))} MB\n`);
    for (const login of ['supervisor', 'clerk0']) await house.unlock(login);
    await reading(PORT, house);
    child = await restart(dataFolder, token, child);
    say(`${await measureBooks(dataFolder, count, tmpdir())}\n`);
    if (ours !== undefined) await beside(dataFolder, ours);
  } finally {
    await child.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

const busy = (): string =>
  `load of the machine (1, 5, 15 minutes): ${loadavg()
    .map((value) => value.toFixed(1))
    .join(', ')}`;

async function main(): Promise<void> {
  const all = !asked.codec && !asked.chain && !asked.books;
  say(`${new Date().toISOString().slice(0, 10)}, commit ${commit()}, Node ${process.version}`);
  say(`${cpus().length} cores (${cpus()[0]?.model}), rate limit off, ${POOL} connections, fsync on; ${busy()}\n`);
  if (all || asked.codec) say(`${codecFigures()}\n`);
  if (all) say(`${await measureNetwork()}\n`);
  if (all || asked.chain) say(`${await measureChain()}\n`);
  if (all || asked.books) await inHouse();
  say(`at the end, ${busy()}`);
  if (asked.to !== undefined) writeFileSync(asked.to, `# Figures\n\n${said.join('\n')}\n`);
}

async function countSales(dataFolder: string): Promise<number> {
  const pool = openPool({ ...findEmbedded(dataFolder)!.appConnection, applicationName: 'bench', max: 1 });
  const { rows } = await pool.query<{ count: number }>('select count(*) from sale');
  await pool.end();
  return rows[0]!.count;
}

async function megabytes(dataFolder: string): Promise<number> {
  const pool = openPool({ ...findEmbedded(dataFolder)!.appConnection, applicationName: 'bench', max: 1 });
  const { rows } = await pool.query<{ size: number }>('select pg_database_size(current_database()) as size');
  await pool.end();
  return rows[0]!.size / 1e6;
}

await main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
