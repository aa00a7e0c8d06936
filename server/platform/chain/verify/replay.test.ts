/** Rows of every type of column, in tables made for this test: final or changing, rendered by PostgreSQL or by us. */
import { hash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.ts';
import { sql } from '../../db/query.ts';
import { type Tx, transaction } from '../../db/tx.ts';
import { systemActor } from '../../operations/actor.ts';
import { appendRecord } from '../append.ts';
import { openChain } from '../day.ts';
import { verifyHouse } from './house.ts';
import { describeTables } from './tables.ts';

let db: TestDatabase;
const actor = systemActor(newId(), 'test');
const start = Date.parse('2026-03-02T01:00:00.000Z');
const TABLES = ['trial_plain', 'trial_rich'];
type Row = Readonly<Record<string, unknown>>;

beforeAll(async () => {
  db = await createTestDatabase();
  await db.owner.query(`insert into site (site_id, name, time_zone) values ($1, '试', 'Asia/Shanghai')`, [
    actor.siteId,
  ]);
  await db.owner.query(`
    create table trial_plain (site_id uuid not null, trial_id uuid not null, "t" text, n numeric(12, 3), flag boolean, at timestamptz(3),
      day date, small smallint, medium int, big bigint, primary key (site_id, trial_id));
    create table trial_rich (site_id uuid not null, trial_id uuid not null, detail jsonb, texts text[], numbers int[],
      ids uuid[], primary key (site_id, trial_id));
    create trigger final before update on trial_plain for each row execute function refuse_change()`);
});
afterAll(() => db.drop());

async function write(second: number, run: (tx: Tx) => Promise<void>, chainId?: string): Promise<void> {
  const at = instant(start + second * 1000);
  await transaction(db.owner, async (tx) => {
    await run(tx);
    if (chainId !== undefined) tx.writeOn(chainId);
    await appendRecord(tx, actor, { operation: 'trial.write', at, key: null, bodyHash: null, facts: tx.facts });
  });
}

const verify = () => verifyHouse(db.app, { keptTables: TABLES });

test('the catalogue tells what is final and what PostgreSQL can render', async () => {
  await db.owner.query('grant select on trial_plain, trial_rich to public');
  const client = await db.owner.connect();
  const tables = await describeTables(client, TABLES);
  client.release();
  expect(tables.map((table) => [table.name, table.final, table.textSql !== null, table.key])).toEqual([
    ['trial_plain', true, true, ['site_id', 'trial_id']],
    ['trial_rich', false, false, ['site_id', 'trial_id']],
  ]);
});

test('odd texts, numbers, times, lists and objects come out as they went in', async () => {
  const texts = [
    '',
    '"',
    '\\',
    '\b\f\n\r\t\u0001\u001f\u007f',
    '三号楼 😀',
    '\u2028\u2029',
    '</script>',
    '{"a":1}',
    ' two  spaces ',
  ];
  await write(1, async (tx) => {
    for (const text of texts) {
      const rows = await tx.many<Row>(
        sql`insert into trial_plain values (${actor.siteId}, ${newId()}, ${text}, -0.5, true, '2026-03-02 01:02:03.007+00',
          '2026-02-28', -1, 2147483647, -9007199254740991) returning *`,
      );
      tx.kept('trial_plain', rows);
      const rich = { text, z: [1, { b: null, a: [text] }], aa: -1.5, 长: 1e21 };
      const richRows = await tx.many<Row>(
        sql`insert into trial_rich values (${actor.siteId}, ${newId()}, ${JSON.stringify(rich)}, ${[text, null, 'b']}::text[],
          '{1,null}', ${[newId()]}::uuid[]) returning *`,
      );
      tx.kept('trial_rich', richRows);
    }
    const empty = await tx.many<Row>(
      sql`insert into trial_plain (site_id, trial_id) values (${actor.siteId}, ${newId()}) returning *`,
    );
    tx.kept('trial_plain', empty);
  });
  expect(await verify()).toMatchObject({ faults: [], faultCount: 0, rows: 19 });
});

test('a row changed on two chains within the wait for a lock may be as either said; later it may not', async () => {
  const trialId = newId();
  let chainId = '';
  const set = (text: string) => async (tx: Tx) => {
    const rows = await tx.many<Row>(
      sql`insert into trial_rich (site_id, trial_id, detail) values (${actor.siteId}, ${trialId}, ${JSON.stringify(text)})
        on conflict (site_id, trial_id) do update set detail = excluded.detail returning *`,
    );
    tx.kept('trial_rich', rows);
  };
  await write(100, async (tx) => {
    const day = {
      siteId: actor.siteId,
      kind: 'drawer',
      businessDate: '2026-03-02' as never,
      now: instant(start),
    } as const;
    chainId = await openChain(tx, day);
  });
  await write(200, set('first'), chainId);
  // Began earlier, waited for the row, and was written after the other.
  await write(192, set('second'));
  expect(await verify()).toMatchObject({ faults: [] });
  const put = (text: string) =>
    db.owner.query('update trial_rich set detail = $2 where trial_id = $1', [trialId, JSON.stringify(text)]);
  await put('first');
  expect(await verify()).toMatchObject({ faults: [] });
  await write(300, set('third'));
  expect(await verify()).toMatchObject({ faults: [] });
  await put('second');
  expect((await verify()).faults).toEqual([
    expect.stringMatching(/^trial_rich .*: detail is "second", the chain says "third" \(day chain .*, record \d+\)$/),
  ]);
  await put('third');
});

/** As somebody with every right would, who knows how a hash is made: the last record of the day again, in other words. */
async function rewriteLast(change: (record: Record<string, unknown>) => object): Promise<void> {
  const { rows } = await db.owner.query<{ chain_id: string; seq: number; body: string; previous: string }>(
    `select r.chain_id, r.seq, r.body, p.hash as previous from chain_record r
       join chain c using (site_id, chain_id)
       join chain_record p on p.site_id = r.site_id and p.chain_id = r.chain_id and p.seq = r.seq - 1
     where c.kind = 'day' and r.seq = c.next_seq - 1`,
  );
  const { chain_id: chainId, seq, body, previous } = rows[0]!;
  const rewritten = JSON.stringify(change(JSON.parse(body)));
  const digest = hash('sha256', `${previous}\n${seq}\n${rewritten}`, 'hex');
  const client = await db.owner.connect();
  await client.query('alter table chain_record disable trigger user');
  await client.query('update chain_record set body = $3, hash = $4 where chain_id = $1 and seq = $2', [
    chainId,
    seq,
    rewritten,
    digest,
  ]);
  await client.query('update chain set head_hash = $2 where chain_id = $1', [chainId, digest]);
  await client.query('alter table chain_record enable trigger user');
  client.release();
}

test('a record of another shape is read as a whole, and its rows are held against the table all the same', async () => {
  const trialId = newId();
  await write(350, async (tx) => {
    const rows = await tx.many<Row>(
      sql`insert into trial_rich (site_id, trial_id, detail) values (${actor.siteId}, ${trialId}, '"三号楼"') returning *`,
    );
    tx.kept('trial_rich', rows);
  });
  await rewriteLast(({ facts, ...others }) => ({ ...others, facts }));
  expect(await verify()).toMatchObject({ faults: [], faultCount: 0 });
  await db.owner.query(`update trial_rich set detail = '"五号楼"' where trial_id = $1`, [trialId]);
  expect((await verify()).faults).toEqual([
    expect.stringMatching(/^trial_rich .*: detail is "五号楼", the chain says "三号楼" \(day chain .*, record \d+\)$/),
  ]);
  await db.owner.query(`update trial_rich set detail = '"三号楼"' where trial_id = $1`, [trialId]);
  await rewriteLast((record) => ({ ...record, at: '2026-03-02T01:05:50Z' }));
  expect((await verify()).faults).toEqual([
    expect.stringMatching(/^day chain .*, record \d+: at differs from the hashed content$/),
  ]);
  await rewriteLast((record) => ({ ...record, at: '2026-03-02T01:05:50.000Z' }));
});

test('facts of a table that nobody declared, and a final row written twice', async () => {
  await write(400, async (tx) => tx.kept('trial_secret', [{ a: 1 }]));
  expect((await verify()).faults).toEqual([
    'the chain keeps rows of trial_secret, which no module declares as a kept table',
  ]);
  const rows = await transaction(db.owner, (tx) => tx.many<Row>(sql`select * from trial_plain where t = '"'`));
  await write(500, async (tx) => tx.kept('trial_plain', rows));
  const { faults } = await verify();
  expect(faults[1]).toMatch(/^trial_plain .*: written a second time by day chain .*, though its rows are final$/);
});

test('a column added later is compared as null in what was written before', async () => {
  await db.owner.query('delete from trial_plain; alter table trial_rich add column added text');
  const { faults } = await verify();
  expect(faults.some((fault) => fault.startsWith('trial_rich'))).toBe(false);
  await db.owner.query(`update trial_rich set added = 'x' where detail = '"third"'`);
  expect((await verify()).faults.filter((fault) => fault.startsWith('trial_rich'))).toEqual([
    expect.stringMatching(/: added is "x", the chain says null \(/),
  ]);
});
