/** The cash journal is cleared every day and settled every month, drawer by drawer and the safe, signed by the cashier. */
import { expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { closeDay } from '../../shared/contracts/reconciliation/close-day.ts';
import { journalSettlements } from '../../shared/contracts/reconciliation/journal-settlements.ts';
import { makeRemittance } from '../../shared/contracts/reconciliation/make-remittance.ts';
import { makeSlip } from '../../shared/contracts/reconciliation/make-slip.ts';
import { settleJournal } from '../../shared/contracts/reconciliation/settle-journal.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { dropCash } from '../../shared/contracts/tills/drop-cash.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { businessDate, instant } from '../../shared/values/calendar.ts';
import { fen } from '../../shared/values/money.ts';
import { openCounter } from '../support/counter.ts';
import { duty } from '../support/duty.ts';
import { pdfText } from '../support/pdf.ts';
import { signByBoth } from '../support/slip.ts';

const counter = await openCounter();
const clerk = counter.as('vending-clerk');
const cashier = counter.as('cashier');
const supervisor = counter.as('vending-supervisor');
const MARCH = '2026-03';
let lastSlip: { slipId: string; contentDigest: string };

const sql = async (text: string): Promise<Record<string, unknown>[]> => (await counter.database.app.query(text)).rows;

/** Sales of the money given, part of it dropped into the safe, the drawer counted and the slip signed by both. */
async function trade(date: string, sums: readonly number[], dropFen: number): Promise<void> {
  counter.clock.set(instant(`${date}T02:00:00.000Z`));
  if ((await sql("select 1 from drawer_session where state = 'open'")).length === 0)
    await clerk.call(openDrawer, { drawerId: counter.drawerId, count: await counter.cashCount() });
  for (const moneyFen of sums) await counter.sell(counter.room.electricity, { moneyFen });
  await clerk.signed(dropCash, { amountFen: fen(dropFen), to: 'safe', reason: '当面点清' }, ['cashier']);
  await clerk.signed(closeDrawer, { count: await counter.cashCount() });
  const [session] = await sql('select drawer_session_id as id from drawer_session order by opened_at desc limit 1');
  const { slipId, contentDigest } = await clerk.call(makeSlip, { drawerSessionId: String(session!.id) });
  lastSlip = { slipId, contentDigest };
  await signByBoth(clerk, cashier, lastSlip);
}

const settling = async () => {
  const { due } = await cashier.ask(journalSettlements, {});
  return { month: due!.month, contentDigest: due!.contentDigest ?? '0'.repeat(64) };
};

test('nothing is due and nothing shown before the month is over', async () => {
  await trade('2026-03-02', [5_000, 2_500], 6_000);
  await supervisor.signed(closeDay, { businessDate: businessDate('2026-03-02') });
  expect((await cashier.ask(journalSettlements, {})).due).toBeNull();
  const early = { month: MARCH, contentDigest: '0'.repeat(64) };
  expect((await cashier.refusedSigned(settleJournal, early)).code).toBe('journal.month_not_over');
});

duty('2.cashier.7', 'a month is not settled while one of its days is not cleared', async () => {
  await cashier.signed(makeRemittance, {
    slipIds: [lastSlip.slipId],
    way: 'bank',
    receiver: '工商银行 基本户',
    amountFen: fen(6_000),
    reason: '零钱留在钱箱',
  });
  await trade('2026-03-31', [1_000], 1_500);
  counter.clock.set(instant('2026-04-01T02:00:00.000Z'));
  const { due } = await cashier.ask(journalSettlements, {});
  expect(due).toMatchObject({ month: MARCH, openDay: '2026-03-31', content: null, can: [] });
  const { code } = await cashier.refusedSigned(settleJournal, { month: MARCH, contentDigest: '0'.repeat(64) });
  expect(await sql('select 1 from journal_settlement')).toEqual([]);
  return { refused: code };
});

duty('2.cashier.7', 'with every day closed the cashier settles and signs the month', async () => {
  await supervisor.signed(closeDay, { businessDate: businessDate('2026-03-31') });
  const { due } = await cashier.ask(journalSettlements, {});
  expect(due).toMatchObject({ openDay: null, can: ['reconciliation.settle-journal'] });
  const stale = { month: MARCH, contentDigest: 'f'.repeat(64) };
  expect((await cashier.refusedSigned(settleJournal, stale)).code).toBe('journal.changed');
  expect((await clerk.refusedSigned(settleJournal, await settling())).code).toBe('journal.not_keeper');
  expect((await supervisor.refused(settleJournal, await settling())).code).toBe('post.not_allowed');
  const settled = await cashier.signed(settleJournal, await settling());
  expect(settled).toMatchObject({
    number: 'JZ-000001',
    month: MARCH,
    openingFen: 0,
    receiptFen: 16_000,
    paymentFen: 13_500,
    closingFen: 2_500,
    agrees: true,
    caseNumber: null,
    signedBy: cashier.name,
  });
  expect(
    settled.content.places.map((place) => [
      place.code,
      place.openingFen,
      place.receiptFen,
      place.paymentFen,
      place.closingFen,
      place.ledgerFen,
    ]),
  ).toEqual([
    ['D1', 0, 8_500, 7_500, 1_000, 1_000],
    ['safe', 0, 7_500, 6_000, 1_500, 1_500],
  ]);
  expect(settled.content.days.map((day) => [day.businessDate, day.sheetNo, day.receiptFen, day.paymentFen])).toEqual([
    ['2026-03-02', 'RB-000001', 7_500, 6_000],
    ['2026-03-31', 'RB-000002', 1_000, 1_500],
  ]);
  return { evidence: await sql('select post, signed_by, month, closing_fen from journal_settlement') };
});

test('a month is settled once, in its order, and what was signed stays', async () => {
  const again = { month: MARCH, contentDigest: 'f'.repeat(64) };
  expect((await cashier.refusedSigned(settleJournal, again)).code).toBe('journal.settled');
  expect((await cashier.refusedSigned(settleJournal, { ...again, month: '2026-02' })).code).toBe('journal.nothing');
  await trade('2026-04-02', [700], 700);
  await supervisor.signed(closeDay, { businessDate: businessDate('2026-04-02') });
  await trade('2026-05-04', [800], 800);
  await supervisor.signed(closeDay, { businessDate: businessDate('2026-05-04') });
  counter.clock.set(instant('2026-06-01T02:00:00.000Z'));
  expect((await cashier.refusedSigned(settleJournal, { ...again, month: '2026-05' })).code).toBe(
    'journal.earlier_month',
  );
  const april = await cashier.signed(settleJournal, await settling());
  expect(april).toMatchObject({ month: '2026-04', openingFen: 2_500, receiptFen: 1_400, paymentFen: 700 });
  const { rows } = await cashier.ask(journalSettlements, { limit: 1 });
  expect(rows).toMatchObject([{ number: 'JZ-000002' }]);
  await expect(counter.database.owner.query("update journal_settlement set month = '2026-09'")).rejects.toThrow();
});

test('the settlement is printed with the signature and the digest', async () => {
  const { rows } = await cashier.ask(journalSettlements, {});
  const march = rows.find((row) => row.month === MARCH)!;
  const response = await counter.app.http.inject({
    method: 'GET',
    url: '/api/reconciliation/journal-settlement.pdf',
    query: { settlementId: march.id },
    headers: { cookie: `zhishou=${cashier.browser.cookie()}` },
  });
  expect(response.statusCode, response.payload.slice(0, 200)).toBe(200);
  const paper = await pdfText(response.rawPayload);
  for (const words of [
    '现金日记账月结单',
    'JZ-000001',
    '保险柜',
    '85.00',
    '75.00',
    '本月合计',
    cashier.name,
    'RB-000002',
  ])
    expect(paper).toContain(words);
});

test('journal figures that the ledger does not bear out become a case, not a silent settlement', async () => {
  await counter.database.owner.query('alter table ledger_line disable trigger all');
  await counter.database.owner.query(
    `update ledger_line set amount_fen = amount_fen - 1 where account_code = '1001.D1' and business_date = '2026-05-04'
     and amount_fen > 0`,
  );
  const settled = await cashier.signed(settleJournal, await settling());
  expect(settled).toMatchObject({ month: '2026-05', agrees: false });
  expect(settled.caseNumber).toMatch(/^C\d+$/);
  const report = await verifyHouse(counter.database.owner, whatIsVerified());
  expect(report.faults.length).toBeGreaterThan(0);
});
