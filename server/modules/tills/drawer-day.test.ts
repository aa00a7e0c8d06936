/** The operations of a drawer in a founded house, over HTTP: done, refused, and forbidden to other posts. */
import { beforeAll, describe, expect, test } from 'vitest';
import { cases } from '../../../shared/contracts/cases/cases.ts';
import { session } from '../../../shared/contracts/posts/session.ts';
import { cashJournal } from '../../../shared/contracts/tills/cash-journal.ts';
import { closeDrawer } from '../../../shared/contracts/tills/close-drawer.ts';
import { countDrawer } from '../../../shared/contracts/tills/count-drawer.ts';
import { drawerSession } from '../../../shared/contracts/tills/drawer-session.ts';
import { drawerSessions } from '../../../shared/contracts/tills/drawer-sessions.ts';
import { drawers } from '../../../shared/contracts/tills/drawers.ts';
import { dropCash } from '../../../shared/contracts/tills/drop-cash.ts';
import { handOverDrawer } from '../../../shared/contracts/tills/hand-over-drawer.ts';
import { myDrawer } from '../../../shared/contracts/tills/my-drawer.ts';
import { openDrawer } from '../../../shared/contracts/tills/open-drawer.ts';
import { payIn } from '../../../shared/contracts/tills/pay-in.ts';
import { payOut } from '../../../shared/contracts/tills/pay-out.ts';
import { registerDrawer } from '../../../shared/contracts/tills/register-drawer.ts';
import { setCeiling } from '../../../shared/contracts/tills/set-ceiling.ts';
import { withdrawDrawer } from '../../../shared/contracts/tills/withdraw-drawer.ts';
import { aliasOf } from '../../../shared/ledger/chart.ts';
import { businessDate } from '../../../shared/values/calendar.ts';
import { fen, type Money } from '../../../shared/values/money.ts';
import { openHouse, type TestHouse } from '../../../test/support/house.ts';
import { whatIsVerified } from '../../app.ts';
import { verifyHouse } from '../../platform/chain/verify/house.ts';

let house: TestHouse;
let drawerId: string;
const TODAY = businessDate('2026-03-02');

beforeAll(async () => {
  house = await openHouse();
  const made = await house.as('vending-supervisor').call(registerDrawer, {
    code: 'D1',
    name: '一号窗口',
    place: '一楼大厅',
    ceilingFen: 100_000,
  });
  drawerId = made.drawerId;
});

/** The entries of the house so far, as text, oldest first. */
async function entries(): Promise<string[]> {
  const { rows } = await house.database.app.query<{ lines: { account: string; amount: Money }[] }>(
    `select json_agg(json_build_object('account', l.account_code, 'amount', l.amount_fen) order by l.line_no) as lines
     from ledger_entry e join ledger_line l using (site_id, entry_id) group by e.entry_id order by e.entry_id`,
  );
  return rows.map(({ lines }) =>
    lines
      .map(({ account, amount }) => `${amount > 0 ? 'DR' : 'CR'} ${aliasOf(account)} ${Math.abs(amount)}`)
      .join(' / '),
  );
}

const clerk = () => house.as('vending-clerk');
const supervisor = () => house.as('vending-supervisor');

