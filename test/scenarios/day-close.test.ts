/** The paper flow of one day's money: sales, a closed drawer, a slip that two sign, a sealed day; and what comes late. */
import { expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { closeDay } from '../../shared/contracts/reconciliation/close-day.ts';
import { daySheet } from '../../shared/contracts/reconciliation/day-sheet.ts';
import { makeSlip } from '../../shared/contracts/reconciliation/make-slip.ts';
import { slip } from '../../shared/contracts/reconciliation/slip.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { approveReversal } from '../../shared/contracts/vending/approve-reversal.ts';
import { lookUpDelivery } from '../../shared/contracts/vending/look-up-delivery.ts';
import { payBack } from '../../shared/contracts/vending/pay-back.ts';
import { printSlip } from '../../shared/contracts/vending/print-slip.ts';
import { requestReversal } from '../../shared/contracts/vending/request-reversal.ts';
import { sale } from '../../shared/contracts/vending/sale.ts';
import { businessDate, instant } from '../../shared/values/calendar.ts';
import { fen } from '../../shared/values/money.ts';
import { openCounter } from '../support/counter.ts';
import { scriptedDriver } from '../support/scripted-driver.ts';
import { contentSeenBy, signByBoth } from '../support/slip.ts';

const network = scriptedDriver('network');
const counter = await openCounter({ delivery: { network } });
const clerk = counter.as('vending-clerk');
const cashier = counter.as('cashier');
const supervisor = counter.as('vending-supervisor');
const MONDAY = businessDate('2026-03-02');
const TUESDAY = businessDate('2026-03-03');

let slipId: string;
let contentDigest: string;
let lostSaleId: string;

test('a day is sold: cash, a card and cash for one purchase, a reversal, and one whose answer is lost', async () => {
  const meter = counter.room.electricity;
  const first = await counter.sell(meter, { moneyFen: 5_000 });
  const split = [
    { tender: 'cash' as const, amountFen: fen(300) },
    { tender: 'qr' as const, amountFen: fen(500), reference: 'QR20260302' },
  ];
  await counter.sell(meter, { moneyFen: 800 }, { tenders: split });
  await clerk.call(printSlip, { saleId: first.saleId, paper: 'thermal-80' });
  await clerk.call(printSlip, { saleId: first.saleId, paper: 'thermal-80', reason: '顾客遗失' });

  const wrong = await counter.sell(meter, { moneyFen: 1_000 });
  await clerk.call(requestReversal, { saleId: wrong.saleId, reason: '充错房间' });
  const { reversal } = await supervisor.ask(sale, { saleId: wrong.saleId });
  await supervisor.signed(approveReversal, { reversalId: reversal!.reversalId });
  await clerk.call(payBack, { reversalId: reversal!.reversalId });

  const remote = await counter.addMeter(counter.room, { delivery: 'network', creditUnit: 'money' });
  network.script('apply-and-lose-answer');
  network.deaf(true);
  const lost = await counter.sell(remote, { moneyFen: 2_000 });
  expect(lost.state).toBe('unknown');
  lostSaleId = lost.saleId;
});

test('the slip tells it by commodity, category and tender, and what both must know', async () => {
  const closed = await clerk.signed(closeDrawer, { count: await counter.cashCount() });
  if (closed.outcome !== 'closed') throw new Error('the count agrees with the books');
  const made = await clerk.call(makeSlip, { drawerSessionId: closed.drawerSessionId });
  ({ slipId, contentDigest } = made);
  const content = await contentSeenBy(clerk, slipId);
  expect(
    content.trade.map((one) => `${one.commodity} ${one.categoryCode} ${one.tender} ${one.count}x ${one.amountFen}`),
  ).toEqual(['electricity dormitory cash 4x 8300', 'electricity dormitory qr 1x 500']);
  expect(content.tenders.map((one) => `${one.tender} ${one.receivedFen} -${one.refundedFen}`)).toEqual([
    'cash 8300 -1000',
    'qr 500 -0',
  ]);
  expect(content.sales).toMatchObject({
    count: 4,
    amountFen: 8_800,
    firstSlipNo: 'D1-1-1',
    lastSlipNo: 'D1-1-4',
    reprints: 1,
    gapCase: null,
  });
  expect(content.reversals).toMatchObject([{ saleSlipNo: 'D1-1-3', refundFen: 1_000, paidBackHere: true }]);
  expect(content.undelivered).toMatchObject([{ slipNo: 'D1-1-4', amountFen: 2_000, caseNumber: expect.any(String) }]);
  expect(content.priceVersions).toMatchObject([{ commodity: 'electricity', categoryCode: 'dormitory', number: 1 }]);
  expect(content.cash).toMatchObject({ expectedFen: 7_300, countedFen: 7_300, overShortFen: 0 });
});

test('clerk and cashier sign, each with the own secret; the day is closed and all three sums agree', async () => {
  const input = { slipId, contentDigest };
  expect(await signByBoth(clerk, cashier, input)).toMatchObject({ state: 'signed' });
  const closed = await supervisor.signed(closeDay, { businessDate: MONDAY });
  expect(closed).toMatchObject({ agrees: true, caseNumber: null });
  const { content } = await supervisor.ask(daySheet, { sheetId: closed.sheetId });
  expect(content.compared.map((one) => `${one.key} ${one.slipsFen} ${one.documentsFen} ${one.ledgerFen}`)).toEqual([
    'cash.D1 7300 7300 7300',
    'sold 8800 8800 8800',
    'tender.qr 500 500 500',
  ]);
  expect(content.trade).toMatchObject([{ commodity: 'electricity', count: 5, amountFen: 8_800 }]);
});

test('the answer that comes late is posted today and does not move the signed slip', async () => {
  const before = await clerk.ask(slip, { slipId });
  counter.clock.set(instant('2026-03-03T01:00:00.000Z'));
  network.deaf(false);
  expect(await clerk.call(lookUpDelivery, { saleId: lostSaleId })).toMatchObject({ state: 'delivered' });
  const { rows } = await counter.database.app.query<{ day: string }>(
    'select business_date as day from ledger_entry where document_id = $1 order by posted_at',
    [lostSaleId],
  );
  expect(rows.map((row) => row.day)).toEqual([MONDAY, TUESDAY]);
  expect(await clerk.ask(slip, { slipId })).toEqual(before);
});

test('the next day carries the sealed one’s digest, and its own slip', async () => {
  const opened = await clerk.call(openDrawer, {
    drawerId: counter.drawerId,
    count: { note50: 1, note20: 1, coin1yuan: 3 },
  });
  expect(opened.businessDate).toBe(TUESDAY);
  await counter.sell(counter.room.electricity, { moneyFen: 1_000 });
  const closed = await clerk.signed(closeDrawer, { count: await counter.cashCount() });
  const made = await clerk.call(makeSlip, { drawerSessionId: closed.drawerSessionId });
  const content = await contentSeenBy(clerk, made.slipId);
  expect(content.chain.previousDay).toBe(MONDAY);
  expect(content.undelivered).toEqual([]);
  expect(await supervisor.signed(closeDay, { businessDate: TUESDAY })).toMatchObject({ agrees: true });
});

test('everything verifies from genesis', async () => {
  expect((await verifyHouse(counter.database.owner, whatIsVerified())).faults).toEqual([]);
});
