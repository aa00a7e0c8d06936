import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import { checkDurability } from './check-settings.ts';
import { openPool } from './pool.ts';
import { ensureAppRole, requireTwoRoles, roleOf } from './roles.ts';
import { parseTimestamptz } from './types.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase({ empty: true });
});
afterAll(() => db.drop());

test('values arrive as the types the code uses', async () => {
  const { rows } = await db.app.query(`select 9007199254740991::int8 as int8, 1.50::numeric as numeric,
    date '2026-02-28' as date, timestamptz '2026-02-28 23:59:59.1234+08' as instant,
    timestamptz '2026-02-28 08:00:00+08' as whole, '{"a": [1]}'::jsonb as json, array['a', null] as texts,
    array[1, null]::int8[] as ints, array[date '2026-01-01'] as dates, array[1.10]::numeric[] as numerics`);
  expect(rows).toEqual([
    {
      int8: 9007199254740991,
      numeric: '1.50',
      date: '2026-02-28',
      instant: '2026-02-28T15:59:59.123Z',
      whole: '2026-02-28T00:00:00.000Z',
      json: { a: [1] },
      texts: ['a', null],
      ints: [1, null],
      dates: ['2026-01-01'],
      numerics: ['1.10'],
    },
  ]);
});

test('an integer that a number cannot hold is an error, not a rounded sum', async () => {
  await expect(db.app.query('select 9007199254740992::int8 as n')).rejects.toThrow('not a safe integer');
});

test('an endless or zoned time is an error', () => {
  expect(() => parseTimestamptz('infinity')).toThrow(RangeError);
  expect(() => parseTimestamptz('2026-02-28 08:00:00+08')).toThrow(RangeError);
});

test('every connection has time limits and speaks UTC, also when its URL brings options', async () => {
  const show = `select current_setting('lock_timeout') as lock, current_setting('statement_timeout') as statement,
    current_setting('idle_in_transaction_session_timeout') as idle, current_setting('TimeZone') as zone`;
  const expected = { lock: '10s', statement: '30s', idle: '1min', zone: 'UTC' };
  expect((await db.app.query(show)).rows).toEqual([expected]);
  const { host, user, database, connectionString } = db.appConnection;
  const url =
    connectionString ?? `postgresql:///${database}?host=${encodeURIComponent(host!)}&user=${encodeURIComponent(user!)}`;
  const withOptions = new URL(url);
  withOptions.searchParams.set('options', '-c work_mem=5MB');
  const pool = openPool({ connectionString: withOptions.href, applicationName: 'test' });
  try {
    const found = await pool.query(`${show}, current_setting('work_mem') as memory`);
    expect(found.rows).toEqual([{ ...expected, memory: '5MB' }]);
  } finally {
    await pool.end();
  }
});

test('whoever is served at a counter waits less for a row that another holds', async () => {
  const pool = openPool({ ...db.appConnection, applicationName: 'test', max: 1, atCounter: true });
  try {
    expect((await pool.query("select current_setting('lock_timeout') as lock")).rows).toEqual([{ lock: '2500ms' }]);
    const held = await pool.connect();
    try {
      await expect(pool.connect()).rejects.toThrow('timeout exceeded when trying to connect');
    } finally {
      held.release();
    }
  } finally {
    await pool.end();
  }
});

test('a connection that is cut does not end the process', async () => {
  const errors: string[] = [];
  const pool = openPool({
    ...db.appConnection,
    applicationName: 'to be cut',
    max: 1,
    onError: (e) => errors.push(e.message),
  });
  try {
    const { pid } = (await pool.query('select pg_backend_pid() as pid')).rows[0];
    await db.app.query('select pg_terminate_backend($1, 10000)', [pid]);
    await expect.poll(() => errors.length).toBe(1);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  } finally {
    await pool.end();
  }
});

test('durability: every unsafe setting is named, a safe server passes', async () => {
  const client = await db.app.connect();
  try {
    const fsync = (await client.query("select current_setting('fsync') as fsync")).rows[0].fsync;
    await client.query('set synchronous_commit = off');
    const reasons = await checkDurability(client).then(
      () => '',
      (error: Error) => error.message,
    );
    expect(reasons).toContain('synchronous_commit is off');
    // The embedded test cluster runs without fsync; an external one is expected to be safe.
    expect(reasons.includes('fsync is off')).toBe(fsync === 'off');
    expect(reasons.includes('full_page_writes is off')).toBe(fsync === 'off');
  } finally {
    client.release(true);
  }
});

test('one role for both URLs is refused, unless it is accepted in so many words', () => {
  const one = { connectionString: 'postgresql://shop@db/zhishou' };
  const two = { connectionString: 'postgresql://shop%20app@db/zhishou' };
  expect(roleOf(two)).toBe('shop app');
  expect(() => requireTwoRoles(one, two, {})).not.toThrow();
  expect(() => requireTwoRoles(one, one, {})).toThrow('two different roles');
  expect(() => requireTwoRoles(one, one, { ZHISHOU_ALLOW_ONE_ROLE: '1' })).not.toThrow();
});

test("the owner's role does not pass as the application's", async () => {
  const owner = (await db.owner.query<{ name: string }>('select current_user as name')).rows[0]!.name;
  await expect(ensureAppRole(db.owner, owner, {})).rejects.toThrow('could change posted entries');
  await expect(ensureAppRole(db.owner, owner, { ZHISHOU_ALLOW_ONE_ROLE: '1' })).resolves.toBeUndefined();
});
