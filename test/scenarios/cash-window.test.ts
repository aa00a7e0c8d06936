/** Clerk and cashier apart: prepared at the counter, paid at the window, delivered, printed with both names. */
import { describe, expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { openDrawer as openDrawerOperation } from '../../server/modules/tills/operations/open-drawer.ts';
import { expirePrepared } from '../../server/modules/vending/jobs/expire-prepared.ts';
import { prepareSaleOperation } from '../../server/modules/vending/operations/prepare-sale.ts';
import { receivePrepared as receiveOperation } from '../../server/modules/vending/operations/receive-prepared.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { runJob } from '../../server/platform/jobs.ts';
import type { Actor } from '../../server/platform/operations/actor.ts';
import { myDay } from '../../shared/contracts/duties/my-day.ts';
import { registerDrawer } from '../../shared/contracts/tills/register-drawer.ts';
import { approveReversal } from '../../shared/contracts/vending/approve-reversal.ts';
import { payBack } from '../../shared/contracts/vending/pay-back.ts';
import { prepareSale } from '../../shared/contracts/vending/prepare-sale.ts';
import { preparedSale } from '../../shared/contracts/vending/prepared-sale.ts';
import { preparedSales } from '../../shared/contracts/vending/prepared-sales.ts';
import { printSlip } from '../../shared/contracts/vending/print-slip.ts';
import { receivePrepared } from '../../shared/contracts/vending/receive-prepared.ts';
import { requestReversal } from '../../shared/contracts/vending/request-reversal.ts';
import { sale } from '../../shared/contracts/vending/sale.ts';
import { salePosts } from '../../shared/contracts/vending/sale-posts.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { withdrawPrepared } from '../../shared/contracts/vending/withdraw-prepared.ts';
import { newId } from '../../shared/values/ids.ts';
import { fen } from '../../shared/values/money.ts';
import { setApart } from '../support/cash-window.ts';
import { openCounter } from '../support/counter.ts';
import { pdfText } from '../support/pdf.ts';

const counter = await openCounter();
const clerk = counter.as('vending-clerk');
const cashier = counter.as('cashier');
const supervisor = counter.as('vending-supervisor');
const meterId = counter.room.electricity;

const forged = (personId: string): Actor => ({
  siteId: counter.siteId,
  personId,
  post: 'cashier',
  sessionId: null,
  terminalId: null,
  address: null,
  requestId: newId(),
});

const house = await setApart(counter);

test('from the counter to the window to the slip', async () => {
  expect(await clerk.ask(salePosts)).toMatchObject({ twoPosts: true, inEffect: true, can: [] });
  const wanted = { moneyFen: 5000 };
  const direct = house.saleInput(meterId, wanted, await house.quote(meterId, wanted));
  expect((await clerk.refused(sellCredit, direct)).code).toBe('sale.goes_to_cash_window');
  const before = await house.creditOf(meterId);

  const ticket = await house.prepare(meterId, wanted);
  expect(ticket).toMatchObject({
    ticketNo: 1,
    state: 'waiting',
    totalFen: 5000,
    preparedByName: clerk.name,
    saleId: null,
  });
  expect(await house.entries(ticket.preparedId)).toEqual([]);
  expect(await house.creditOf(meterId)).toBe(before);
  expect((await clerk.refused(prepareSale, await house.prepareInput(meterId, wanted))).code).toBe('prepared.present');

  const queue = await cashier.ask(preparedSales, { state: 'waiting' });
  expect(queue.rows).toMatchObject([
    { preparedId: ticket.preparedId, can: ['vending.receive-prepared', 'vending.withdraw-prepared'] },
  ]);
  expect(await cashier.ask(preparedSale, { preparedId: ticket.preparedId })).toMatchObject({
    repriced: false,
    quote: { retype: false },
  });
  const sold = await house.receive(ticket.preparedId, {
    tenders: [{ tender: 'cash', amountFen: fen(5000), tenderedFen: fen(10_000) }],
  });
  expect(sold).toMatchObject({ state: 'delivered', slipNo: 'D2-1-1', changeFen: 5000, totalFen: 5000 });
  expect(await house.creditOf(meterId)).toBe(before + (sold.creditMilli ?? 0));
  expect(await house.entries(sold.saleId)).toHaveLength(2);

  const mine = await clerk.ask(preparedSales, { preparedById: clerk.personId });
  expect(mine.rows).toMatchObject([
    { state: 'paid', slipNo: 'D2-1-1', saleState: 'delivered', endedByName: cashier.name, can: [] },
  ]);
  expect(await clerk.ask(sale, { saleId: sold.saleId })).toMatchObject({
    personName: cashier.name,
    preparedByName: clerk.name,
  });
  const { url } = await clerk.call(printSlip, { saleId: sold.saleId, paper: 'A4' });
  const pdf = await house.app.http.inject({ url, headers: { cookie: `zhishou=${clerk.browser.cookie()}` } });
  const text = await pdfText(pdf.rawPayload);
  expect(text).toContain(clerk.name);
  expect(text).toContain(`收费员：${cashier.name}`);
  expect((await cashier.refused(receivePrepared, { ...(await received()), preparedId: ticket.preparedId })).code).toBe(
    'prepared.not_waiting',
  );

  async function received() {
    const { quote } = { quote: await house.quote(meterId, wanted) };
    return {
      tenders: [{ tender: 'cash' as const, amountFen: fen(5000) }],
      expectedTotalFen: fen(5000),
      priceVersionId: quote.priceVersionId,
    };
  }
});

test('each does only the own part', async () => {
  const room = await house.addRoom('31-101');
  const input = await house.prepareInput(room.electricity, { moneyFen: 2000 });
  expect((await cashier.refused(prepareSale, input)).code).toBe('post.not_allowed');
  const ticket = await house.prepare(room.electricity, { moneyFen: 2000 });
  const receive = await house.receiveInput(ticket.preparedId);
  expect((await clerk.refused(receivePrepared, receive)).code).toBe('post.not_allowed');
  // The clerk who prepared it, in the cashier's post by now and with a drawer of that post.
  const asCashier = forged(clerk.personId);
  await expect(house.app.runner.operate(receiveOperation, asCashier, newId(), receive)).rejects.toMatchObject({
    code: 'person.must_differ',
  });
  expect(await house.receive(ticket.preparedId)).toMatchObject({ state: 'delivered' });
});

test('two cashiers, one ticket: exactly one takes the money', async () => {
  const room = await house.addRoom('32-101');
  const other = forged(newId());
  const window = { code: 'D3', name: '二号收费窗口', place: '一楼大厅', ceilingFen: fen(1_000_000) };
  const { drawerId } = await supervisor.call(registerDrawer, window);
  await house.app.runner.operate(openDrawerOperation, other, newId(), { drawerId, count: {} });
  const ticket = await house.prepare(room.electricity, { moneyFen: 2000 });
  const input = await house.receiveInput(ticket.preparedId);
  const receive = (actor: Actor) => house.app.runner.operate(receiveOperation, actor, newId(), input);
  const outcomes = await Promise.allSettled([receive(forged(cashier.personId)), receive(other)]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'prepared.not_waiting' },
  });
  const { rows } = await house.database.app.query('select 1 from sale where prepared_id = $1', [ticket.preparedId]);
  expect(rows).toHaveLength(1);
});

