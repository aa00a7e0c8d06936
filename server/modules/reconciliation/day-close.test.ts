/** Slips and the closing of days in a founded house, over HTTP: done, refused, and forbidden to other posts. */
import { beforeAll, describe, expect, test } from 'vitest';
import { cases } from '../../../shared/contracts/cases/cases.ts';
import { closeDay } from '../../../shared/contracts/reconciliation/close-day.ts';
import { day } from '../../../shared/contracts/reconciliation/day.ts';
import { daySheet } from '../../../shared/contracts/reconciliation/day-sheet.ts';
import { daySheets } from '../../../shared/contracts/reconciliation/day-sheets.ts';
import { makeSlip } from '../../../shared/contracts/reconciliation/make-slip.ts';
import { printDaySheet } from '../../../shared/contracts/reconciliation/print-day-sheet.ts';
import { printSlipCopy } from '../../../shared/contracts/reconciliation/print-slip-copy.ts';
import { signSlip } from '../../../shared/contracts/reconciliation/sign-slip.ts';
import { slip } from '../../../shared/contracts/reconciliation/slip.ts';
import { slips } from '../../../shared/contracts/reconciliation/slips.ts';
import { slipsToMake } from '../../../shared/contracts/reconciliation/slips-to-make.ts';
import { tallySlip } from '../../../shared/contracts/reconciliation/tally-slip.ts';
import { closeDrawer } from '../../../shared/contracts/tills/close-drawer.ts';
import { openDrawer } from '../../../shared/contracts/tills/open-drawer.ts';
import { payIn } from '../../../shared/contracts/tills/pay-in.ts';
import { payOut } from '../../../shared/contracts/tills/pay-out.ts';
import { registerDrawer } from '../../../shared/contracts/tills/register-drawer.ts';
import { businessDate, instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { fen } from '../../../shared/values/money.ts';
import { openHouse, type TestHouse } from '../../../test/support/house.ts';
import { pdfPages, pdfText } from '../../../test/support/pdf.ts';
import { contentSeenBy, truthOf } from '../../../test/support/slip.ts';
import { whatIsVerified } from '../../app.ts';
import { sha256 } from '../../platform/chain/day.ts';
import { verifyHouse } from '../../platform/chain/verify/house.ts';

const MONDAY = businessDate('2026-03-02');
const TUESDAY = businessDate('2026-03-03');
const FRIDAY = businessDate('2026-03-06');

let house: TestHouse;
let drawerId: string;
let drawerSessionId: string;
let slipId: string;
let contentDigest: string;

const clerk = () => house.as('vending-clerk');
const cashier = () => house.as('cashier');
const supervisor = () => house.as('vending-supervisor');

beforeAll(async () => {
  house = await openHouse();
  ({ drawerId } = await supervisor().call(registerDrawer, {
    code: 'D1',
    name: '一号窗口',
    place: '一楼大厅',
    ceilingFen: fen(100_000),
  }));
});

const download = async (name: string, query: Record<string, string>) => {
  const response = await house.app.http.inject({
    method: 'GET',
    url: `/api/reconciliation/${name}`,
    query,
    headers: { cookie: `zhishou=${supervisor().browser.cookie()}` },
  });
  expect(response.statusCode, response.payload.slice(0, 300)).toBe(200);
  expect(response.headers['content-type']).toBe('application/pdf');
  return response.rawPayload;
};

describe('the slip of a drawer session', () => {
  test('there is none before the drawer is closed', async () => {
    ({ drawerSessionId } = await clerk().call(openDrawer, { drawerId, count: {} }));
    await clerk().signed(payIn, { amountFen: fen(50_000), source: 'other-income', reason: '收旧卡押金' });
    await clerk().signed(payOut, { amountFen: fen(2_000), reason: '买打印纸' }, ['vending-supervisor']);
    expect((await clerk().refused(makeSlip, { drawerSessionId })).code).toBe('slip.drawer_open');
    expect(await supervisor().ask(day)).toMatchObject({
      businessDate: MONDAY,
      missing: ['day.drawers_open'],
      can: [],
    });
    const refused = await supervisor().refusedSigned(closeDay, { businessDate: MONDAY });
    expect(refused).toMatchObject({ code: 'day.drawers_open', facts: { sessions: 'D1-1（一号窗口）' } });
  });

  test('the day waits for the slip', async () => {
    await clerk().signed(closeDrawer, { count: { note100: 4 } });
    const closed = await clerk().signed(closeDrawer, { count: { note100: 4, note50: 1 }, reason: '少找了零' });
    expect(closed).toMatchObject({ outcome: 'closed', overShortFen: -3_000 });
    const refused = await supervisor().refusedSigned(closeDay, { businessDate: MONDAY });
    expect(refused).toMatchObject({ code: 'day.slips_missing', facts: { date: MONDAY } });
    const status = await supervisor().ask(day);
    expect(status.sessions).toMatchObject([
      { session: 'D1-1', closed: true, slipId: null, can: ['reconciliation.make-slip'] },
    ]);
  });

  test('the custodian makes it, once; others do not', async () => {
    expect((await clerk().ask(slipsToMake)).rows).toMatchObject([{ session: 'D1-1', drawerSessionId }]);
    expect((await cashier().ask(slipsToMake)).rows).toEqual([]);
    expect((await cashier().refused(makeSlip, { drawerSessionId })).code).toBe('slip.not_yours');
    expect((await house.as('funds-administrator').refused(makeSlip, { drawerSessionId })).code).toBe(
      'post.not_allowed',
    );
    expect((await clerk().refused(makeSlip, { drawerSessionId: newId() })).code).toBe('record.not_found');
    const made = await clerk().call(makeSlip, { drawerSessionId });
    expect(made).toMatchObject({ slipNo: 'RJ-000001', state: 'made' });
    ({ slipId, contentDigest } = made);
    expect(await supervisor().call(makeSlip, { drawerSessionId })).toEqual(made);
    expect((await supervisor().ask(slipsToMake)).rows).toEqual([]);
  });

  test('it says what the drawer says, and carries the digests', async () => {
    const shown = await clerk().ask(slip, { slipId });
    const content = await contentSeenBy(clerk(), slipId);
    const { rows } = await house.database.app.query<{ content: string; head_hash: string }>(
      `select s.content, c.head_hash from daily_slip s join drawer_session d using (site_id, drawer_session_id)
       join chain c on c.site_id = d.site_id and c.chain_id = d.chain_id`,
    );
    expect(sha256(rows[0]!.content)).toBe(contentDigest);
    expect(content.chain).toMatchObject({ digest: rows[0]!.head_hash, previousDay: null, previousDigest: null });
    expect(
      content.cash.lines.map((line) => `${line.kind} ${line.count} ${line.receiptFen} ${line.paymentFen}`),
    ).toEqual(['pay-in 1 50000 0', 'pay-out 1 0 2000', 'short 1 0 3000']);
    expect(content.cash).toMatchObject({ expectedFen: 48_000, countedFen: 45_000, overShortFen: -3_000 });
    expect(content.cash.counts.map((count) => `${count.kind} ${count.totalFen}`)).toEqual([
      'opening 0',
      'attempt-1 40000',
      'attempt-2 45000',
    ]);
    const { rows: open } = await supervisor().ask(cases, {});
    expect(content.cash.closingCase).toBe(open.find((one) => one.subject === 'cash.short')!.number);
    // The first slip of a house prints every right there is.
    expect(content.rights.map((right) => right.post)).toEqual(
      expect.arrayContaining(['vending-clerk', 'cashier', 'vending-supervisor', 'auditor']),
    );
    expect(shown.can).toEqual([
      'reconciliation.sign-slip',
      'reconciliation.tally-slip',
      'reconciliation.print-slip-copy',
    ]);
  });
});

describe('signatures', () => {
  const input = () => ({ slipId, contentDigest });

  test('what is signed is the digest of this slip', async () => {
    const other = { slipId, contentDigest: sha256('something else') };
    expect((await clerk().refusedSigned(signSlip, other)).code).toBe('slip.digest_differs');
    expect((await clerk().refused(signSlip, { ...input(), signatures: [newId()] })).code).toBe('signature.needed');
  });

  test('neither the supervisor nor the auditor signs in a house of two posts', async () => {
    expect((await supervisor().refusedSigned(signSlip, input())).code).toBe('slip.not_signer');
    const auditor = await house.as('auditor').refused(signSlip, { ...input(), signatures: [newId()] });
    expect(auditor.code).toBe('post.not_allowed');
  });

  test('the cashier enters the own account first, seeing no figure of the slip', async () => {
    const blind = await cashier().ask(slip, { slipId });
    expect(blind).toMatchObject({ content: null, tally: null, tallied: false, can: ['reconciliation.tally-slip'] });
    expect([blind.receivedFen, blind.refundedFen, blind.countedFen, blind.overShortFen]).toEqual(Array(4).fill(null));
    const [row] = (await cashier().ask(slips)).rows;
    expect([row!.receivedFen, row!.countedFen]).toEqual([null, null]);
    const pdf = await house.app.http.inject({
      url: `/api/reconciliation/slip.pdf?slipId=${slipId}`,
      headers: { cookie: `zhishou=${cashier().browser.cookie()}` },
    });
    expect(pdf.json()).toMatchObject({ refusal: { code: 'slip.tally_first' } });
    expect((await cashier().refusedSigned(signSlip, input())).code).toBe('slip.tally_first');
    expect((await supervisor().refused(tallySlip, { slipId, cashFen: fen(0) })).code).toBe('slip.not_signer');
    expect((await clerk().refused(tallySlip, { slipId, cashFen: fen(0) })).code).toBe('signature.needed');
  });

  test('a first account that differs is told no figure; the second stands, and what differs is a case', async () => {
    const first = await cashier().call(tallySlip, { slipId, cashFen: fen(100) });
    expect(first).toEqual({ outcome: 'again', caseNumber: null });
    const again = await cashier().ask(slip, { slipId });
    expect(again).toMatchObject({ content: null, tally: { attempts: 1, cashFen: 0 }, tallied: false });
    const second = { slipId, cashFen: fen(200) };
    expect((await cashier().refused(tallySlip, second)).code).toBe('slip.tally_reason');
    const settled = await cashier().call(tallySlip, { ...second, reason: '按小票存根加计' });
    expect(settled).toMatchObject({ outcome: 'case', caseNumber: expect.stringMatching(/^C\d+$/) });
    expect((await cashier().refused(tallySlip, { ...second, reason: '再来' })).code).toBe('slip.already_tallied');
    const shown = await cashier().ask(slip, { slipId });
    expect(shown).toMatchObject({
      tallied: true,
      tally: { cashFen: 200, agrees: false, caseNumber: settled.caseNumber },
    });
    expect(shown.content).not.toBeNull();
    const { rows } = await supervisor().ask(cases, {});
    const opened = rows.find((row) => row.number === settled.caseNumber)!;
    expect(opened).toMatchObject({
      subject: 'slip.differs',
      amountFen: 200,
      parties: expect.arrayContaining([cashier().name]),
    });
    const kept = await house.database.app.query('select attempt, cash_fen, agrees from slip_tally order by attempt');
    expect(kept.rows).toEqual([
      { attempt: 1, cash_fen: 100, agrees: false },
      { attempt: 2, cash_fen: 200, agrees: false },
    ]);
  });

  test('the custodian signs once, the cashier after; then nothing more', async () => {
    expect(await clerk().signed(signSlip, input())).toMatchObject({ state: 'signed-once', signed: ['custodian'] });
    expect((await clerk().refusedSigned(signSlip, input())).code).toBe('slip.already_signed');
    expect((await clerk().ask(slip, { slipId })).can).toEqual(['reconciliation.print-slip-copy']);
    expect(await cashier().signed(signSlip, input())).toMatchObject({ state: 'signed' });
    expect((await cashier().refusedSigned(signSlip, input())).code).toBe('slip.already_signed');
    const signed = await supervisor().ask(slip, { slipId });
    expect(signed.signatures.map((one) => `${one.role} ${one.post} ${one.personName}`)).toEqual([
      `custodian vending-clerk ${clerk().name}`,
      `second cashier ${cashier().name}`,
    ]);
  });

  test('a signed slip is final, for the owner of the database too', async () => {
    const change = (set: string) => house.database.owner.query(`update daily_slip set ${set}`);
    await expect(change("state = 'made'")).rejects.toThrow(/posted is final/);
    await expect(change('counted_fen = 1')).rejects.toThrow(/posted is final/);
    await expect(house.database.owner.query('delete from daily_slip_signature')).rejects.toThrow(/posted is final/);
  });

  test('who sees it: the others of the house, not another clerk’s eyes on strangers’ slips', async () => {
    expect((await clerk().ask(slips)).rows.map((row) => row.slipNo)).toEqual(['RJ-000001']);
    expect((await house.as('auditor').ask(slips, { state: 'signed' })).rows).toHaveLength(1);
    expect((await cashier().ask(slips, { onlyDifferent: true })).rows).toHaveLength(1);
    expect((await house.as('system-administrator').refused(slips)).code).toBe('post.not_allowed');
  });
});

describe('paper', () => {
  test('three marked copies with both signatures, the digest in figures, the amount in capitals', async () => {
    const print = await clerk().call(printSlipCopy, { slipId });
    expect(print.printNo).toBe(1);
    const pdf = await download('slip.pdf', { slipId, printId: print.printId });
    const pages = await pdfPages(pdf);
    const text = await pdfText(pdf);
    for (const mark of ['第一联售电员存', '第二联收费员存', '第三联经费管理员存']) expect(text).toContain(mark);
    expect(pages.length).toBeGreaterThanOrEqual(3);
    const content = await contentSeenBy(clerk(), slipId);
    expect(text).toContain(content.chain.digest.slice(0, 32));
    expect(text).toContain('肆佰伍拾元整');
    expect(text).toContain(cashier().name);
    expect(text).not.toContain('补打第');
    expect(text).toMatch(/双方已核对，差错C\d+、?/);
  });

  test('a further print says which it is and why; what is not recorded says that it is no document', async () => {
    expect((await clerk().refused(printSlipCopy, { slipId })).code).toBe('print.reason_wanted');
    const again = await clerk().call(printSlipCopy, { slipId, paper: 'slip-241x140', copy: 3, reason: '第三联卡纸' });
    expect(again.printNo).toBe(2);
    const text = await pdfText(await download('slip.pdf', { slipId, printId: again.printId }));
    expect(text).toContain('补打第1次');
    expect(text).toContain('第三联');
    expect(text).not.toContain('第一联');
    expect(await pdfText(await download('slip.pdf', { slipId, language: 'en' }))).toContain('Preview');
    expect((await house.as('auditor').refused(printSlipCopy, { slipId, reason: '看看' })).code).toBe(
      'post.not_allowed',
    );
    expect((await supervisor().ask(slip, { slipId })).prints).toMatchObject([
      { printNo: 1, copy: null, reason: '' },
      { printNo: 2, copy: 3, reason: '第三联卡纸' },
    ]);
  });
});

describe('closing the day', () => {
  let sheetId: string;

  test('a supervisor or the funds administrator closes it, with the own signature; nobody else', async () => {
    expect((await clerk().refusedSigned(closeDay, { businessDate: MONDAY })).code).toBe('post.not_allowed');
    expect((await supervisor().refused(closeDay, { businessDate: MONDAY, signatures: [newId()] })).code).toBe(
      'signature.needed',
    );
    expect((await supervisor().refusedSigned(closeDay, { businessDate: TUESDAY })).code).toBe('day.not_come');
    expect((await supervisor().ask(day)).can).toEqual(['reconciliation.close-day']);
    const closed = await supervisor().signed(closeDay, { businessDate: MONDAY });
    expect(closed).toMatchObject({ sheetNo: 'RB-000001', agrees: true, caseNumber: null });
    ({ sheetId } = closed);
    expect((await supervisor().refusedSigned(closeDay, { businessDate: MONDAY })).code).toBe('day.already_sealed');
  });

  test('slips, documents and books say the same, each added up by itself', async () => {
    const { content } = await house.as('auditor').ask(daySheet, { sheetId });
    expect(content.compared.map((one) => `${one.key} ${one.slipsFen} ${one.documentsFen} ${one.ledgerFen}`)).toEqual([
      'cash.D1 45000 45000 45000',
      'short 3000 3000 3000',
      'sold 0 0 0',
    ]);
    expect(content).toMatchObject({ overFen: 0, shortFen: 3_000, quietDays: [] });
    expect(content.drawers).toMatchObject([
      { drawerCode: 'D1', openingFen: 0, receiptFen: 50_000, paymentFen: 5_000, closingFen: 45_000 },
    ]);
    expect(content.slips).toMatchObject([{ number: 1, session: 'D1-1', contentDigest, state: 'signed' }]);
  });

  test('the sheet bears the digest of the sealed day; the closing itself is the next day’s record', async () => {
    const { rows } = await house.database.app.query<{ digest: string; day: string; operation: string }>(
      `select y.digest, c.business_date as day, r.operation from site_day y
       join chain_record r on r.operation = 'reconciliation.close-day' join chain c using (chain_id)
       where y.sealed_at is not null`,
    );
    const { content } = await supervisor().ask(daySheet, { sheetId });
    expect(rows).toEqual([{ digest: content.day.digest, day: TUESDAY, operation: 'reconciliation.close-day' }]);
    const news = await house.database.app.query(`select payload from outbox where topic = 'day.sealed'`);
    expect(news.rows).toMatchObject([
      { payload: { businessDate: MONDAY, dayDigest: content.day.digest, agrees: true } },
    ]);
    const print = await supervisor().call(printDaySheet, { sheetId });
    const text = await pdfText(await download('day-sheet.pdf', { sheetId, printId: print.printId }));
    expect(text).toContain(content.day.digest.slice(0, 32));
    expect(text).toContain('相符');
    expect((await supervisor().refused(printDaySheet, { sheetId })).code).toBe('print.reason_wanted');
    expect((await clerk().refused(printDaySheet, { sheetId, reason: '想看' })).code).toBe('post.not_allowed');
  });

  test('what comes after the closing is the next day’s, and a day that has not come is not closed', async () => {
    const opened = await clerk().call(openDrawer, { drawerId, count: { note100: 4, note50: 1 } });
    expect(opened.businessDate).toBe(TUESDAY);
    expect(await supervisor().ask(day)).toMatchObject({
      businessDate: TUESDAY,
      missing: ['day.not_come', 'day.drawers_open'],
    });
    drawerSessionId = opened.drawerSessionId;
  });
});

describe('a difference between slips, documents and books', () => {
  test('becomes a grave case; the day is closed under its number', async () => {
    house.clock.set(instant('2026-03-03T09:00:00.000Z'));
    await clerk().signed(closeDrawer, { count: { note100: 4, note50: 1 } });
    const made = await clerk().call(makeSlip, { drawerSessionId });
    // As a dishonest hand on the database would: a payment that is on no slip and in no book.
    await house.database.app.query(
      `insert into payment (site_id, payment_id, document_kind, document_id, line_no, direction, tender, amount_fen,
         outside_reference, drawer_session_id, business_date, at, person_id, post)
       values ($1, $2, 'sale', $2, 1, 'in', 'qr', 700, 'QR0001', $3, $4, now(), $5, 'vending-clerk')`,
      [house.siteId, newId(), drawerSessionId, TUESDAY, clerk().personId],
    );
    const closed = await house.as('funds-administrator').signed(closeDay, { businessDate: TUESDAY });
    expect(closed).toMatchObject({ agrees: false, caseNumber: expect.stringMatching(/^C\d+$/) });
    const { content } = await supervisor().ask(daySheet, { sheetId: closed.sheetId });
    expect(content.caseNumber).toBe(closed.caseNumber);
    expect(
      content.compared
        .filter((one) => !one.agrees)
        .map((one) => `${one.key} ${one.slipsFen} ${one.documentsFen} ${one.ledgerFen}`),
    ).toEqual(['tender.qr 0 700 0']);
    const { rows } = await supervisor().ask(cases, {});
    expect(rows.find((one) => one.number === closed.caseNumber)).toMatchObject({
      subject: 'books.differ',
      grave: true,
    });
    // The slip was made before: its totals did not move.
    const shown = await supervisor().ask(slip, { slipId: made.slipId });
    expect(shown).toMatchObject({ receivedFen: 0, contentDigest: made.contentDigest });
    const printed = await contentSeenBy(supervisor(), made.slipId);
    expect(printed.rights).toEqual([]);
    expect(printed.chain).toMatchObject({ previousDay: MONDAY });
  });
});

describe('days without a drawer', () => {
  test('are named on the next sheet; a day with drawers is never passed over', async () => {
    house.clock.set(instant('2026-03-06T02:00:00.000Z'));
    expect((await supervisor().refusedSigned(closeDay, { businessDate: businessDate('2026-03-05') })).code).toBe(
      'day.not_begun',
    );
    const opened = await clerk().call(openDrawer, { drawerId, count: { note100: 4, note50: 1 } });
    house.clock.set(instant('2026-03-07T02:00:00.000Z'));
    await supervisor().call(registerDrawer, { code: 'D2', name: '二号窗口', place: '大厅', ceilingFen: fen(1_000) });
    const refused = await supervisor().refusedSigned(closeDay, { businessDate: businessDate('2026-03-07') });
    expect(refused).toMatchObject({ code: 'day.earlier_open', facts: { date: FRIDAY } });
    await clerk().signed(closeDrawer, { count: { note100: 4, note50: 1 } });
    // Made by the supervisor, signed by both at one counter.
    const made = await supervisor().call(makeSlip, { drawerSessionId: opened.drawerSessionId });
    const input = { slipId: made.slipId, contentDigest: made.contentDigest };
    // Entered at the custodian's screen, under the cashier's signature.
    const own = truthOf(await contentSeenBy(clerk(), made.slipId));
    const { bankCardFen, qrFen, campusCardFen } = own;
    const account = { slipId: made.slipId, cashFen: own.cashFen, bankCardFen, qrFen, campusCardFen, reason: '' };
    expect(await clerk().signed(tallySlip, account as never, ['cashier'])).toMatchObject({ outcome: 'agrees' });
    expect(await clerk().signed(signSlip, input, ['cashier'])).toMatchObject({ state: 'signed' });
    const closed = await supervisor().signed(closeDay, { businessDate: FRIDAY });
    const { content } = await supervisor().ask(daySheet, { sheetId: closed.sheetId });
    // Wednesday holds the record of Tuesday's closing, and is sealed along; on Thursday nothing was recorded at all.
    expect(content.quietDays).toEqual([
      { date: '2026-03-04', records: true },
      { date: '2026-03-05', records: false },
    ]);
    expect(content.day.previousDay).toBe('2026-03-04');
    expect(
      (await supervisor().ask(daySheets)).rows.map((row) => `${row.sheetNo} ${row.businessDate} ${row.agrees}`),
    ).toEqual(['RB-000003 2026-03-06 true', 'RB-000002 2026-03-03 false', 'RB-000001 2026-03-02 true']);
  });

  test('the books verify from genesis, apart from the payment that no operation wrote', async () => {
    const { faults } = await verifyHouse(house.database.owner, whatIsVerified());
    expect(faults.map((fault) => JSON.stringify(fault)).filter((fault) => !fault.includes('payment'))).toEqual([]);
    expect(faults.length).toBeGreaterThan(0);
  });
});
