/** The two tools that read the books, run as a person runs them. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sellAndDeliver } from '../server/modules/ledger/ledger.fixture.ts';
import { systemActor } from '../server/platform/operations/actor.ts';
import { instant } from '../shared/values/calendar.ts';
import { newId } from '../shared/values/ids.ts';
import { createTestDatabase, type TestDatabase } from './support/postgres.ts';

let db: TestDatabase;
const siteId = newId();
const customer = newId();
let head: string;

beforeAll(async () => {
  db = await createTestDatabase();
  await db.owner.query(`insert into site (site_id, name, time_zone) values ($1, '东校区：售电处', 'Asia/Shanghai')`, [
    siteId,
  ]);
  const actor = systemActor(siteId, 'test');
  for (const amount of [5000, 123456])
    await sellAndDeliver({ pool: db.app, actor, at: instant('2026-03-02T01:00:00.000Z') }, customer, amount);
  const { rows } = await db.app.query<{ head_hash: string }>('select head_hash from chain');
  head = rows[0]!.head_hash;
});
afterAll(() => db.drop());

function urlOf({ connectionString, user, host, port, database, password }: TestDatabase['appConnection']): string {
  if (connectionString !== undefined) return connectionString;
  const url = new URL(`postgresql://localhost/${database}`);
  url.username = user ?? '';
  url.password = password ?? '';
  if (port !== undefined) url.port = String(port);
  if (host !== undefined) url.searchParams.set('host', host);
  return url.href;
}

function tool(name: string, ...args: string[]) {
  const env = {
    ...process.env,
    DATABASE_URL: urlOf(db.appConnection),
    DATABASE_OWNER_URL: urlOf(db.ownerConnection),
  };
  const done = spawnSync(process.execPath, [join(import.meta.dirname, '..', 'tools', name), ...args], {
    env,
    encoding: 'utf8',
  });
  return { code: done.status, lines: done.stdout.trim().split('\n'), out: done.stdout, err: done.stderr };
}

test('verify: whole books, an anchor on them, one that is not, a digest that is none', () => {
  const whole = tool(
    'verify.ts',
    '--anchor',
    head,
    '--anchor',
    head
      .slice(0, 32)
      .toUpperCase()
      .replace(/(.{8})/g, '$1 '),
  );
  expect([whole.code, whole.lines.at(-1), whole.err]).toEqual([0, 'verified: 2 records, 19 rows, 0 faults', '']);
  const foreign = tool('verify.ts', '--anchor', 'b'.repeat(64));
  expect([foreign.code, foreign.lines.at(-1)]).toEqual([1, 'verified: 2 records, 19 rows, 1 faults']);
  expect(foreign.lines[0]).toMatch(/^first fault: anchor b+: /);
  const none = tool('verify.ts', '--anchor', 'abc');
  expect([none.code, none.err.trim()]).toEqual([2, 'not a digest of 32 to 64 hexadecimal figures: abc']);
});

test('export-journal: what hledger reads, amounts to the fen', () => {
  const { code, out, err } = tool('export-journal.ts', '--from', '2026-03-01', '--to', '2026-03-31');
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('account assets:1001.1 库存现金-一号窗  ; type:A');
  expect(out).toMatch(/^2026-03-02 \* \([0-9a-f-]{36}\) 售电 3 201 “甲” {2}; sale:[0-9a-f-]{36}$/m);
  expect(out).toContain(`    liabilities:2203 预收账款  CNY -1234.56  ; party:${customer}`);
  expect(tool('export-journal.ts', '--to', '2026-02-28').out).not.toContain('CNY 50.00');
  expect(tool('export-journal.ts', '--site', newId()).err).toContain('东校区：售电处');
});

const hledger = spawnSync('hledger', ['--version'], { encoding: 'utf8' });
const required = process.env.REQUIRE_DEVICES === '1';

test.skipIf(hledger.error !== undefined && !required)(
  'hledger checks the journal strictly and adds up the same',
  () => {
    expect(hledger.error, 'hledger is not installed: apt-get install -y hledger').toBeUndefined();
    const { out } = tool('export-journal.ts');
    const ask = (...args: string[]) => {
      const done = spawnSync('hledger', ['-f', '-', ...args], {
        input: out,
        encoding: 'utf8',
        env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
      });
      expect([done.status, done.stderr]).toEqual([0, '']);
      return done.stdout;
    };
    ask('check', '--strict');
    ask('check', 'ordereddates');
    expect(ask('balance', '--flat', '-N', 'acct:assets')).toMatch(
      /^\s*CNY 1284\.56 {2}assets:1001\.1 库存现金-一号窗$/m,
    );
  },
);
