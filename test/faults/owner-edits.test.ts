/**
 * FT-27: the owner of the database changes what is kept, triggers and constraints out of the way: every column of every
 * kept table and of the chain itself, rows deleted, added and swapped, records renumbered, a chain rebuilt. The chain
 * alone must find each of them and name the row; what modules add up besides is left out here.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { appendRecord } from '../../server/platform/chain/append.ts';
import { sha256 } from '../../server/platform/chain/day.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { transaction } from '../../server/platform/db/tx.ts';
import { systemActor } from '../../server/platform/operations/actor.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { liveWeeks } from '../simulation/days.ts';
import { type Office, openOffice } from '../simulation/office.ts';
import { randomOf } from '../simulation/random.ts';
import {
  type Column,
  columnsOf,
  dropConstraints,
  type Edited,
  editColumn,
  insertOf,
  untriggered,
} from './owner-edits.ts';
import { figure } from './whole-books.ts';

/** Columns tried, each in one row; a bound above their number tries all of them. */
const EDITS = sized({ smoke: 60, ci: 100_000, long: 100_000 });
/** Rows in which each column is tried. */
const ROWS = sized({ smoke: 1, ci: 1, long: 5 });
const CHAIN_TABLES = ['chain_record', 'chain', 'site_day'];
/** Open and closed, sealed and not: of these few rows each is tried. */
const WHOLE = new Set(['chain', 'site_day']);
const KEPT = [...whatIsVerified().keptTables];
const random = randomOf(SEED);
const found: string[] = [];

let office: Office;
let columns: Column[];
let unwritten: string[];

const owner = () => office.house.database.owner;
const verify = async (anchors: readonly string[] = []) =>
  (await verifyHouse(owner(), { keptTables: KEPT, anchors })).faults;

beforeAll(async () => {
  office = await openOffice(SEED, '2026-06-10');
  await liveWeeks(office, { days: 2, acts: 40, verifyEvery: 9 });
  const tables = [...KEPT, ...CHAIN_TABLES];
  await dropConstraints(owner(), tables);
  columns = await columnsOf(owner(), tables);
  unwritten = await writeTheUnwritten();
  expect(await verify()).toEqual([]);
});

/** Tables in which this office has written nothing get one row, written and kept as an operation does. */
async function writeTheUnwritten(): Promise<string[]> {
  const empty: string[] = [];
  for (const table of KEPT) {
    const { rows } = await owner().query(`select 1 from ${table} limit 1`);
    if (rows.length > 0) continue;
    empty.push(table);
    const insert = insertOf(columns.filter((column) => column.table === table));
    await untriggered(owner(), table, () =>
      transaction(owner(), async (tx) => {
        const written = await tx.prepared<Record<string, unknown>>(`write.${table}`, insert, [office.house.siteId]);
        tx.kept(table, written);
        const content = { operation: 'test.write', at: office.house.clock.now(), key: null, bodyHash: null };
        await appendRecord(tx, systemActor(office.house.siteId, 'test'), { ...content, facts: tx.facts });
      }),
    );
  }
  return empty;
}

const rowsIn = (table: string): Promise<number> => figure(office.house, `select count(*) from ${table}`);

/** In an order of its own for each seed. */
function shuffled<T>(list: readonly T[]): T[] {
  const left = [...list];
  return Array.from(list, () => left.splice(random.below(left.length), 1)[0]!);
}

interface Edit {
  readonly column: Column;
  readonly place: number;
}

/** Edits of kept tables go together, one a table: each must still be named by itself. What the chain is goes alone. */
function batched(edits: readonly Edit[]): Edit[][] {
  const batches: Edit[][] = [];
  for (const edit of edits) {
    const { table } = edit.column;
    const fits = (batch: readonly Edit[]): boolean =>
      batch.length < AT_ONCE && !batch.some(({ column }) => column.table === table || isChain(column));
    const batch = isChain(edit.column) ? undefined : batches.findLast(fits);
    if (batch === undefined) batches.push([edit]);
    else batch.push(edit);
  }
  return batches;
}

const AT_ONCE = 10;
const isChain = ({ table }: Column): boolean => CHAIN_TABLES.includes(table);

async function editsOf(chosen: readonly Column[]): Promise<Edit[]> {
  const edits: Edit[] = [];
  for (const column of chosen) {
    const first = random.below(1000);
    const rows = WHOLE.has(column.table) ? await rowsIn(column.table) : ROWS;
    for (let row = 0; row < rows; row += 1) edits.push({ column, place: first + row });
  }
  return edits;
}

