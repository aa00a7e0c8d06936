/**
 * What the chain costs: the same server and house sell chained and unchained in turn. Unchained, the database's owner
 * has put a `chain_append` in its place that writes nothing; the server has no switch for that and makes and sends the
 * record's text all the same, so the making of the text is measured apart and taken off in the last figure. The house
 * is thrown away afterwards: its books do not verify.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { recordBody } from '../server/platform/chain/append.ts';
import { findEmbedded } from '../server/platform/db/embedded/start.ts';
import { openPool } from '../server/platform/db/pool.ts';
import type { Actor } from '../server/platform/operations/actor.ts';
import type { Instant } from '../shared/values/calendar.ts';
import { startServer } from './child.ts';
import { type Load, load, ms, table, whole } from './figures.ts';
import { buildHouse } from './house.ts';
import { seller, sellMany } from './selling.ts';
import { SALE, templateOf } from './template.ts';

const PORT = 18_082;
const CLIENTS = 8;
/** Chained and unchained in turn, so that what else the machine does weighs on both. */
const ROUNDS = 8;
const SECONDS = 5;

const WRITES_NOTHING = `create or replace function chain_append(
  p_site uuid, p_chain uuid, p_at timestamptz, p_operation text, p_person uuid, p_post text, p_body text
) returns table (seq bigint, hash text) language sql volatile as $$ select 1::bigint, repeat('0', 64) $$`;

interface Counts {
  readonly sales: number;
  readonly records: number;
}

const counts = async (owner: pg.Pool): Promise<Counts> =>
  (
    await owner.query<Counts>(
      'select (select count(*) from sale) as sales, (select count(*) from chain_record where operation = $1) as records',
      [SALE],
    )
  ).rows[0]!;

/** @throws Error when the round was not what it is called: a figure of something else is none */
async function round(owner: pg.Pool, chained: boolean, sell: (client: number) => Promise<void>): Promise<Load> {
  const before = await counts(owner);
  const found = await load(CLIENTS, sell, SECONDS);
  const after = await counts(owner);
  const [sales, records] = [after.sales - before.sales, after.records - before.records];
  if (records !== (chained ? sales : 0)) throw new Error(`${sales} sales left ${records} records`);
  return found;
}

/** Microseconds to make the text of one sale's record. */
async function textCost(owner: pg.Pool): Promise<number> {
  const { facts, actor, body } = await templateOf(owner);
  const { at, key, input } = JSON.parse(body) as { at: Instant; key: string; input: string };
  const who = JSON.parse(actor) as Actor;
  const make = (): string => recordBody(who, { operation: SALE, at, key, bodyHash: input, facts });
  if (make() !== body) throw new Error('the text made again is not the text of the record');
  const times = 5000;
  let best = Number.POSITIVE_INFINITY;
  for (let series = 0; series < 5; series += 1) {
    const began = performance.now();
    for (let i = 0; i < times; i += 1) make();
    best = Math.min(best, ((performance.now() - began) / times) * 1000);
  }
  return best;
}

const mean = (loads: readonly Load[]): number => loads.reduce((sum, one) => sum + one.perSecond, 0) / loads.length;

function tableOf(rounds: readonly { chained: boolean; load: Load }[], textMicros: number): string {
  const rows = rounds.map(({ chained, load: { perSecond, p50, p99 } }) => [
    chained ? 'chained' : 'unchained',
    whole(perSecond),
    ms(p50),
    ms(p99),
  ]);
  const of = (wanted: boolean) => rounds.filter(({ chained }) => chained === wanted).map((one) => one.load);
  const [chained, unchained] = [mean(of(true)), mean(of(false))];
  const pairs = of(true).map((one, index) => one.perSecond / of(false)[index]!.perSecond);
  const spread = [Math.min(...pairs), Math.max(...pairs)].map((ratio) => ratio.toFixed(2)).join(' to ');
  const withoutText = 1 / (1 / unchained - textMicros / 1e6);
  return [
    table([`${CLIENTS} clients`, 'sales/s', 'p50 ms', 'p99 ms'], rows),
    '',
    `chained ${whole(chained)} a second, unchained ${whole(unchained)}: ${(chained / unchained).toFixed(2)} of unchained (round by round ${spread}); ` +
      `making the text takes ${whole(textMicros)} µs a sale: ${(chained / withoutText).toFixed(2)} of unchained without it`,
  ].join('\n');
}

/** Answers what to print. */
export async function measureChain(): Promise<string> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'zhishou-bench-chain-'));
  const token = randomBytes(24).toString('base64url');
  const child = await startServer(dataFolder, PORT, token);
  const owner = openPool({ ...findEmbedded(dataFolder)!.ownerConnection, applicationName: 'bench chain', max: 1 });
  try {
    const house = await buildHouse(PORT, { setUp: child.setUpToken!, demo: token }, CLIENTS);
    await sellMany(PORT, house, 2000);
    await owner.query('vacuum analyze');
    const defined = await owner.query<{ text: string }>(`select pg_get_functiondef('chain_append'::regproc) as text`);
    const sell = seller(PORT, house);
    const rounds: { chained: boolean; load: Load }[] = [];
    for (let index = 0; index < ROUNDS; index += 1) {
      const chained = index % 2 === 0;
      await owner.query(chained ? defined.rows[0]!.text : WRITES_NOTHING);
      rounds.push({ chained, load: await round(owner, chained, sell) });
    }
    return tableOf(rounds, await textCost(owner));
  } finally {
    await owner.end();
    await child.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
