/**
 * `npm run bench`: the product's figures beside the raw limit, in one run on one machine. Times are reported, never
 * asserted. `--sales N` sets how many sales the larger figures are taken over (100,000 by default); `--codec` takes only
 * the figures of the meters' frames.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findEmbedded } from '../server/platform/db/embedded/start.ts';
import { openPool } from '../server/platform/db/pool.ts';
import type { InputOf } from '../shared/contracts/contract.ts';
import { day as dayQuery } from '../shared/contracts/reconciliation/day.ts';
import { accountPurchases } from '../shared/contracts/vending/account-purchases.ts';
import { dayFigures } from '../shared/contracts/vending/day-figures.ts';
import { sales } from '../shared/contracts/vending/sales.ts';
import { sellCredit } from '../shared/contracts/vending/sell-credit.ts';
import { fen } from '../shared/values/money.ts';
import { type Child, startServer } from './child.ts';
import { send } from './client.ts';
import { codecFigures } from './codec.ts';
import { type Load, load, ms, percentile, table, whole } from './figures.ts';
import { type BenchHouse, buildHouse } from './house.ts';
import { measureNetwork } from './network.ts';
import { openRaw } from './raw.ts';

const CLIENTS = [1, 8, 32, 128] as const;
const POOL = 8;
const PORT = 18_080;
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const wanted = process.argv.indexOf('--sales');
const SALES = wanted === -1 ? 100_000 : Number(process.argv[wanted + 1]);

const say = (text = ''): void => console.log(text);

function seller(port: number, house: BenchHouse): (client: number) => Promise<void> {
  const turns = new Array<number>(house.clerks.length).fill(0);
  return async (client) => {
    const clerk = house.clerks[client]!;
    const turn = turns[client]!;
    turns[client] = turn + 1;
    const money = fen(2000);
    await send(
      port,
      sellCredit,
      {
        by: 'money',
        moneyFen: money,
        meterId: clerk.meterIds[turn % clerk.meterIds.length]!,
        tenders: [{ tender: 'cash', amountFen: money }],
        expectedTotalFen: money,
        priceVersionId: house.priceVersionId,
      },
      clerk.cookie,
    );
  };
}

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

async function fill(port: number, house: BenchHouse, count: number): Promise<void> {
  const sell = seller(port, house);
  let left = count;
  await Promise.all(
    Array.from({ length: 32 }, async (_, client) => {
      while (left > 0) {
        left -= 1;
        await sell(client);
      }
    }),
  );
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
  for (const clients of CLIENTS) found.set(clients, await load(clients, seller(port, house)));
  return found;
}

function verify(dataFolder: string, counted: number): void {
  const at = performance.now();
  const { stdout, status } = spawnSync(process.execPath, [join(ROOT, 'tools', 'verify.ts')], {
    cwd: ROOT,
    env: { ...process.env, DATA: dataFolder },
    encoding: 'utf8',
  });
  const seconds = (performance.now() - at) / 1000;
  say(
    `verify: ${stdout.trim().split('\n').at(-1)} (exit ${status}) in ${seconds.toFixed(1)} s: ${whole(counted / seconds)} sales a second`,
  );
  say();
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

async function main(): Promise<void> {
  say(`${codecFigures()}\n`);
  if (process.argv.includes('--codec')) return;
  say(`${await measureNetwork()}\n`);
  const dataFolder = mkdtempSync(join(tmpdir(), 'zhishou-bench-'));
  const token = randomBytes(24).toString('base64url');
  say(
    `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model}), rate limit off, ${POOL} connections, fsync on\n`,
  );
  let child = await startServer(dataFolder, PORT, token);
  try {
    const house = await buildHouse(PORT, { setUp: child.setUpToken!, demo: token }, Math.max(...CLIENTS));
    await fill(PORT, house, 3000);
    await analyse(dataFolder);
    say('sale over HTTP: signed in, idempotent, chained, durable; one drawer per client');
    const ours = await selling(PORT, house);
    const made = 3000 + [...ours.values()].reduce((sum, { perSecond }) => sum + perSecond * 7, 0);
    await fill(PORT, house, Math.max(0, SALES - Math.round(made)));
    await analyse(dataFolder);
    const count = await countSales(dataFolder);
    say(`${whole(count)} sales in the database`);
    await reading(PORT, house);
    child = await restart(dataFolder, token, child);
    verify(dataFolder, count);
    await beside(dataFolder, ours);
  } finally {
    await child.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function countSales(dataFolder: string): Promise<number> {
  const pool = openPool({ ...findEmbedded(dataFolder)!.appConnection, applicationName: 'bench', max: 1 });
  const { rows } = await pool.query<{ count: number }>('select count(*) from sale');
  await pool.end();
  return rows[0]!.count;
}

await main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