describe('one drawer through its day', () => {
  test('a drawer is registered by those who answer for cash, once under its code', async () => {
    const again = { code: 'D1', name: '又一个', place: '大厅', ceilingFen: fen(1) };
    expect((await supervisor().refused(registerDrawer, again)).code).toBe('drawer.code_taken');
    expect((await clerk().refused(registerDrawer, { ...again, code: 'D2' })).code).toBe('post.not_allowed');
    expect((await house.as('system-administrator').refused(registerDrawer, again)).code).toBe('post.not_allowed');
  });

  test('without an open drawer no money moves', async () => {
    const input = { amountFen: fen(100), source: 'other-income', reason: '卖废纸' } as const;
    expect((await clerk().refusedSigned(payIn, input)).code).toBe('drawer.none');
    expect((await clerk().ask(myDrawer)).session).toBeNull();
  });

  test('it is opened by counting; the custodian is named to others', async () => {
    expect((await supervisor().refused(openDrawer, { drawerId, count: {} })).code).toBe('post.not_allowed');
    expect((await clerk().refused(openDrawer, { drawerId, count: { note10: 1 } })).code).toBe('drawer.opening_differs');
    const opened = await clerk().call(openDrawer, { drawerId, count: {} });
    expect(opened).toMatchObject({ number: 1, businessDate: TODAY, state: 'open', openingFen: 0, otherDay: false });
    expect(Object.keys(opened).join()).not.toMatch(/expected|book/i);
    const taken = await house.as('cashier').refused(openDrawer, { drawerId, count: {} });
    expect(taken).toMatchObject({ code: 'drawer.in_use_by', facts: { name: clerk().name } });
    expect((await clerk().refused(openDrawer, { drawerId, count: {} })).code).toBe('drawer.already_open');
    expect((await clerk().ask(session)).drawer).toMatchObject({ drawerName: '一号窗口' });
  });

  test('cash from the safe needs the hand of the one who gives it', async () => {
    const input = { amountFen: fen(50_000), source: 'safe', reason: '备用金' } as const;
    expect((await clerk().refusedSigned(payIn, input)).code).toBe('signature.needed');
    const voucher = await clerk().signed(payIn, input, ['funds-administrator']);
    expect(voucher.voucherNumber).toBe('D1-1-C1');
    expect((await entries()).at(-1)).toBe('DR drawer-D1 50000 / CR safe 50000');
  });

  test('above the ceiling cash is refused and nothing is written', async () => {
    const before = await entries();
    const input = { amountFen: fen(50_001), source: 'other-income', reason: '多收一笔' } as const;
    expect((await clerk().refusedSigned(payIn, input)).code).toBe('drawer.ceiling');
    expect(await entries()).toEqual(before);
    await supervisor().call(setCeiling, { drawerId, ceilingFen: fen(100_001), reason: '开学缴费高峰' });
    expect((await clerk().refused(setCeiling, { drawerId, ceilingFen: fen(1), reason: '自己改' })).code).toBe(
      'post.not_allowed',
    );
    await clerk().signed(payIn, input);
    expect((await entries()).at(-1)).toBe('DR drawer-D1 50001 / CR income-other 50001');
  });

  test('paying out needs the supervisor or the funds administrator, and no more than is there', async () => {
    const input = { amountFen: fen(1), reason: '买打印纸' };
    expect((await clerk().refusedSigned(payOut, input)).code).toBe('signature.needed');
    expect((await clerk().refusedSigned(payOut, input, ['cashier'])).code).toBe('signature.needed');
    await clerk().signed(payOut, input, ['vending-supervisor']);
    expect((await entries()).at(-1)).toBe('DR expense 1 / CR drawer-D1 1');
    const tooMuch = { amountFen: fen(100_001), reason: '买打印机' };
    expect((await clerk().refusedSigned(payOut, tooMuch, ['vending-supervisor'])).code).toBe('drawer.not_enough_cash');
  });

  test('cash is dropped to the safe against the receiver’s signature', async () => {
    const input = { amountFen: fen(40_000), to: 'safe' } as const;
    expect((await clerk().refusedSigned(dropCash, input)).code).toBe('signature.needed');
    const dropped = await clerk().signed(dropCash, input, ['cashier']);
    expect(dropped).toMatchObject({ voucherNumber: 'D1-1-C4', receiverName: house.as('cashier').name });
    expect((await entries()).at(-1)).toBe('DR safe 40000 / CR drawer-D1 40000');
  });

  test('a surprise count by a third person books what it finds and opens a case', async () => {
    const drawerSessionId = (await clerk().ask(myDrawer)).session!.drawerSessionId;
    const count = { note100: 6 };
    const found = { drawerSessionId, count, reason: '午间突击盘点' };
    expect((await clerk().refusedSigned(countDrawer, found)).code).toBe('post.not_allowed');
    const counted = await house.as('funds-administrator').signed(countDrawer, found);
    expect(counted).toMatchObject({ expectedFen: 60_000, countedFen: 60_000, overShortFen: 0, caseId: null });
    const short = await house
      .as('funds-administrator')
      .signed(countDrawer, { ...found, count: { note100: 5, note50: 1 } });
    expect(short).toMatchObject({ overShortFen: -5_000, caseId: expect.any(String) });
    expect((await entries()).at(-1)).toBe('DR short 5000 / CR drawer-D1 5000');
  });

  test('it is handed over with both signatures: one transaction, the same count, two sessions', async () => {
    const input = { toPersonId: house.as('cashier').personId, count: { note100: 5, note50: 1 } };
    expect((await clerk().refusedSigned(handOverDrawer, input)).code).toBe('signature.needed');
    const self = { ...input, toPersonId: clerk().personId };
    expect((await clerk().refusedSigned(handOverDrawer, self)).code).toBe('person.must_differ');
    const done = await clerk().signed(handOverDrawer, input, ['cashier']);
    expect(done).toMatchObject({
      outcome: 'closed',
      countedFen: 55_000,
      overShortFen: 0,
      nextSessionId: expect.any(String),
    });
    expect((await clerk().ask(myDrawer)).session).toBeNull();
    expect((await house.as('cashier').ask(myDrawer)).session).toMatchObject({ number: 2, openingFen: 55_000 });
    expect((await clerk().refusedSigned(payIn, { amountFen: fen(1), source: 'bank', reason: '补零' })).code).toBe(
      'drawer.closed',
    );
  });

  test('the blind close: the first count is kept, asked again without a figure, the second stands', async () => {
    const cashier = house.as('cashier');
    const first = await cashier.signed(closeDrawer, { count: { note100: 5 } });
    expect(Object.keys(first).sort()).toEqual(['drawerSessionId', 'outcome']);
    expect(first.outcome).toBe('count-again');
    const input = { amountFen: fen(100), source: 'other-income', reason: '卖废纸' } as const;
    expect((await cashier.refusedSigned(payIn, input)).code).toBe('drawer.closing');
    expect((await cashier.refusedSigned(closeDrawer, { count: { note100: 5 } })).code).toBe('drawer.reason_needed');
    const second = await cashier.signed(closeDrawer, {
      count: { note100: 5, note50: 1, coin1yuan: 2 },
      reason: '多两枚硬币',
    });
    expect(second).toMatchObject({ outcome: 'closed', expectedFen: 55_000, countedFen: 55_200, overShortFen: 200 });
    expect((await entries()).at(-1)).toBe('DR drawer-D1 200 / CR over 200');
    const { rows } = await supervisor().ask(cases, {});
    expect(rows.map((row) => [row.subject, row.amountFen])).toEqual(
      expect.arrayContaining([
        ['cash.over', 200],
        ['cash.short', -5_000],
      ]),
    );
  });

  test('after closing every count and figure is there, the chain is closed behind the last record', async () => {
    const [last] = (await supervisor().ask(drawerSessions, { drawerId })).rows;
    const file = await supervisor().ask(drawerSession, { drawerSessionId: last!.drawerSessionId });
    expect(file.counts.map((count) => `${count.kind} ${count.totalFen} ${count.bookFen}`)).toEqual([
      'opening 55000 55000',
      'attempt-1 50000 55000',
      'attempt-2 55200 55000',
    ]);
    expect(file.digest).toMatch(/^[0-9a-f]{64}$/);
    const { rows } = await house.database.app.query(
      `select c.closed_at is not null as closed, (select r.operation from chain_record r
         where r.chain_id = c.chain_id order by r.seq desc limit 1) as last
       from chain c where c.kind = 'drawer' order by c.opened_at, c.chain_id`,
    );
    expect(rows).toEqual([
      { closed: true, last: 'tills.hand-over-drawer' },
      { closed: true, last: 'tills.close-drawer' },
    ]);
    expect((await clerk().refused(drawerSession, { drawerSessionId: last!.drawerSessionId })).code).toBe(
      'record.not_found',
    );
  });

  test('the journal has one line per event, receipts and payments apart, and its balance agrees with the ledger', async () => {
    const { rows, days, next } = await house.as('auditor').ask(cashJournal, { from: TODAY, to: TODAY });
    expect(next).toBeNull();
    expect(
      rows.map(
        (row) => `${row.documentNumber} ${row.kind} ${row.receiptFen ?? ''}|${row.paymentFen ?? ''}|${row.balanceFen}`,
      ),
    ).toEqual([
      'D1-1 opening ||0',
      'D1-1-C1 pay-in 50000||50000',
      'D1-1-C2 pay-in 50001||100001',
      'D1-1-C3 pay-out |1|100000',
      'D1-1-C4 drop |40000|60000',
      'D1-1-C5 short |5000|55000',
      'D1-1 hand-over-out |55000|0',
      'D1-2 hand-over-in 55000||55000',
      'D1-2-C1 over 200||55200',
      'D1-2 closing ||55200',
    ]);
    expect(days).toEqual([
      {
        businessDate: TODAY,
        drawerCode: 'D1',
        lines: 10,
        receiptFen: 50_000 + 50_001 + 55_000 + 200,
        paymentFen: 1 + 40_000 + 5_000 + 55_000,
        balanceFen: 55_200,
      },
    ]);
    const page = await house.as('auditor').ask(cashJournal, { from: TODAY, to: TODAY, limit: 4 });
    const after = await house.as('auditor').ask(cashJournal, { from: TODAY, to: TODAY, limit: 200, after: page.next! });
    expect([...page.rows, ...after.rows]).toEqual(rows);
    const ledger = await house.database.app.query(
      `select sum(amount_fen)::bigint as cash from ledger_line where account_code = '1001.D1'`,
    );
    expect(ledger.rows[0].cash).toBe(55_200);
    expect((await house.as('vending-technician').refused(cashJournal, { from: TODAY, to: TODAY })).code).toBe(
      'post.not_allowed',
    );
  });

  test('as files: CSV with the same lines, XLSX, and a PDF to sign', async () => {
    const get = (name: string) =>
      house.app.http.inject({
        method: 'GET',
        url: `/api/tills/${name}`,
        query: { from: TODAY, to: TODAY },
        headers: { 'x-zhishou': '1', cookie: `zhishou=${house.as('auditor').browser.cookie()}` },
      });
    const csv = await get('cash-journal.csv');
    expect(csv.statusCode, csv.body).toBe(200);
    expect(csv.body.trim().split('\r\n')).toHaveLength(12);
    expect(csv.body).toContain('D1-1-C3,支出：买打印纸,,0.01,1000.00');
    expect((await get('cash-journal.xlsx')).rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect((await get('cash-journal.pdf')).rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('the next opening carries the last count, and a session left open overnight can only be closed', async () => {
    expect((await clerk().refused(openDrawer, { drawerId, count: {} })).code).toBe('drawer.opening_differs');
    const opened = await clerk().call(openDrawer, { drawerId, count: { note100: 5 }, reason: '少了五十二元' });
    expect((await entries()).at(-1)).toBe('DR short 5200 / CR drawer-D1 5200');
    const detail = (await supervisor().ask(drawerSessions, { drawerId })).rows[0];
    expect(detail).toMatchObject({
      drawerSessionId: opened.drawerSessionId,
      expectedFen: null,
      openingCaseId: expect.any(String),
    });
  });
});

test('the list says who holds what and what may be done', async () => {
  const { rows } = await supervisor().ask(drawers);
  expect(rows).toMatchObject([{ code: 'D1', custodianName: clerk().name, can: ['tills.set-ceiling'] }]);
  expect((await supervisor().refused(withdrawDrawer, { drawerId })).code).toBe('drawer.in_use_by');
});

describe('verification', () => {
  const verify = async (): Promise<readonly string[]> => {
    const { faults } = await verifyHouse(house.database.owner, whatIsVerified());
    return faults;
  };

  test('finds every row of the day as the chain says it, the lines in order, the journal as the ledger', async () => {
    expect(await verify()).toEqual([]);
  });

  test('names a line that somebody with the owner’s rights made smaller', async () => {
    const { owner } = house.database;
    await owner.query('alter table drawer_movement disable trigger user');
    await owner.query(`update drawer_movement set amount_fen = 49000, cash_after_fen = 49000
      where document_number = 'D1-1-C1'`);
    const faults = await verify();
    expect(faults.some((fault) => /drawer_movement/.test(fault))).toBe(true);
    expect(faults.some((fault) => /line 3 does not follow/.test(fault))).toBe(true);
  });
});
