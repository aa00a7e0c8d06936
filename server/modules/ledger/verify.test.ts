/** A small ledger, then every edit that somebody with the owner's rights could make around the system: each is named. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ACCOUNTS, drawerAccount, drawerAccountSpec, incomeAccount } from '../../../shared/ledger/chart.ts';
import { type BusinessDate, businessDate, type Instant, instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { fen } from '../../../shared/values/money.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import { appendRecord } from '../../platform/chain/append.ts';
import { currentDay, openChain, sha256 } from '../../platform/chain/day.ts';
import { sealDay } from '../../platform/chain/seal.ts';
import { type VerifyReport, verifyHouse } from '../../platform/chain/verify/house.ts';
import { type Tx, transaction } from '../../platform/db/tx.ts';
import { type Actor, systemActor } from '../../platform/operations/actor.ts';
import { ledgerChecks } from './checks.ts';
import { ledgerModule } from './index.ts';
import { ensureAccount, post, reverse } from './post.ts';
import { credit, debit } from './rules/entry.ts';

let db: TestDatabase;
let actor: Actor;
let time = instant('2026-03-02T01:00:00.000Z');
let drawerChain: string;
let lastSealed: string;
const customer = newId();
const drawer = drawerAccount('1');
const keptTables = ledgerModule.keptTables ?? [];
const TABLES = ['site_day', 'chain', 'chain_record', ...keptTables, 'ledger_party_balance'];

/** What the runner does around an operation, with the clock one minute further. */
async function operation<T>(run: (tx: Tx, day: BusinessDate, now: Instant) => Promise<T>): Promise<T> {
  time = instant(Date.parse(time) + 60_000);
  const at = time;
  return transaction(db.app, async (tx) => {
    const result = await run(tx, await currentDay(tx, actor.siteId, at), at);
    const content = { operation: 'test.act', at, key: newId(), bodyHash: sha256(at), facts: tx.facts };
    await appendRecord(tx, actor, content);
    return result;
  });
}

const sell = (amount: number) =>
  operation(async (tx, businessDate, now) => {
    tx.writeOn(drawerChain);
    const lines = [debit(drawer, fen(amount)), credit(ACCOUNTS.creditOwed, fen(amount), customer)];
    const document = { kind: 'sale', id: newId() };
    return post(tx, actor, {
      businessDate,
      now,
      document,
      text: '售电“五”\\号楼',
      lines,
      drawerSessionId: drawerChain,
    });
  });

async function trade(): Promise<void> {
  drawerChain = await operation(async (tx, day, now) => {
    await ensureAccount(tx, actor.siteId, drawerAccountSpec('1', { zh: '一号窗', en: 'window 1' }), now);
    return openChain(tx, { siteId: actor.siteId, kind: 'drawer', businessDate: day, now });
  });
  const first = await sell(5000);
  await sell(700);
  await operation(async (tx, businessDate, now) => {
    const lines = [debit(ACCOUNTS.creditOwed, fen(5000), customer), credit(incomeAccount('electricity'), fen(5000))];
    await post(tx, actor, { businessDate, now, document: { kind: 'delivery', id: newId() }, text: '充值成功', lines });
  });
  await operation((tx, day, now) => reverse(tx, actor, first.entryId, { businessDate: day, now, text: '红冲' }));
  await operation(async (tx) => tx.endChain(drawerChain));
}

beforeAll(async () => {
  db = await createTestDatabase();
  actor = systemActor(newId(), 'test');
  await db.owner.query(`insert into site (site_id, name, time_zone) values ($1, '测试', 'Asia/Shanghai')`, [
    actor.siteId,
  ]);
  await trade();
  lastSealed = await operation(async (tx, day, now) => (await sealDay(tx, actor.siteId, day, now)).digest);
  await trade();
});
afterAll(() => db.drop());

const verify = (anchors: string[] = []): Promise<VerifyReport> =>
  verifyHouse(db.app, { keptTables, checks: ledgerChecks, anchors });

test('untouched books are whole', async () => {
  expect(await verify([lastSealed, lastSealed.slice(0, 32)])).toMatchObject({ faultCount: 0, faults: [], records: 13 });
  const { rows } = await db.app.query<{ business_date: string; records: number }>(
    `select c.business_date, count(*) as records from chain_record r join chain c using (site_id, chain_id) group by 1 order by 1`,
  );
  // The record of the sealing itself stands on the day after.
  expect(rows).toEqual([
    { business_date: '2026-03-02', records: 6 },
    { business_date: '2026-03-03', records: 7 },
  ]);
});

