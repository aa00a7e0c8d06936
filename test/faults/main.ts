/**
 * `npm run faults`: kill -9 of the server and of the database while clients sell, then an audit; then every other fault
 * test. `--size smoke|ci|long` (ci by default), `--seed N`. A run in which fewer than half of the kills hit an open
 * transaction proves nothing and fails. What was found is written to dist/results/faults.md.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Child, startServer } from '../../bench/child.ts';
import { buildHouse } from '../../bench/house.ts';
import { findEmbedded } from '../../server/platform/db/embedded/start.ts';
import { writePages } from '../../tools/results.ts';
import { noteResult } from '../results/note-result.ts';
import { audit, type Check } from './audit.ts';
import { newDataFolder, withOwner } from './house-under-fault.ts';
import { type Selling, startSelling } from './selling.ts';

const CLERKS = 8;
const PORT = 18_090;
const VITEST = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
/** Ten times what is expected; only to stop what hangs. */
const HANG_MS = 120_000;

const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(name);
  return at === -1 ? otherwise : Number(process.argv[at + 1]);
};
const SEED = option('--seed', Date.now() % 100_000);
const SIZE = sizeArgument();
const KILLS = { smoke: 2, ci: 20, long: 200 }[SIZE];
const METERS = { smoke: 60, ci: 500, long: 2000 }[SIZE];
/** Where a whole run gathers its results; a run by itself begins with an empty folder. */
const RESULTS = process.env.RESULTS_FOLDER ?? freshResults();
process.env.RESULTS_FOLDER = RESULTS;

function sizeArgument(): 'smoke' | 'ci' | 'long' {
  const at = process.argv.indexOf('--size');
  const said = at === -1 ? 'ci' : process.argv[at + 1];
  if (said === 'smoke' || said === 'ci' || said === 'long') return said;
  throw new Error(`--size ${said}: say smoke, ci or long`);
}

function freshResults(): string {
  const folder = fileURLToPath(new URL('../../dist/results', import.meta.url));
  rmSync(folder, { recursive: true, force: true });
  return folder;
}

/** Seconds between kills differ; the seed is printed so that a run can be repeated. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

interface Stage {
  readonly dataFolder: string;
  readonly token: string;
  child: Child;
}

/** Waits until a sale is inside its transaction, then kills at once: a kill between sales would prove nothing. */
async function hitOpenTransaction(dataFolder: string, kill: () => Promise<void>): Promise<boolean> {
  return withOwner(dataFolder, async (owner) => {
    for (let look = 0; look < 200; look += 1) {
      const { rows } = await owner.query<{ open: number }>(
        `select count(*) as open from pg_stat_activity where application_name = 'zhishou' and backend_xid is not null`,
      );
      if (Number(rows[0]!.open) === 0) continue;
      await kill();
      return true;
    }
    await kill();
    return false;
  });
}

async function servesAgain(selling: Selling): Promise<number> {
  const before = selling.acknowledged.length;
  const from = performance.now();
  while (selling.acknowledged.length < before + CLERKS) {
    if (performance.now() - from > HANG_MS) throw new Error('no sale was made again within two minutes');
    await pause(10);
  }
  return (performance.now() - from) / 1000;
}

async function killServer(stage: Stage): Promise<boolean> {
  const hit = await hitOpenTransaction(stage.dataFolder, () => stage.child.kill());
  stage.child = await startServer(stage.dataFolder, PORT, stage.token);
  return hit;
}

/** The server brings its database back by itself. */
async function killDatabase(stage: Stage): Promise<boolean> {
  const { pid } = findEmbedded(stage.dataFolder)!;
  return hitOpenTransaction(stage.dataFolder, async () => void process.kill(pid, 'SIGKILL'));
}

interface Found {
  readonly figures: string;
  readonly checks: readonly Check[];
}

async function run(name: string, kill: (stage: Stage) => Promise<boolean>): Promise<Found> {
  const dataFolder = newDataFolder();
  const token = randomBytes(24).toString('base64url');
  const stage: Stage = { dataFolder, token, child: await startServer(dataFolder, PORT, token) };
  const random = randomOf(SEED);
  try {
    const house = await buildHouse(PORT, { setUp: stage.child.setUpToken!, demo: token }, CLERKS);
    const selling = startSelling(PORT, house);
    let hits = 0;
    let slowest = 0;
    for (let i = 0; i < KILLS; i += 1) {
      await pause(200 + random() * 800);
      if (await kill(stage)) hits += 1;
      slowest = Math.max(slowest, await servesAgain(selling));
    }
    await selling.stop();
    const again = selling.acknowledged.filter((one) => one.tries > 1).length;
    const figures = `${KILLS} kills, ${hits} inside an open transaction, ${selling.acknowledged.length} sales acknowledged, ${again} of them on a repeated key, longest gap ${slowest.toFixed(1)} s`;
    console.log(`${name}: ${figures}`);
    const checks = await withOwner(dataFolder, (owner) => audit(owner, selling, dataFolder));
    const enough = hits * 2 >= KILLS;
    return {
      figures,
      checks: [
        { name: 'at least half of the kills hit an open transaction', good: enough, found: `${hits} of ${KILLS}` },
        ...checks,
      ],
    };
  } finally {
    await stage.child.stop().catch(() => undefined);
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

console.log(`fault tests, seed ${SEED}`);
let failed = 0;
let passed = 0;
for (const [id, name, kill] of [
  ['FT-01', 'kill -9 of the server', killServer],
  ['FT-03', 'kill -9 of the database', killDatabase],
] as const) {
  const { checks, figures } = await run(name, kill);
  for (const check of checks) {
    if (check.good) passed += 1;
    else failed += 1;
    console.log(`  ${check.good ? '✓' : '✗'} ${check.name}: ${check.found}`);
  }
  if (checks.every(({ good }) => good)) noteResult({ list: 'faults', id, found: figures, seed: SEED });
}
/** What runs under vitest, with its seed and size; each check leaves its line for the results page. */
function runTests(args: readonly string[]): void {
  const env = {
    ...process.env,
    FAULT_SIZE: SIZE,
    FAULT_SEED: String(SEED),
    RESULTS_FOLDER: RESULTS,
    NETWORK_METERS: String(METERS),
    NETWORK_SEED: String(SEED),
  };
  const { status } = spawnSync(process.execPath, [VITEST, 'run', ...args], { env, stdio: 'inherit' });
  if (status === 0) passed += 1;
  else failed += 1;
}

runTests(['-c', 'vitest.faults.config.ts']);
// Those that need no server of their own are part of the tests already; here they are run in this size.
if (SIZE !== 'smoke')
  runTests([
    'agent/card/faults.test.ts',
    'test/scenarios/print-faults.test.ts',
    'test/scenarios/network-faults.test.ts',
  ]);
for (const page of writePages(RESULTS, RESULTS, SIZE)) console.log(`results: ${page}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