test('two clerks, one meter: it stands in the queue once, and no number is lost', async () => {
  const room = await house.addRoom('38-101');
  const input = await house.prepareInput(room.electricity, { moneyFen: 2000 });
  const other: Actor = { ...forged(newId()), post: 'vending-clerk' };
  const here: Actor = { ...forged(clerk.personId), post: 'vending-clerk' };
  const prepare = (actor: Actor) => house.app.runner.operate(prepareSaleOperation, actor, newId(), input);
  const outcomes = await Promise.allSettled([prepare(here), prepare(other)]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'prepared.present' } });
  expect((await cashier.ask(myDay)).queue).toContainEqual(expect.objectContaining({ href: '/cash-window', count: 1 }));
  const [waiting] = (await cashier.ask(preparedSales, { state: 'waiting' })).rows;
  expect(await house.receive(waiting!.preparedId)).toMatchObject({ state: 'delivered' });
});

describe('a ticket nobody pays', () => {
  test('is withdrawn with a reason, by the clerk or the cashier, and stays in the list', async () => {
    const room = await house.addRoom('33-101');
    const first = await house.prepare(room.electricity, { moneyFen: 2000 });
    const withdrawn = await clerk.call(withdrawPrepared, { preparedId: first.preparedId, reason: '用户改买别的房间' });
    expect(withdrawn).toMatchObject({ state: 'withdrawn', reason: '用户改买别的房间', endedByName: clerk.name });
    expect((await cashier.refused(preparedSale, { preparedId: first.preparedId })).code).toBe('prepared.not_waiting');
    const second = await house.prepare(room.electricity, { moneyFen: 3000 });
    expect(second.ticketNo).toBe(first.ticketNo + 1);
    await cashier.call(withdrawPrepared, { preparedId: second.preparedId, reason: '用户没带够钱' });
    expect((await cashier.refused(withdrawPrepared, { preparedId: second.preparedId, reason: '再撤一次' })).code).toBe(
      'prepared.not_waiting',
    );
    expect((await supervisor.refused(withdrawPrepared, { preparedId: second.preparedId, reason: '主管' })).code).toBe(
      'post.not_allowed',
    );
    const { rows } = await supervisor.ask(preparedSales, { state: 'withdrawn' });
    expect(rows.map(({ reason }) => reason)).toEqual(['用户没带够钱', '用户改买别的房间']);
  });

  test('expires after the house’s time: at once for who would pay, in the books by the next minute', async () => {
    const room = await house.addRoom('34-101');
    const ticket = await house.prepare(room.electricity, { moneyFen: 2000 });
    const input = await house.receiveInput(ticket.preparedId);
    house.later(30 * 60);
    expect((await cashier.refused(receivePrepared, input)).code).toBe('prepared.expired');
    const late = await clerk.ask(preparedSales, { state: 'expired' });
    expect(late.rows).toMatchObject([{ preparedId: ticket.preparedId, expiredBy: 'time', endedAt: null, can: [] }]);
    await runJob(house.app.jobs, expirePrepared, house.siteId);
    await runJob(house.app.jobs, expirePrepared, house.siteId);
    const kept = await clerk.ask(preparedSales, { state: 'expired' });
    expect(kept.rows).toMatchObject([
      { preparedId: ticket.preparedId, expiredBy: 'time', endedAt: house.clock.now(), endedByName: null },
    ]);
    expect((await cashier.refused(receivePrepared, input)).code).toBe('prepared.not_waiting');
  });

  test('a new one for the same meter ends the one that is over', async () => {
    const room = await house.addRoom('35-101');
    const first = await house.prepare(room.electricity, { moneyFen: 2000 });
    house.later(31 * 60);
    const second = await house.prepare(room.electricity, { moneyFen: 2500 });
    const { rows } = await clerk.ask(preparedSales, { limit: 2 });
    expect(rows).toMatchObject([
      { preparedId: second.preparedId, state: 'waiting' },
      { preparedId: first.preparedId, state: 'expired', expiredBy: 'time' },
    ]);
    expect(await house.receive(second.preparedId)).toMatchObject({ totalFen: 2500, state: 'delivered' });
  });
});