/** What was not found, in words. */
async function missedIn(batch: readonly Edit[]): Promise<string[]> {
  const done: { readonly column: Column; readonly edited: Edited }[] = [];
  for (const { column, place } of batch) {
    const edited = await editColumn(owner(), column, place);
    expect(edited, `${column.table} has no row`).not.toBeNull();
    done.push({ column, edited: edited! });
  }
  const faults = await verify();
  for (const { edited } of done) await edited.undo();
  const named = ({ column, edited }: (typeof done)[number]): boolean =>
    isChain(column) ? faults.length > 0 : faults.some((fault) => fault.startsWith(`${column.table} ${edited.name}`));
  return done
    .filter((one) => !named(one))
    .map(({ column, edited }) => `${column.table}.${column.column} of ${edited.name}: ${faults.join(' | ')}`);
}

test('every column of every kept table, and of the chain itself', async () => {
  const chosen = shuffled(columns).slice(0, EDITS);
  const edits = await editsOf(chosen);
  const missed: string[] = [];
  for (const batch of batched(edits)) missed.push(...(await missedIn(batch)));
  expect(missed, `seed ${SEED}`).toEqual([]);
  expect(await verify()).toEqual([]);
  found.push(
    `${edits.length} edits of ${chosen.length} of ${columns.length} columns in ${KEPT.length} kept tables (${unwritten.length} with a row made for it) and ${CHAIN_TABLES.length} of the chain`,
  );
});

