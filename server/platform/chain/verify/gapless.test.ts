import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../../shared/values/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.ts';
import { transaction } from '../../db/tx.ts';
import { nextNumber } from '../../operations/number.ts';
import { gapless } from './gapless.ts';

let db: TestDatabase;
const siteId = newId();
const check = gapless({ table: 'trial_slip', number: 'slip_no', series: `'slip.' || drawer` });
const faults = async () => (await db.app.query<{ fault: string }>(check.sql, [siteId])).rows.map((row) => row.fault);

beforeAll(async () => {
  db = await createTestDatabase();
  await db.owner.query(`insert into site (site_id, name, time_zone) values ($1, '试', 'Asia/Shanghai')`, [siteId]);
  await db.owner.query(
    'create table trial_slip (site_id uuid, drawer text, slip_no bigint); grant select on trial_slip to public',
  );
  for (const drawer of ['a', 'a', 'b', 'a', 'b'])
    await transaction(db.owner, async (tx) => {
      const number = await nextNumber(tx, siteId, `slip.${drawer}`);
      await db.owner.query('insert into trial_slip values ($1, $2, $3)', [siteId, drawer, number]);
    });
});
afterAll(() => db.drop());

test('numbers that a series gave are all there, once', async () => {
  expect(await faults()).toEqual([]);
});

test.each([
  [
    'one is missing in the middle',
    `delete from trial_slip where drawer = 'a' and slip_no = 2`,
    'slip.a has 2 numbers, 2 different ones from 1 to 3',
  ],
  [
    'the first is missing',
    `delete from trial_slip where drawer = 'b' and slip_no = 1`,
    'slip.b has 1 numbers, 1 different ones from 2 to 2',
  ],
  [
    'the last is missing',
    `delete from trial_slip where drawer = 'b' and slip_no = 2`,
    'from 1 to 1, the last one given is 2',
  ],
  [
    'one is there twice',
    `insert into trial_slip select * from trial_slip where drawer = 'b' and slip_no = 2`,
    'has 3 numbers, 2 different',
  ],
  [
    'the counter was turned back',
    `update number_series set last = 1 where series = 'slip.b'`,
    'from 1 to 2, the last one given is 1',
  ],
])('%s', async (_name, edit, said) => {
  await db.owner.query('create table if not exists kept_slip as table trial_slip');
  await db.owner.query(edit);
  expect(await faults()).toEqual([expect.stringContaining(said)]);
  await db.owner.query(`delete from trial_slip; insert into trial_slip select * from kept_slip;
    update number_series set last = 2 where series = 'slip.b'`);
});
