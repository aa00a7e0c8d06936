/** From the drawer to finance: the day's cash is remitted, the week's papers are handed in, the month is signed and locked. */
import { readXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { cases } from '../../shared/contracts/cases/cases.ts';
import { periods } from '../../shared/contracts/ledger/periods.ts';
import { session } from '../../shared/contracts/posts/session.ts';
import { attachReceipt } from '../../shared/contracts/reconciliation/attach-receipt.ts';
import { bundles } from '../../shared/contracts/reconciliation/bundles.ts';
import { cashCustody } from '../../shared/contracts/reconciliation/cash-custody.ts';
import { closeDay } from '../../shared/contracts/reconciliation/close-day.ts';
import { confirmRemittance } from '../../shared/contracts/reconciliation/confirm-remittance.ts';
import { handInBundle } from '../../shared/contracts/reconciliation/hand-in-bundle.ts';
import { layouts } from '../../shared/contracts/reconciliation/layouts.ts';
import { makeRemittance } from '../../shared/contracts/reconciliation/make-remittance.ts';
import { makeSlip } from '../../shared/contracts/reconciliation/make-slip.ts';
import { makeStatement } from '../../shared/contracts/reconciliation/make-statement.ts';
import { receiveBundle } from '../../shared/contracts/reconciliation/receive-bundle.ts';
import { remittances } from '../../shared/contracts/reconciliation/remittances.ts';
import { setSheetLayout } from '../../shared/contracts/reconciliation/set-sheet-layout.ts';
import { setVoucherLayout } from '../../shared/contracts/reconciliation/set-voucher-layout.ts';
import { signStatement } from '../../shared/contracts/reconciliation/sign-statement.ts';
import { statements } from '../../shared/contracts/reconciliation/statements.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { dropCash } from '../../shared/contracts/tills/drop-cash.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { businessDate, instant } from '../../shared/values/calendar.ts';
import { newId } from '../../shared/values/ids.ts';
import { fen } from '../../shared/values/money.ts';
import { openCounter } from '../support/counter.ts';
import { duty } from '../support/duty.ts';
import { pdfText } from '../support/pdf.ts';
import { signByBoth } from '../support/slip.ts';

const counter = await openCounter();
const clerk = counter.as('vending-clerk');
const cashier = counter.as('cashier');
const supervisor = counter.as('vending-supervisor');
const funds = counter.as('funds-administrator');
const finance = counter.as('finance');
const MONDAY = businessDate('2026-03-02');
const slipOf = new Map<string, string>();

const rowsOf = async (sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
  (await counter.database.app.query(sql, values)).rows;

/** A day's trade of `moneyFen` in cash, all of it dropped into the safe; slip signed by both, day closed. */
async function aDay(date: string, moneyFen: number): Promise<void> {
  counter.clock.set(instant(`${date}T02:00:00.000Z`));
  const held = await rowsOf("select 1 from drawer_session where state = 'open'");
  if (held.length === 0) await clerk.call(openDrawer, { drawerId: counter.drawerId, count: {} });
  await counter.sell(counter.room.electricity, { moneyFen });
  await clerk.signed(dropCash, { amountFen: fen(moneyFen), to: 'safe', reason: '当面点清' }, ['cashier']);
  await clerk.signed(closeDrawer, { count: await counter.cashCount() });
  const [session] = await rowsOf('select drawer_session_id as id from drawer_session order by opened_at desc limit 1');
  const made = await clerk.call(makeSlip, { drawerSessionId: String(session!.id) });
  const { slipId, contentDigest } = made;
  await signByBoth(clerk, cashier, { slipId, contentDigest });
  await supervisor.signed(closeDay, { businessDate: businessDate(date) });
  slipOf.set(date, slipId);
}

const remit = (date: string, amountFen: number) => ({
  slipIds: [slipOf.get(date)!],
  way: 'bank' as const,
  receiver: '工商银行 基本户',
  amountFen: fen(amountFen),
  reason: '',
});

let remittanceId: string;

duty('2.cashier.6', 'cash that does not make up what is due is not remitted without a word', async () => {
  await aDay('2026-03-02', 5_000);
  expect(await cashier.ask(cashCustody)).toMatchObject({
    safeFen: 5_000,
    inTransitFen: 0,
    dueFen: 5_000,
    rows: [{ dueFen: 5_000, late: false, custodianName: clerk.name }],
  });
  expect((await cashier.refusedSigned(makeRemittance, remit('2026-03-02', 9_000))).code).toBe(
    'remittance.reason_needed',
  );
  expect((await supervisor.refused(makeRemittance, remit('2026-03-02', 5_000))).code).toBe('post.not_allowed');
  const { code } = await cashier.refusedSigned(makeRemittance, remit('2026-03-02', 4_000));
  expect(await rowsOf('select 1 from remittance')).toEqual([]);
  return { refused: code };
});

duty('2.cashier.6', 'the cashier remits the day’s cash, and finance says that it came', async () => {
  const made = await cashier.signed(makeRemittance, remit('2026-03-02', 5_000));
  expect(made).toMatchObject({ number: 'JK-000001', state: 'in-transit', dueFen: 5_000, caseNumber: null });
  remittanceId = made.remittanceId;
  expect(await counter.entries(remittanceId)).toEqual(['DR in-transit 5000 / CR safe 5000']);
  expect(await cashier.ask(cashCustody)).toMatchObject({ safeFen: 0, inTransitFen: 5_000, dueFen: 0, rows: [] });
  const receipt = { remittanceId, receivedFen: fen(5_000), receiptNo: 'HD-77' };
  expect((await cashier.refused(confirmRemittance, receipt)).code).toBe('post.not_allowed');
  const confirmed = await finance.signed(confirmRemittance, receipt);
  expect(confirmed).toMatchObject({ state: 'confirmed', confirmedFen: 5_000, receiptNo: 'HD-77', caseNumber: null });
  expect(await counter.entries(remittanceId)).toEqual([
    'DR in-transit 5000 / CR safe 5000',
    'DR bank 5000 / CR in-transit 5000',
  ]);
  expect((await finance.refusedSigned(confirmRemittance, receipt)).code).toBe('state.illegal_move');
  const rows = await rowsOf('select post, person_id, amount_fen from remittance');
  return { evidence: rows };
});

test('the picture of the receipt is kept with it; what is no picture is refused', async () => {
  const notAPicture = { remittanceId, fileName: '回单.jpg', imageBase64: Buffer.from('回单').toString('base64') };
  expect((await cashier.refused(attachReceipt, notAPicture)).code).toBe('attachment.refused');
  expect((await funds.refused(attachReceipt, { ...notAPicture, remittanceId: newId() })).code).toBe('record.not_found');
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=';
  const view = await cashier.call(attachReceipt, { remittanceId, fileName: '回单.png', imageBase64: pixel });
  expect(view.pictures).toMatchObject([{ fileName: '回单.png' }]);
});

duty('3.clerk.3', 'the same cash is not handed over twice', async () => {
  const { code } = await clerk.refusedSigned(makeRemittance, remit('2026-03-02', 5_000));
  return { refused: code };
});

duty('3.clerk.3', 'a clerk hands the cash in custody to finance; what comes short is a case', async () => {
  await aDay('2026-03-03', 7_000);
  const handed = { ...remit('2026-03-03', 7_000), way: 'finance' as const, receiver: '集团财务处' };
  const made = await clerk.signed(makeRemittance, handed);
  const taken = { remittanceId: made.remittanceId, receivedFen: fen(6_900), receiptNo: 'HD-77' };
  const confirmed = await finance.signed(confirmRemittance, taken);
  expect(confirmed).toMatchObject({ confirmedFen: 6_900, receiptNo: 'HD-77' });
  expect(confirmed.caseNumber).toMatch(/^C\d+$/);
  const { rows } = await supervisor.ask(cases, {});
  expect(rows.find((row) => row.subject === 'remittance.differs')).toMatchObject({ amountFen: -100 });
  return { evidence: await rowsOf("select post, person_id, amount_fen from remittance where way = 'finance'") };
});

test('cash that is not remitted by the next business day becomes one case', async () => {
  await aDay('2026-03-04', 3_000);
  counter.clock.set(instant('2026-03-06T02:00:00.000Z'));
  expect(await cashier.ask(cashCustody)).toMatchObject({ rows: [{ late: true, ageDays: 2 }] });
  await counter.app.runAllJobs(counter.siteId);
  await counter.app.runAllJobs(counter.siteId);
  const { rows } = await supervisor.ask(cases, {});
  expect(rows.filter((row) => row.subject === 'cash.unremitted')).toMatchObject([
    { amountFen: 3_000, parties: [clerk.name] },
  ]);
  expect(
    (await cashier.refusedSigned(makeRemittance, { ...remit('2026-03-04', 9_999), reason: '多出的钱' })).code,
  ).toBe('remittance.safe_short');
  const second = { ...remit('2026-03-04', 3_000), receiptNo: 'HD-77' };
  expect((await cashier.refusedSigned(makeRemittance, second)).code).toBe('remittance.receipt_taken');
  await cashier.signed(makeRemittance, { ...second, receiptNo: 'HD-78' });
  expect((await cashier.ask(remittances, { state: 'in-transit' })).rows).toMatchObject([{ number: 'JK-000003' }]);
});

duty('2.clerk.5b', 'the week’s third copies go with the remittance slips to the funds administrator', async () => {
  expect((await clerk.refusedSigned(handInBundle, { fromDate: MONDAY })).code).toBe('bundle.week_not_over');
  counter.clock.set(instant('2026-03-09T02:00:00.000Z'));
  expect((await clerk.refusedSigned(handInBundle, { fromDate: businessDate('2026-03-03') })).code).toBe(
    'bundle.not_monday',
  );
  expect((await clerk.refusedSigned(handInBundle, { fromDate: businessDate('2026-02-23') })).code).toBe(
    'bundle.nothing',
  );
  expect((await supervisor.refused(handInBundle, { fromDate: MONDAY })).code).toBe('post.not_allowed');
  expect((await clerk.ask(bundles, {})).nextWeek).toBe(MONDAY);
  const made = await clerk.signed(handInBundle, { fromDate: MONDAY });
  expect(made).toMatchObject({ number: 'ZB-000001', state: 'handed-in' });
  expect(made.content).toMatchObject({
    receivedFen: 15_000,
    cashDueFen: 15_000,
    remittedFen: 15_000,
    unremittedFen: 0,
  });
  expect(made.content.days.map((one) => one.businessDate)).toEqual(['2026-03-02', '2026-03-03', '2026-03-04']);
  expect((await cashier.refusedSigned(handInBundle, { fromDate: MONDAY })).code).toBe('bundle.already');

  const { bundleId, items } = made;
  expect(items.map((item) => item.number)).toEqual([
    'RJ-000001',
    'RJ-000002',
    'RJ-000003',
    'JK-000001',
    'JK-000002',
    'JK-000003',
  ]);
  const there = items.filter((item) => item.number !== 'JK-000002').map((item) => item.id);
  expect((await clerk.refused(receiveBundle, { bundleId, received: there })).code).toBe('post.not_allowed');
  expect((await funds.refusedSigned(receiveBundle, { bundleId, received: [newId()] })).code).toBe('record.not_found');
  const received = await funds.signed(receiveBundle, { bundleId, received: there });
  expect(received).toMatchObject({ state: 'received', receivedBy: funds.name });
  const { rows } = await supervisor.ask(cases, {});
  expect(rows.find((row) => row.subject === 'bundle.missing')?.summary.zh).toBe('周报 ZB-000001 缺：JK-000002');
  expect((await funds.refusedSigned(receiveBundle, { bundleId, received: there })).code).toBe('state.illegal_move');
  expect((await clerk.ask(bundles, { state: 'received' })).rows).toMatchObject([{ caseNumber: received.caseNumber }]);
  return { evidence: await rowsOf('select handed_in_post as post, number, from_date from weekly_bundle') };
});

duty('2.clerk.5c', 'the month’s statement is signed by both and locks the month', async () => {
  expect((await clerk.refused(makeStatement, { month: '2026-03' })).code).toBe('statement.month_not_over');
  counter.clock.set(instant('2026-04-01T02:00:00.000Z'));
  expect((await finance.refused(makeStatement, { month: '2026-03' })).code).toBe('post.not_allowed');
  expect((await clerk.refused(makeStatement, { month: '2026-01' })).code).toBe('statement.nothing');
  expect((await clerk.ask(statements, {})).nextMonth).toBe('2026-03');
  const made = await clerk.call(makeStatement, { month: '2026-03' });
  expect(made).toMatchObject({ number: 'YD-000001', agrees: true, caseNumber: null, receivedFen: 15_000 });
  expect(made.content.recomputed).toEqual({ sales: 3, differing: [] });
  expect(made.content.comparisons.map(({ left, right }) => [left, right])).toEqual([
    [15_000, 15_000],
    [15_000, 15_000],
    [15_000, 15_000],
    [3, 3],
    [made.content.credit[0]!.soldAmount, made.content.credit[0]!.issuedAmount],
  ]);
  expect(made.content.remittances).toMatchObject({
    count: 3,
    amountFen: 15_000,
    confirmedFen: 11_900,
    inTransitFen: 3_100,
  });
  expect((await clerk.refused(makeStatement, { month: '2026-03' })).code).toBe('statement.already');

  const { statementId, contentDigest } = made;
  expect((await funds.refusedSigned(signStatement, { statementId, contentDigest: 'f'.repeat(64) })).code).toBe(
    'slip.digest_differs',
  );
  expect(await clerk.signed(signStatement, { statementId, contentDigest })).toMatchObject({ state: 'signed-once' });
  expect((await supervisor.refused(signStatement, { statementId, contentDigest })).code).toBe('post.not_allowed');
  return { evidence: await rowsOf('select post, person_id, side from monthly_statement_signature') };
});

duty('2.clerk.5c', 'nobody signs for both sides', async () => {
  const [statement] = (await clerk.ask(statements, {})).rows;
  const { statementId, contentDigest } = statement!;
  const { code } = await cashier.refusedSigned(signStatement, { statementId, contentDigest });
  expect(await funds.signed(signStatement, { statementId, contentDigest })).toMatchObject({ state: 'signed' });
  const { rows } = await finance.ask(periods, {});
  expect(rows.find((row) => row.month === '2026-03')).toMatchObject({ closedBy: funds.name });
  const report = await verifyHouse(counter.database.app, whatIsVerified());
  expect(report.faults).toEqual([]);
  return { refused: code };
});

test('statement and remittance are printed, signed names and digest on them', async () => {
  const [statement] = (await clerk.ask(statements, {})).rows;
  const print = async (name: string, query: Record<string, string>): Promise<string> => {
    const response = await counter.app.http.inject({
      method: 'GET',
      url: `/api/reconciliation/${name}`,
      query,
      headers: { cookie: `zhishou=${clerk.browser.cookie()}` },
    });
    expect(response.statusCode, response.payload.slice(0, 200)).toBe(200);
    return pdfText(response.rawPayload);
  };
  const paper = await print('statement.pdf', { statementId: statement!.statementId });
  for (const words of ['第一联售电（收费）方存', '第二联经费管理员存', clerk.name, funds.name, '重算一致3', '相符'])
    expect(paper).toContain(words);
  expect(paper).not.toContain('未双签');
  const slip = await print('remittance.pdf', { remittanceId });
  for (const words of ['第三联经费管理员存', 'JK-000001', 'HD-77', finance.name, '伍拾元整'])
    expect(slip).toContain(words);
});

const taken = async (name: string, month: string, holder = finance) => {
  await holder.ask(session);
  return counter.app.http.inject({
    url: `/api/reconciliation/${name}?month=${month}`,
    headers: { cookie: `zhishou=${holder.browser.cookie()}` },
  });
};

test('the locked month is taken to the finance system as vouchers that make up the books', async () => {
  expect((await taken('vouchers.csv', '2026-03', funds)).statusCode).toBe(200);
  expect((await taken('vouchers.csv', '2026-12')).json()).toMatchObject({ refusal: { code: 'ledger.month_empty' } });
  const lines = (await taken('vouchers.csv', '2026-03')).body.replace('\ufeff', '').trimEnd().split('\r\n');
  expect(lines[0]).toBe('日期,凭证字,凭证号,分录号,摘要,科目编码,科目名称,借方金额,贷方金额,附单据数,制单人');
  const rows = lines.slice(1).map((line) => line.split(','));
  const sum = (column: number): number =>
    rows.reduce((all, row) => all + Math.round(Number(row[column] || 0) * 100), 0);
  const [books] = await rowsOf(
    "select sum(amount_fen) filter (where amount_fen > 0)::bigint as debit from ledger_line where business_date < '2026-04-01'",
  );
  expect([sum(7), sum(8)]).toEqual([books!.debit, books!.debit]);
  expect(new Set(rows.map((row) => row[10]))).toEqual(new Set([finance.name]));
});

test('in the order and the encoding that the finance system wants, once it was said and signed', async () => {
  const { voucher } = await finance.ask(layouts);
  expect(voucher).toMatchObject({ version: 0, encoding: 'utf-8' });
  const { version: _, at: _at, person: _person, ...usual } = voucher;
  const own = {
    ...usual,
    columns: [
      { title: '公司', source: 'fixed' as const, text: '01' },
      { title: '科目', source: 'account-code' as const, text: '' },
      { title: '借方', source: 'debit' as const, text: '' },
    ],
    accounts: usual.accounts.map((account) => (account.ledger === '1001' ? { ...account, code: '1001001' } : account)),
    encoding: 'gb18030' as const,
    separator: 'tab' as const,
    reason: '按财务系统模板',
  };
  expect(await finance.signed(setVoucherLayout, own)).toMatchObject({ version: 1, person: finance.name });
  const text = iconv.decode((await taken('vouchers.csv', '2026-03')).rawPayload, 'gb18030');
  const [head, first] = text.split('\r\n');
  expect(head).toBe('公司\t科目\t借方');
  expect(first).toMatch(/^01\t1001001\t\d+\.\d\d$/);
  const without = own.accounts.filter(({ ledger }) => ledger !== '2203');
  await finance.signed(setVoucherLayout, { ...own, accounts: without });
  expect((await taken('vouchers.csv', '2026-03')).json()).toMatchObject({
    refusal: { code: 'voucher.account_unmapped', facts: { accounts: '2203' } },
  });
});

test('the cashier’s sheet of the month in the office’s own columns, with its sum', async () => {
  const wanted = {
    name: '三月水电费',
    columns: [
      { title: '日', source: 'date' as const, text: '' },
      { title: '电费', source: 'electricity' as const, text: '' },
      { title: '备注', source: 'fixed' as const, text: '—' },
      { title: '缴存', source: 'remitted' as const, text: '' },
    ],
    reason: '沿用原表',
  };
  await cashier.signed(setSheetLayout, wanted);
  const { rawPayload } = await taken('cashier-month.xlsx', '2026-03', cashier);
  const { sheets } = await readXlsx(rawPayload);
  const [sheet] = sheets;
  expect(sheet!.name).toBe('三月水电费');
  const rows = sheet!.rows.map((row) => row.slice(0, 4));
  expect(rows[0]).toEqual(['日', '电费', '备注', '缴存']);
  const [sold] = await rowsOf("select sum(amount_fen)::bigint as fen from payment where business_date < '2026-04-01'");
  const [given] = await rowsOf(
    "select sum(amount_fen)::bigint as fen from remittance where business_date < '2026-04-01'",
  );
  expect(rows.at(-2)).toEqual(['合计', Number(sold!.fen) / 100, '—', Number(given!.fen) / 100]);
  expect(String(rows.at(-1)![0])).toMatch(/^导出 /);
  expect((await taken('cashier-month.xlsx', '2026-03', clerk)).statusCode).toBe(403);
});

test('a sale whose price was changed behind the product’s back is named by the statement', async () => {
  await aDay('2026-04-01', 5_000);
  const change = `update sale set energy_fen = energy_fen - 113, net_fen = net_fen - 100, tax_fen = tax_fen - 13,
    total_fen = total_fen - 113, credit_amount = credit_amount where business_date = '2026-04-01'`;
  await counter.database.owner.query(`begin; set local session_replication_role = replica; ${change}; commit`);
  counter.clock.set(instant('2026-05-01T02:00:00.000Z'));
  const made = await funds.call(makeStatement, { month: '2026-04' });
  expect(made.agrees).toBe(false);
  expect(made.content.recomputed.differing).toHaveLength(1);
  expect((await taken('vouchers.csv', '2026-04')).json()).toMatchObject({ refusal: { code: 'voucher.month_open' } });
  const { rows } = await supervisor.ask(cases, {});
  expect(rows.some((row) => row.subject === 'books.differ' && row.summary.zh.includes('逐笔重算'))).toBe(true);
});