test('every table is kept, is the chain, or is named with the reason why not', async () => {
  const { rows } = await owner().query<{ name: string }>(
    `select table_name::text as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const reasons = readFileSync(new URL('../../docs/adr/0005-the-chain-keeps-full-rows.md', import.meta.url), 'utf8');
  const known = new Set([...KEPT, ...CHAIN_TABLES, ...[...reasons.matchAll(/`(\w+)`/g)].map(([, name]) => name)]);
  expect(rows.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
});

/** Done, verified, undone: the tables are copied aside and put back. */
async function around(tables: readonly string[], work: () => Promise<void>, anchors: readonly string[] = []) {
  for (const table of tables) await owner().query(`create table saved_${table} as table ${table}`);
  for (const table of tables) await owner().query(`alter table ${table} disable trigger user`);
  await work();
  for (const table of tables) await owner().query(`alter table ${table} enable trigger user`);
  const faults = await verify(anchors);
  for (const table of tables) {
    await untriggered(owner(), table, async () => {
      await owner().query(`delete from ${table}`);
      await owner().query(`insert into ${table} select * from saved_${table}`);
    });
    await owner().query(`drop table saved_${table}`);
  }
  return faults;
}

const run =
  (sql: string, values: readonly unknown[] = []) =>
  async (): Promise<void> => {
    const { rowCount } = await owner().query(sql, [...values]);
    expect(rowCount, sql).toBeGreaterThan(0);
  };

const ONE_SALE = '(select sale_id from sale order by sale_id offset 2 limit 1)';
const SOLD_ON =
  "(select chain_id from chain c where kind = 'drawer' and next_seq > 6 order by business_date, chain_id limit 1)";
const PARTED = 1_000_000;

describe('rows and records', () => {
  test.each<readonly [string, string, string, RegExp]>([
    ['a sale deleted', 'sale', `delete from sale where sale_id = ${ONE_SALE}`, /^sale .+: the row is gone/],
    [
      'a sale added',
      'sale',
      `insert into sale select (jsonb_populate_record(s, jsonb_build_object('sale_id', gen_random_uuid()))).* from sale s
       where sale_id = ${ONE_SALE}`,
      /^sale .+/,
    ],
    [
      'two sales swapped',
      'sale',
      `update sale s set slip_no = o.slip_no, slip_count = o.slip_count, total_fen = o.total_fen from sale o,
         (select sale_id from sale order by sale_id offset 3 limit 1) x
       where s.sale_id in (x.sale_id, ${ONE_SALE}) and o.sale_id in (x.sale_id, ${ONE_SALE}) and o.sale_id <> s.sale_id`,
      /^sale .+/,
    ],
    [
      'slips renumbered',
      'sale',
      `update sale set slip_count = slip_count + 1 where drawer_session_id = (select drawer_session_id from sale limit 1)`,
      /^sale .+slip_count/,
    ],
    [
      'a record deleted',
      'chain_record',
      `delete from chain_record where chain_id = ${SOLD_ON} and seq = 3`,
      /record 4: the number before it is 2/,
    ],
    [
      'the last record deleted',
      'chain_record',
      `delete from chain_record r where chain_id = ${SOLD_ON}
       and seq = (select max(seq) from chain_record x where x.chain_id = r.chain_id)`,
      /the last are missing or added/,
    ],
    [
      'a record added',
      'chain_record',
      `insert into chain_record select (jsonb_populate_record(r, jsonb_build_object('seq', 9999))).* from chain_record r
       where chain_id = ${SOLD_ON} and seq = 3`,
      /record 9999: the number before it/,
    ],
    [
      'two records swapped',
      'chain_record',
      `update chain_record r set body = o.body, operation = o.operation, at = o.at from chain_record o
       where r.chain_id = ${SOLD_ON} and o.chain_id = r.chain_id and r.seq in (3, 4) and o.seq = 7 - r.seq`,
      /record 3: the hash does not fit/,
    ],
    [
      'records renumbered',
      'chain_record',
      `update chain_record set seq = seq + ${PARTED} where chain_id = ${SOLD_ON} and seq > 3`,
      new RegExp(`record ${PARTED + 4}: the number before it is 3`),
    ],
    ['a chain deleted', 'chain', `delete from chain where chain_id = ${SOLD_ON}`, /chain .+ is missing/],
    [
      'a day deleted',
      'site_day',
      'delete from site_day where business_date = (select min(business_date) from site_day)',
      /digest|day /,
    ],
  ])('%s', async (what, table, sql, named) => {
    const faults = await around([table], run(sql));
    expect(
      faults.some((fault) => named.test(fault)),
      faults.join('\n') || 'nothing found',
    ).toBe(true);
    found.push(what);
  });
});

interface Rebuilt {
  readonly chain_id: string;
  readonly business_date: string;
  readonly genesis: string;
  readonly kind: string;
}

/** What was sealed is sealed again with other digests: every hash from the changed record on fits every other. */
async function rebuildFrom(day: string, change: (body: string) => string): Promise<void> {
  const digests = new Map<string, { old: string; now: string }>();
  const { rows: chains } = await owner().query<Rebuilt>(
    'select chain_id, business_date, genesis, kind from chain order by business_date, opened_at, chain_id',
  );
  const replaced = (text: string): string =>
    [...digests.values()].reduce((so, { old, now }) => so.replaceAll(old, now), text);
  const { rows: days } = await owner().query<{ business_date: string; digest: string | null; manifest: string | null }>(
    'select business_date, digest, manifest from site_day order by business_date',
  );
  for (const one of days) {
    for (const chain of chains.filter((of) => of.business_date === one.business_date))
      await rebuildChain(chain, { replaced, digests, change: one.business_date === day ? change : (body) => body });
    if (one.manifest === null || one.digest === null) continue;
    const manifest = replaced(one.manifest);
    digests.set(one.business_date, { old: one.digest, now: sha256(manifest) });
    await owner().query('update site_day set manifest = $2, digest = $3 where business_date = $1', [
      one.business_date,
      manifest,
      sha256(manifest),
    ]);
  }
}

async function rebuildChain(
  chain: Rebuilt,
  how: {
    readonly replaced: (text: string) => string;
    readonly digests: Map<string, { old: string; now: string }>;
    readonly change: (body: string) => string;
  },
): Promise<void> {
  const genesis = how.replaced(chain.genesis);
  let previous = sha256(genesis);
  const { rows } = await owner().query<{ seq: number; body: string; hash: string }>(
    'select seq, body, hash from chain_record where chain_id = $1 order by seq',
    [chain.chain_id],
  );
  for (const { seq, body, hash } of rows) {
    const rewritten = how.change(body);
    const now = sha256(`${previous}\n${seq}\n${rewritten}`);
    await owner().query('update chain_record set body = $3, hash = $4 where chain_id = $1 and seq = $2', [
      chain.chain_id,
      seq,
      rewritten,
      now,
    ]);
    if (seq === rows.length) how.digests.set(chain.chain_id, { old: hash, now });
    previous = now;
  }
  await owner().query('update chain set genesis = $2, head_hash = $3 where chain_id = $1', [
    chain.chain_id,
    genesis,
    previous,
  ]);
}

test('the whole chain rebuilt: it fits itself, and the digest on paper is on it no more', async () => {
  const { rows } = await owner().query<{ business_date: string; digest: string }>(
    'select business_date, digest from site_day where sealed_at is not null order by business_date',
  );
  const [first, ...later] = rows;
  expect(await verify(rows.map(({ digest }) => digest))).toEqual([]);
  const rebuild = () => rebuildFrom(first!.business_date, (body) => body.replace(/"request":"[^"]*"/, '"request":"x"'));
  expect(await around(CHAIN_TABLES, rebuild), 'no chain can see a rewrite of everything').toEqual([]);
  for (const { digest } of [first!, ...later])
    expect(await around(CHAIN_TABLES, rebuild, [digest])).toEqual([
      `anchor ${digest}: no record and no sealed day has this digest; the books were rewritten after it was taken`,
    ]);
  expect(await verify()).toEqual([]);
  const how = `chain rebuilt: found by each of ${rows.length} digests on paper`;
  noteResult({ list: 'faults', id: 'FT-27', found: [...found, how].join(', '), seed: SEED });
});