test('a sealed day takes no posting and no chain, and is sealed once', async () => {
  const day = businessDate('2026-03-02');
  const again = operation((tx, _day, now) => sealDay(tx, actor.siteId, day, now));
  await expect(again).rejects.toMatchObject({ code: 'day.already_sealed' });
  const tomorrow = operation((tx, _day, now) => sealDay(tx, actor.siteId, businessDate('2026-03-09'), now));
  await expect(tomorrow).rejects.toMatchObject({ code: 'day.not_begun' });
  const chain = operation((tx, _day, now) =>
    openChain(tx, { siteId: actor.siteId, kind: 'drawer', businessDate: day, now }),
  );
  await expect(chain).rejects.toThrow('sealed meanwhile');
});

test('the application cannot undo a seal or go on with a closed chain', async () => {
  await expect(db.app.query(`update chain set closed_at = null`)).rejects.toThrow('posted is final');
  await expect(db.app.query(`update site_day set digest = repeat('1', 64)`)).rejects.toThrow('posted is final');
});

describe('an edit around the system is found', () => {
  beforeAll(async () => {
    const { rows } = await db.owner.query<{ sql: string }>(
      `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as sql from pg_constraint
       where contype in ('f', 'c') and conrelid = any($1::regclass[])`,
      [TABLES],
    );
    for (const { sql } of rows) await db.owner.query(sql);
    for (const table of TABLES) {
      await db.owner.query(`alter table ${table} disable trigger user`);
      await db.owner.query(`create table original_${table} as table ${table}`);
    }
  });
  afterEach(async () => {
    for (const table of TABLES)
      await db.owner.query(`delete from ${table}; insert into ${table} select * from original_${table}`);
  });

  const OTHER: Record<string, (column: string) => string> = {
    uuid: () => 'gen_random_uuid()',
    text: (column) =>
      column === 'kind' ? `'equity'` : column === 'month' ? `'2031-01'` : `'x' || coalesce(${column}, '')`,
    date: (column) => `${column} + 31`,
    'timestamp with time zone': (column) => `coalesce(${column}, now()) + interval '1 second'`,
    bigint: (column) => `${column} + 70`,
    integer: (column) => `${column} + 70`,
    boolean: (column) => `not ${column}`,
  };
  // Not covered: a day that is not sealed keeps no digest, so the time it was opened stands nowhere else.
  const byColumn = (table: string) =>
    db.owner.query<{ name: string; type: string }>(
      `select attname as name, format_type(atttypid, null) as type from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> 'site_id' order by attnum`,
      [table],
    );
  const FIRST: Record<string, string> = {
    site_day: `business_date = '2026-03-02'`,
    chain: `business_date = '2026-03-02'`,
    chain_record: 'seq = 2',
  };

  // The two that hold nothing in this house.
  const empty = new Set(['ledger_verification', 'older_books']);
  test.each([...TABLES.filter((table) => !empty.has(table))])('%s: each column', async (table) => {
    for (const { name, type } of (await byColumn(table)).rows) {
      const where = FIRST[table] ?? 'true';
      const changed = await db.owner.query(
        `update ${table} set ${name} = ${OTHER[type]!(name)} where ctid = (select ctid from ${table} where ${where} order by ctid limit 1)`,
      );
      expect(changed.rowCount, `${table}.${name}`).toBe(1);
      const report = await verify();
      expect(report.faultCount, `${table}.${name}`).toBeGreaterThan(0);
      if (keptTables.includes(table))
        expect(report.faults.join('\n'), `${table}.${name}`).toMatch(new RegExp(`^${table} `, 'm'));
      await db.owner.query(`delete from ${table}; insert into ${table} select * from original_${table}`);
    }
  });

  test('an amount is named with what the chain says', async () => {
    await db.owner.query('update ledger_line set amount_fen = sign(amount_fen) * 6000 where abs(amount_fen) = 700');
    const { faults } = await verify();
    expect(faults[0]).toMatch(
      /^ledger_line .*\|1: amount_fen is 6000, the chain says 700 \(drawer chain .* of 2026-03-02, record 2\)$/,
    );
  });

  test('a row is removed, a whole entry is removed, an entry is put in', async () => {
    await db.owner.query(`delete from ledger_line where amount_fen = 700`);
    expect((await verify()).faults[0]).toMatch(
      /^ledger_line .*: the row is gone; drawer chain .*, record 2, wrote it$/,
    );
    await db.owner.query(`delete from ledger_line; delete from ledger_entry`);
    expect((await verify()).faultCount).toBeGreaterThanOrEqual(8 + 16);
    await db.owner.query(
      `insert into ledger_line select * from original_ledger_line; insert into ledger_entry select * from original_ledger_entry`,
    );
    await db.owner.query(
      `with e as (insert into ledger_entry select site_id, gen_random_uuid(), business_date, posted_at, posted_by, document_kind,
         document_id, text, null, null from original_ledger_entry limit 1 returning *)
       insert into ledger_line select site_id, entry_id, no, business_date, '1002', null, amount from e, (values (1, 9), (2, -9)) v(no, amount)`,
    );
    const { faults, faultCount } = await verify();
    expect(faultCount).toBe(3);
    expect(faults[0]).toMatch(/^ledger_entry .*: the row is in no record; it was put in from outside$/);
  });

  test('two records are exchanged, renumbered, changed, removed, added at the end', async () => {
    const records = `chain_record where chain_id = '${drawerChain}'`;
    await db.owner.query(
      `update chain_record r set body = o.body, at = o.at, hash = o.hash from original_chain_record o
       where r.chain_id = '${drawerChain}' and o.chain_id = r.chain_id and r.seq in (1, 2) and o.seq = 3 - r.seq`,
    );
    expect((await verify()).faults[0]).toMatch(/record 1: the hash does not fit/);
    await db.owner.query(`delete from ${records}; insert into chain_record select * from original_${records}`);
    await db.owner.query(`update chain_record set seq = 9 where chain_id = '${drawerChain}' and seq = 2`);
    expect((await verify()).faults[0]).toMatch(/record 3: the number before it is 1/);
    await db.owner.query(`delete from ${records}; insert into chain_record select * from original_${records}`);
    await db.owner.query(`delete from ${records} and seq = 3`);
    expect((await verify()).faults[0]).toMatch(/its head says 3 records, there are 2/);
    await db.owner.query(`delete from ${records}`);
    expect((await verify()).faults[0]).toMatch(/its head says 3 records, there are 0/);
    await db.owner.query(
      `delete from chain where chain_id = '${drawerChain}'; insert into chain_record select * from original_${records}`,
    );
    expect((await verify()).faults[0]).toMatch(/is missing, 3 records name it/);
  });

  test('a whole chain is gone, records and rows: the manifest of the sealed day names it', async () => {
    const id = `(select chain_id from original_chain where kind = 'drawer' and business_date = '2026-03-02')`;
    await db.owner.query(`delete from chain_record where chain_id = ${id}; delete from chain where chain_id = ${id}`);
    expect((await verify()).faults[0]).toMatch(/^day 2026-03-02: the manifest names chain .*, which is missing$/);
  });

  test('chain and rows rebuilt with new hashes: only a digest kept outside tells', async () => {
    const { rows } = await db.owner.query<{ head_hash: string; genesis: string }>(
      `select head_hash, genesis from chain where chain_id = $1`,
      [drawerChain],
    );
    await db.owner.query(
      'update ledger_line set amount_fen = sign(amount_fen) * 900 where abs(amount_fen) = 700 and business_date = $1',
      ['2026-03-03'],
    );
    await db.owner.query(`update ledger_party_balance set balance_fen = balance_fen - 200`);
    let hash = sha256(rows[0]!.genesis);
    for (const seq of [1, 2, 3]) {
      const { rows: found } = await db.owner.query<{ body: string }>(
        `update chain_record set body = replace(replace(body, '"amount_fen":700,', '"amount_fen":900,'), '"amount_fen":-700,', '"amount_fen":-900,')
         where chain_id = $1 and seq = $2 returning body`,
        [drawerChain, seq],
      );
      hash = sha256(`${hash}\n${seq}\n${found[0]!.body}`);
      await db.owner.query('update chain_record set hash = $3 where chain_id = $1 and seq = $2', [
        drawerChain,
        seq,
        hash,
      ]);
    }
    await db.owner.query('update chain set head_hash = $2 where chain_id = $1', [drawerChain, hash]);
    expect(await verify()).toMatchObject({ faultCount: 0 });
    expect((await verify([rows[0]!.head_hash])).faults).toEqual([
      expect.stringMatching(/^anchor .* the books were rewritten/),
    ]);
  });
});