test('a reversal is asked for and paid back at the window', async () => {
  const room = await house.addRoom('36-101');
  const ticket = await house.prepare(room.electricity, { moneyFen: 2000 });
  const { saleId } = await house.receive(ticket.preparedId);
  const { reversal } = await cashier.call(requestReversal, { saleId, reason: '充错房间' });
  await supervisor.signed(approveReversal, { reversalId: reversal!.reversalId });
  expect(await cashier.call(payBack, { reversalId: reversal!.reversalId })).toMatchObject({ state: 'reversed' });
});

test('what waits when the business day ends is over', async () => {
  const room = await house.addRoom('37-101');
  house.later(14 * 3600 + 50 * 60);
  const ticket = await house.prepare(room.electricity, { moneyFen: 2000 });
  house.later(24 * 3600);
  const { rows } = await clerk.ask(preparedSales, { limit: 1 });
  expect(rows).toMatchObject([{ preparedId: ticket.preparedId, state: 'expired', expiredBy: 'day' }]);
  const next = await house.prepare(room.electricity, { moneyFen: 2000 });
  expect(next.ticketNo).toBe(1);
});

test('everything kept verifies', async () => {
  const report = await verifyHouse(house.database.owner, whatIsVerified());
  expect(report.faults).toEqual([]);
});
