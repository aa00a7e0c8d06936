/** An old backup is restored beside an anchor file that knows more: the house is only read until two have signed. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acceptOlderBooks } from '../../../../shared/contracts/ledger/accept-older-books.ts';
import { olderBooks } from '../../../../shared/contracts/ledger/older-books.ts';
import { closeDay } from '../../../../shared/contracts/reconciliation/close-day.ts';
import { makeSlip } from '../../../../shared/contracts/reconciliation/make-slip.ts';
import { closeDrawer } from '../../../../shared/contracts/tills/close-drawer.ts';
import { openDrawer } from '../../../../shared/contracts/tills/open-drawer.ts';
import { businessDate, instant } from '../../../../shared/values/calendar.ts';
import { type Counter, openCounter } from '../../../../test/support/counter.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.ts';
import { signByBoth } from '../../../../test/support/slip.ts';
import { whatIsVerified } from '../../../app.ts';
import { restoreBackup } from '../../../platform/backup/restore.ts';
import { writeBackup } from '../../../platform/backup/write.ts';
import { appendAnchors, readAnchors, sealedDays } from '../../../platform/chain/anchor-file.ts';
import { compareWithAnchors, readOnlyGuard } from '../../../platform/chain/older-books.ts';
import { verifyHouse } from '../../../platform/chain/verify/house.ts';
import { systemClock } from '../../../platform/clock.ts';
import { clientConfig } from '../../../platform/db/pool.ts';
import { APP_ROLE, roleOf } from '../../../platform/db/roles.ts';

let folder: string;
let anchors: string;
let counter: Counter;
let restored: TestDatabase;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhishou-anchors-'));
  anchors = join(folder, 'anchors.txt');
  counter = await openCounter();
});

afterAll(async () => {
  await restored?.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function aDay(date: string): Promise<void> {
  const clerk = counter.as('vending-clerk');
  counter.clock.set(instant(`${date}T02:00:00.000Z`));
  const { rows: open } = await counter.database.app.query("select 1 from drawer_session where state = 'open'");
  if (open.length === 0) await clerk.call(openDrawer, { drawerId: counter.drawerId, count: await counter.cashCount() });
  await counter.sell(counter.room.electricity, { moneyFen: 1_000 });
  await clerk.signed(closeDrawer, { count: await counter.cashCount() });
  const { rows } = await counter.database.app.query(
    'select drawer_session_id as id from drawer_session order by opened_at desc limit 1',
  );
  await signByBoth(clerk, counter.as('cashier'), await clerk.call(makeSlip, { drawerSessionId: rows[0].id }));
  await counter.as('vending-supervisor').signed(closeDay, { businessDate: businessDate(date) });
}

const compare = (db: Pick<TestDatabase, 'app'>) => compareWithAnchors(db.app, systemClock, anchors);

it('writes each sealed day once, and takes a line that was cut off for one that was not written', async () => {
  await aDay('2026-03-02');
  expect(await compare(counter.database)).toEqual([]);
  expect(readAnchors(anchors)).toMatchObject([{ businessDate: '2026-03-02', siteId: counter.siteId }]);
  expect(await appendAnchors(anchors, await sealedDays(counter.database.app))).toBe(0);
  const whole = readFileSync(anchors, 'utf8');
  appendFileSync(anchors, whole.slice(0, 30));
  expect(readAnchors(anchors)).toHaveLength(1);
  writeFileSync(anchors, `${whole}nonsense\n`);
  expect(() => readAnchors(anchors)).toThrow(/line 2: not an anchor/);
  writeFileSync(anchors, whole);
});

it('finds out a backup that is older than the newest anchor, and keeps the house from going on', async () => {
  const backup = join(folder, 'monday.backup');
  const client = new pg.Client(
    clientConfig({ ...counter.database.ownerConnection, applicationName: 'test', statementTimeoutMs: 0 }),
  );
  await client.connect();
  await writeBackup(client, backup, null);
  await client.end();
  await aDay('2026-03-03');
  await aDay('2026-03-04');
  expect(await compare(counter.database)).toEqual([]);

  restored = await createTestDatabase({ empty: true });
  await restoreBackup(backup, { owner: restored.ownerConnection, appRole: roleOf(restored.appConnection) ?? APP_ROLE });
  expect((await verifyHouse(restored.app, whatIsVerified())).faults).toEqual([]);
  expect(await compare(restored)).toMatchObject([{ businessDate: '2026-03-04' }]);
  expect(await compare(restored)).toMatchObject([{ businessDate: '2026-03-04' }]);
  const { rows } = await restored.app.query('select anchor_date, books_date, accepted_at from older_books');
  expect(rows).toMatchObject([{ anchor_date: '2026-03-04', books_date: '2026-03-02', accepted_at: null }]);
  const guard = await readOnlyGuard(restored.app);
  await expect(guard.requireWritable(counter.siteId, 'vending.sell-credit')).rejects.toMatchObject({
    code: 'house.older_books',
  });
  await guard.requireWritable(counter.siteId, 'ledger.accept-older-books');
  expect(await guard.isReadOnly(counter.siteId)).toBe(true);
});

it('goes on when two persons have signed for it, and asks no more', async () => {
  // The same notice in the running house, which then refuses like the restored one.
  const digest = 'a'.repeat(64);
  appendFileSync(anchors, `${counter.siteId} 2026-03-09 ${digest}\n`);
  expect(await compare(counter.database)).toHaveLength(1);
  const finance = counter.as('finance');
  const { rows } = await finance.ask(olderBooks, {});
  expect(rows).toMatchObject([{ anchorDate: '2026-03-09', booksDate: '2026-03-04', acceptedAt: null }]);
  const input = { noticeId: rows[0]!.noticeId, reason: '硬盘损坏，恢复周一备份' };
  expect((await counter.as('vending-clerk').refused(acceptOlderBooks, input)).code).toBe('post.not_allowed');
  expect((await finance.refusedSigned(acceptOlderBooks, input)).code).toBe('signature.needed');
  const guard = await readOnlyGuard(counter.database.app);
  expect(await guard.isReadOnly(counter.siteId)).toBe(true);
  await finance.signed(acceptOlderBooks, input, ['vending-supervisor']);
  expect(await guard.isReadOnly(counter.siteId)).toBe(false);
  await guard.requireWritable(counter.siteId, 'vending.sell-credit');
  expect((await finance.refusedSigned(acceptOlderBooks, input, ['vending-supervisor'])).code).toBe(
    'state.illegal_move',
  );
  // Known from now on: the next start does not ask about the same anchor again.
  await compare(counter.database);
  expect(await (await readOnlyGuard(counter.database.app)).isReadOnly(counter.siteId)).toBe(false);
});
