/** What a dishonest operator may try with credit, other people's secrets, the database and its copies. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { collect } from '../../server/modules/collection/jobs/collect.ts';
import { runCollectionNow } from '../../server/modules/collection/operations/run-collection-now.ts';
import { flags } from '../../server/modules/collection/queries/flags.ts';
import { DOCUMENT } from '../../server/modules/posts/posts.fixture.ts';
import { compareWithAnchors, readOnlyGuard } from '../../server/platform/chain/older-books.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { CONTRACTS } from '../../shared/contracts/all.gen.ts';
import { addNote } from '../../shared/contracts/cases/add-note.ts';
import { cases } from '../../shared/contracts/cases/cases.ts';
import { closeCase } from '../../shared/contracts/cases/close-case.ts';
import { leaveTip } from '../../shared/contracts/cases/leave-tip.ts';
import { fullName, mayCall, type OperationContract } from '../../shared/contracts/contract.ts';
import { acceptOlderBooks } from '../../shared/contracts/ledger/accept-older-books.ts';
import { olderBooks } from '../../shared/contracts/ledger/older-books.ts';
import { addMeter } from '../../shared/contracts/metering/add-meter.ts';
import { signAct } from '../../shared/contracts/posts/sign-act.ts';
import { creditProof } from '../../shared/contracts/reconciliation/credit-proof.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { countDrawer } from '../../shared/contracts/tills/count-drawer.ts';
import { myDrawer } from '../../shared/contracts/tills/my-drawer.ts';
import { addSeconds, instant } from '../../shared/values/calendar.ts';
import { noteResult } from '../results/note-result.ts';
import { openCounter } from '../support/counter.ts';
import { openLineSite } from '../support/line-site.ts';

const counter = await openCounter();
const clerk = counter.as('vending-clerk');
const cashier = counter.as('cashier');
const supervisor = counter.as('vending-supervisor');
const finance = counter.as('finance');
const auditor = counter.as('auditor');
const meterId = counter.room.electricity;
const CASHIER = DOCUMENT.people.find(({ posts }) => posts.includes('cashier'))!.login;
const folder = mkdtempSync(join(tmpdir(), 'zhishou-tricks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const found = (id: string, words: string): void => noteResult({ list: 'tricks', id, found: words });
test('T-01: credit in a meter that no sale put there is on the list of what is odd, and a case when it stays', async () => {
  const site = await openLineSite(instant('2026-03-02T01:00:00.000Z'));
  try {
    const { rooms } = await site.building('3', ['101', '102'], { delivery: 'network', creditUnit: 'money' });
    const technician = site.as('vending-technician');
    const readNow = async (): Promise<void> => {
      await technician.call(runCollectionNow, {});
      await site.runOutside(collect);
      site.clock.set(addSeconds(site.clock.now(), 3600));
    };
    await readNow();
    site.link.meter(rooms[1]!.meterId).moneyLeftFen = 3000;
    await readNow();
    await readNow();
    const { rows } = await technician.ask<{ rows: { roomCode: string; kind: string; caseNumber: string | null }[] }>(
      flags,
      {},
    );
    expect(rows.map(({ roomCode, kind, caseNumber }) => [roomCode, kind, caseNumber])).toEqual([
      [rooms[1]!.code, 'credit-over', 'C1'],
    ]);
  } finally {
    await site.close();
  }
  found(
    'T-01',
    'cash never entered cannot be seen; the room whose meter holds more than was sold is named, and a case',
  );
});

test('T-13: a colleague’s login borrowed', async () => {
  await clerk.ask(myDrawer);
  counter.later(179);
  const here = counter.browser();
  here.useCookie(clerk.browser.cookie());
  counter.later(1);
  expect((await here.refused(myDrawer)).code).toBe('session.locked');
  await clerk.ask(myDrawer);
  const content = { count: {} };
  const act = fullName(closeDrawer);
  const wrong = await clerk.browser.refused(signAct, { pin: '000000', act, content });
  expect(wrong.code).toBe('signature.wrong');
  const own = await clerk.browser.refused(signAct, { login: CASHIER, post: 'cashier', pin: '111111', act, content });
  expect(own.code).toBe('signature.wrong');
  found('T-13', 'a counter left for three minutes is locked; nobody signs with another person’s secret');
});

test('T-14: credit without a sale', async () => {
  await counter.sell(meterId, { moneyFen: 2000 });
  const issues = [
    'cards.test-card',
    'cards.replace-card',
    'tokens.issue-test-token',
    'tokens.issue-engineering-token',
    'network.request-supply',
    'network.approve-supply',
  ];
  const contracts = CONTRACTS.filter(
    (one): one is OperationContract => issues.includes(fullName(one)) && one.kind === 'operation',
  );
  expect(contracts).toHaveLength(issues.length);
  // What gives credit outside of a sale: approved by, or signed by, somebody who does not sell.
  const alone = contracts.filter(
    (one) => mayCall(one, 'vending-clerk') && /approve|engineering|test-token/.test(one.name),
  );
  expect(alone.map(fullName)).toEqual([]);
  expect((await clerk.refused(addMeter, {})).code).toBe('post.not_allowed');
  const complete = async () => (await auditor.ask(creditProof, {})).complete;
  expect(await complete()).toBe(true);
  const { owner } = counter.database;
  await owner.query('alter table credit_movement disable trigger all');
  await owner.query("update credit_movement set amount = amount + 5000 where kind = 'purchase'");
  const { lines } = await auditor.ask(creditProof, {});
  expect(lines.filter((line) => !line.agrees).flatMap((line) => line.faults)).toContain('D1-1-1');
  await owner.query("update credit_movement set amount = amount - 5000 where kind = 'purchase'");
  expect(await complete()).toBe(true);
  found(
    'T-14',
    'no act that gives credit is the seller’s alone; ghost credit written into the database is named by its slip',
  );
});

test('T-15: rows edited behind the product’s back', async () => {
  const { owner } = counter.database;
  const faults = async () => (await verifyHouse(counter.database.app, whatIsVerified())).faults;
  expect(await faults()).toEqual([]);
  const edit = (sql: string) => owner.query(`begin; set local session_replication_role = replica; ${sql}; commit`);
  await edit('update sale set room_code = room_code || $$x$$');
  expect((await faults())[0]).toMatch(/sale/);
  await edit('update sale set room_code = left(room_code, -1)');
  expect(await faults()).toEqual([]);
  found('T-15', 'one letter of a room changed by the owner of the database: found, by table and row');
});

test('T-16: an old backup restored', async () => {
  const anchors = join(folder, 'anchors.txt');
  writeFileSync(anchors, `${counter.siteId} 2026-03-09 ${'a'.repeat(64)}\n`);
  await compareWithAnchors(counter.database.app, counter.clock, anchors);
  const guard = await readOnlyGuard(counter.database.app);
  await expect(guard.requireWritable(counter.siteId, 'vending.sell-credit')).rejects.toMatchObject({
    code: 'house.older_books',
  });
  const [notice] = (await finance.ask(olderBooks, {})).rows;
  const input = { noticeId: notice!.noticeId, reason: '硬盘损坏，恢复周一备份' };
  expect((await finance.refusedSigned(acceptOlderBooks, input)).code).toBe('signature.needed');
  await finance.signed(acceptOlderBooks, input, ['vending-supervisor']);
  await guard.requireWritable(counter.siteId, 'vending.sell-credit');
  found('T-16', 'books older than an anchor kept elsewhere are only read; one signature is refused, two go on');
});

test('T-18: a difference settled on the quiet', async () => {
  const count = { note100: 1 };
  await clerk.signed(closeDrawer, { count });
  const { rows: before } = await supervisor.ask(cases, {});
  await clerk.signed(closeDrawer, { count, reason: '找不到原因' });
  const { rows } = await supervisor.ask(cases, {});
  const opened = rows.find((row) => !before.some(({ caseId }) => caseId === row.caseId))!;
  expect(opened).toMatchObject({ subject: 'cash.over', ownerPost: 'vending-supervisor', state: 'open' });
  const { caseId } = opened;
  const close = { caseId, resolution: '自己补上了', signatures: [] };
  expect((await clerk.refused(closeCase, close)).code).toBe('post.not_allowed');
  expect((await cashier.refused(closeCase, close)).code).toBe('post.not_allowed');
  await clerk.call(addNote, { caseId, text: '当班没有发现' });
  await supervisor.signed(closeCase, { caseId, resolution: '查明为找零差错，已入长款' });
  found('T-18', 'the difference is booked and a case before anybody is asked; neither clerk nor cashier can close it');
});

test('T-17: clerk and cashier together', async () => {
  const third = CONTRACTS.find((one) => fullName(one) === fullName(countDrawer))!;
  for (const post of ['vending-clerk', 'cashier'] as const) expect(mayCall(third, post)).toBe(false);
  for (const post of ['vending-supervisor', 'funds-administrator', 'finance'] as const)
    expect(mayCall(third, post)).toBe(true);
  const { number } = await counter
    .browser('203.0.113.4')
    .post(leaveTip, { about: 'money', text: '两个窗口的人商量好不开票' });
  expect(number).toBe('JB-000001');
  found(
    'T-17',
    'two who agree cannot be prevented; third parties count unannounced, and a tip reaches who stands above both',
  );
});
