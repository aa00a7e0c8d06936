/**
 * The books in a file, checked by the program that stands alone: whole they pass; whatever the database's superuser
 * changes, with the triggers off, is found in the next file, and a rebuilt chain by a digest from paper.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { exportBooks } from '../../server/platform/chain/export.ts';
import { type Counter, LADDER, openCounter } from '../support/counter.ts';

const CHECK = join(import.meta.dirname, '..', '..', 'tools', 'check-books.ts');
let counter: Counter;
let folder: string;
let siteId: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhishou-books-'));
  counter = await openCounter();
  await counter.setPrice(LADDER);
  for (let index = 0; index < 4; index += 1) await counter.sell(counter.room.electricity, { moneyFen: 5_000 });
  const { rows } = await counter.database.app.query<{ site_id: string }>('select site_id from site');
  siteId = rows[0]!.site_id;
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
});

async function exported(): Promise<string> {
  const path = join(folder, 'books.gz');
  const gzip = createGzip();
  const written = pipeline(gzip, createWriteStream(path));
  const { keptTables } = whatIsVerified();
  await exportBooks(counter.database.app, { siteId, keptTables, at: '2026-03-02T00:00:00.000Z' }, gzip);
  gzip.end();
  await written;
  return path;
}

/** Runs the stand-alone program in a folder where nothing of this program can be found. */
function check(path: string, ...rest: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CHECK, path, ...rest], { cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr });
    });
  });
}

/** As the superuser, with triggers and keys off; put back afterwards. */
async function tampered(change: string, undo: string): Promise<{ code: number; said: string }> {
  const run = (sql: string) =>
    counter.database.owner.query(`begin; set local session_replication_role = replica; ${sql}; commit`);
  await run(change);
  try {
    return await check(await exported());
  } finally {
    await run(undo);
  }
}

const head = async (): Promise<{ chain_id: string; head_hash: string }> => {
  const { rows } = await counter.database.app.query(
    "select chain_id, head_hash from chain where kind = 'drawer' order by opened_at limit 1",
  );
  return rows[0];
};

it('imports nothing but Node', () => {
  const from = [...readFileSync(CHECK, 'utf8').matchAll(/from '([^']+)'|import\('([^']+)'\)/g)];
  expect(from.map(([, one, other]) => one ?? other).filter((name) => !name?.startsWith('node:'))).toEqual([]);
});

it('passes the books of a house, and finds the digest of a drawer in them', async () => {
  const { head_hash: digest } = await head();
  const { code, said } = await check(await exported(), '--anchor', digest.slice(0, 32));
  expect(said).toMatch(/^checked: \d+ records, \d+ rows, 0 faults$/m);
  expect(code).toBe(0);
});

const SWAP = `update chain_record set seq = 1000 where seq = 2; update chain_record set seq = 2 where seq = 3;
  update chain_record set seq = 3 where seq = 1000`;

it.each([
  [
    'a column of the ledger',
    'update ledger_line set amount_fen = amount_fen + 1 where amount_fen > 0',
    'update ledger_line set amount_fen = amount_fen - 1 where amount_fen > 0',
    /ledger_line .*the row is not what the chain last said/,
  ],
  [
    'a sale renumbered',
    "update sale set slip_no = slip_no || '9'",
    'update sale set slip_no = left(slip_no, -1)',
    /sale .*not what the chain last said/,
  ],
  ['a record swapped with its neighbour', SWAP, SWAP, /record 2: the hash does not fit/],
  [
    'a record moved to the end',
    'update chain_record set seq = seq + 1000 where seq = 2',
    'update chain_record set seq = seq - 1000 where seq = 1002',
    /record 2 is missing or renumbered/,
  ],
])('finds %s', async (_what, change, undo, fault) => {
  const { code, said } = await tampered(change, undo);
  expect(said).toMatch(/^first fault: /m);
  expect(said).toMatch(fault);
  expect(code).toBe(1);
});

it('finds a row and a record that are gone, and a row put in', async () => {
  const { database } = counter;
  await database.owner.query(
    'create table aside_sale as select * from sale; create table aside_record as select * from chain_record',
  );
  const back = (table: string, aside: string) => `insert into ${table} select * from ${aside} on conflict do nothing`;
  const gone = await tampered("delete from sale where slip_no like '%-2'", back('sale', 'aside_sale'));
  expect(gone.said).toMatch(/sale .*the chain says it is there, the row is missing/);
  const cut = await tampered('delete from chain_record where seq = 3', back('chain_record', 'aside_record'));
  expect(cut.said).toMatch(/record 3 is missing or renumbered/);
  const put = await tampered(
    `insert into sale select (jsonb_populate_record(null::sale, to_jsonb(s)
       || '{"sale_id": "00000000-0000-7000-8000-000000000001", "slip_no": "D9-1-1", "slip_count": 99}')).* from sale s limit 1`,
    "delete from sale where slip_no = 'D9-1-1'",
  );
  expect(put.said).toMatch(/sale .*the row is not in the chain/);
});

it('finds a chain rebuilt from its genesis by the digest that was printed before', async () => {
  const { chain_id: chainId, head_hash: printed } = await head();
  const { database } = counter;
  const genesis = await database.app.query('select genesis from chain where chain_id = $1', [chainId]);
  const { rows } = await database.app.query(
    'select seq, body, hash from chain_record where chain_id = $1 order by seq',
    [chainId],
  );
  let previous = createHash('sha256').update(genesis.rows[0].genesis).digest('hex');
  const rebuilt = rows.map(({ seq, body }, index) => {
    const text = index === 0 ? body.replace('"request":"', '"request":"x') : body;
    previous = createHash('sha256').update(`${previous}\n${seq}\n${text}`).digest('hex');
    return { seq, text, hash: previous };
  });
  const write = (seq: number, body: string, hash: string) =>
    `update chain_record set body = $b$${body}$b$, hash = '${hash}' where chain_id = '${chainId}' and seq = ${seq}`;
  const setHead = (hash: string) => `update chain set head_hash = '${hash}' where chain_id = '${chainId}'`;
  const change = [...rebuilt.map(({ seq, text, hash }) => write(seq, text, hash)), setHead(previous)].join('; ');
  const undo = [...rows.map(({ seq, body, hash }) => write(seq, body, hash)), setHead(printed)].join('; ');
  await database.owner.query(`begin; set local session_replication_role = replica; ${change}; commit`);
  const path = await exported();
  await database.owner.query(`begin; set local session_replication_role = replica; ${undo}; commit`);
  expect((await check(path)).code).toBe(0);
  const found = await check(path, '--anchor', printed);
  expect(found.said).toMatch(/^first fault: anchor [0-9a-f]{64}: not in these books/m);
  expect(found.code).toBe(1);
});

it('does not take a file that is cut off', async () => {
  const path = await exported();
  const whole = readFileSync(path);
  const cut = join(folder, 'cut.gz');
  for (const part of [0.1, 0.7, 0.99]) {
    writeFileSync(cut, whole.subarray(0, Math.floor(whole.length * part)));
    expect((await check(cut)).code).toBe(2);
  }
});
