import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import { migrate, readMigrations } from './migrate.ts';
import { openPool } from './pool.ts';
import { roleOf } from './roles.ts';

let db: TestDatabase;
let folder: string;
const put = (name: string, sql: string): void => writeFileSync(join(folder, name), sql);
const run = () => migrate(db.owner, { folder, appRole: roleOf(db.appConnection) });

beforeEach(async () => {
  db = await createTestDatabase({ empty: true });
  folder = mkdtempSync(join(tmpdir(), 'zhishou-migrations-'));
  put('0001-things.sql', 'create table thing (id int primary key); grant select on thing to :app_role;');
});
afterEach(async () => {
  await db.drop();
  rmSync(folder, { recursive: true });
});

describe('migrate', () => {
  test('applies each file once, in order, and grants to the application role', async () => {
    put('0010-more.sql', "alter table thing add column name text not null default ''::text;");
    expect(await run()).toEqual(['0001-things', '0010-more']);
    expect(await run()).toEqual([]);
    expect((await db.app.query('select id, name from thing')).rows).toEqual([]);
  });

  test('two starters at once apply it once', async () => {
    const other = openPool({ ...db.ownerConnection, applicationName: 'second starter' });
    try {
      const both = await Promise.all([run(), migrate(other, { folder, appRole: roleOf(db.appConnection) })]);
      expect(both.flat()).toEqual(['0001-things']);
    } finally {
      await other.end();
    }
  });

  test('refuses a file that was changed after it had been applied, but not for its line ends', async () => {
    put('0001-things.sql', 'create table thing (\n  id int primary key\n);\n');
    await run();
    put('0001-things.sql', 'create table thing (\r\n  id int primary key\r\n);\r\n');
    expect(await run()).toEqual([]);
    put('0001-things.sql', 'create table thing (id bigint primary key);');
    await expect(run()).rejects.toThrow('0001-things was changed after it had been applied');
  });

  test('refuses a database newer than the program, and a late number', async () => {
    put('0005-five.sql', 'create table five (id int primary key);');
    await run();
    put('0003-three.sql', 'create table three (id int primary key);');
    await expect(run()).rejects.toThrow('0003-three has a number below 5');
    rmSync(join(folder, '0003-three.sql'));
    rmSync(join(folder, '0005-five.sql'));
    await expect(run()).rejects.toThrow('the program is older than its database');
  });

  test('a failing file leaves nothing of itself and names its line', async () => {
    put('0002-broken.sql', 'create table two (id int primary key);\nselect nonsense;\n');
    await expect(run()).rejects.toThrow(/0002-broken failed: column "nonsense" does not exist at line 2/);
    const left = await db.owner.query("select to_regclass('thing') as thing, to_regclass('two') as two");
    expect(left.rows).toEqual([{ thing: 'thing', two: null }]);
  });

  test('refuses misnamed files and numbers used twice', () => {
    put('0001-again.sql', '');
    expect(() => readMigrations(folder)).toThrow('number 1 is used twice');
    put('two.sql', '');
    expect(() => readMigrations(folder)).toThrow('"two.sql" is not named NNNN-some-name.sql');
  });

  test('the application role can make no table, change no migration and write what it was not granted', async () => {
    await run();
    await expect(db.app.query('create table mine (id int)')).rejects.toThrow('permission denied');
    await expect(db.app.query('insert into thing values (1)')).rejects.toThrow('permission denied');
    await expect(db.app.query('delete from migration')).rejects.toThrow('permission denied');
    expect((await db.app.query('select number from migration')).rows).toEqual([{ number: 1 }]);
  });
});
