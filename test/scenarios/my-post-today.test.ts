/** What waits for each post, and its figures, through one day: every item leads to a page of that post. */
import { expect, test } from 'vitest';
import { CONTRACTS } from '../../shared/contracts/all.gen.ts';
import { fullName } from '../../shared/contracts/contract.ts';
import { myDay } from '../../shared/contracts/duties/my-day.ts';
import { blockMeter } from '../../shared/contracts/metering/block-meter.ts';
import { assignPost } from '../../shared/contracts/posts/assign-post.ts';
import { proposePerson } from '../../shared/contracts/posts/propose-person.ts';
import { proposeTariff } from '../../shared/contracts/prices/propose-tariff.ts';
import { rejectTariff } from '../../shared/contracts/prices/reject-tariff.ts';
import { closeDay } from '../../shared/contracts/reconciliation/close-day.ts';
import { makeSlip } from '../../shared/contracts/reconciliation/make-slip.ts';
import { signSlip } from '../../shared/contracts/reconciliation/sign-slip.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { approveReversal } from '../../shared/contracts/vending/approve-reversal.ts';
import { payBack } from '../../shared/contracts/vending/pay-back.ts';
import { requestReversal } from '../../shared/contracts/vending/request-reversal.ts';
import { sale } from '../../shared/contracts/vending/sale.ts';
import type { PostKey } from '../../shared/posts.ts';
import { businessDate, instant } from '../../shared/values/calendar.ts';
import { PAGES } from '../../web/app/pages.ts';
import { LADDER, openCounter } from '../support/counter.ts';
import { scriptedDriver } from '../support/scripted-driver.ts';
import { tally } from '../support/slip.ts';

const network = scriptedDriver('network');
const counter = await openCounter({ delivery: { network } });
const clerk = counter.as('vending-clerk');
const supervisor = counter.as('vending-supervisor');
const MONDAY = businessDate('2026-03-02');

/** May the post open the page at that address? The address of a page carries no parameters here. */
function opens(post: PostKey, href: string): boolean {
  const page = PAGES.find(({ path }) => path === href.split('?')[0]);
  if (page === undefined) return false;
  const posts =
    typeof page.needs === 'string'
      ? CONTRACTS.find((contract) => fullName(contract) === page.needs)?.posts
      : (page.needs as readonly PostKey[]);
  return posts === 'public' || posts === 'signed-in' || posts?.includes(post) === true;
}

/** '待审批的冲正 1 → /sales/reversals?state=requested' */
async function waiting(post: PostKey): Promise<string[]> {
  const day = await counter.as(post).ask(myDay);
  for (const { href } of [...day.queue, ...day.figures]) expect(opens(post, href), `${post} ${href}`).toBe(true);
  return day.queue.map(({ title, count, href }) => `${title.zh} ${count} → ${href}`);
}
const figures = async (post: PostKey): Promise<string[]> =>
  (await counter.as(post).ask(myDay)).figures.map(({ title, value, href }) => `${title.zh} ${value} → ${href}`);

let drawerSessionId: string;
let slipId: string;

test('in the morning: one drawer is open, nothing was sold', async () => {
  expect(await waiting('vending-clerk')).toEqual(['我的钱箱，收工前结班 1 → /drawer']);
  expect(await waiting('vending-supervisor')).toEqual([]);
  expect(await figures('vending-supervisor')).toEqual([
    '营业中的钱箱 1 → /drawers',
    '今日售出笔数 0 → /sales?from=2026-03-02&to=2026-03-02',
    '今日售出金额 0 → /sales?from=2026-03-02&to=2026-03-02',
  ]);
});

test('the clerk sees how many were sold and never a sum; those above see both', async () => {
  await counter.sell(counter.room.electricity, { moneyFen: 5_000 });
  await counter.sell(counter.room.electricity, { moneyFen: 2_000 });
  const own = await clerk.ask(myDay);
  expect(own.figures.map(({ title, value, as }) => `${title.zh} ${value} ${as}`)).toEqual(['本班售出笔数 2 count']);
  const { rows } = await counter.database.app.query('select drawer_session_id from drawer_session');
  drawerSessionId = rows[0].drawer_session_id;
  expect(own.figures[0]!.href).toBe(`/sales?drawerSessionId=${drawerSessionId}&from=2026-03-02&to=2026-03-02`);
  for (const post of ['funds-administrator', 'vending-supervisor'] as const)
    expect((await figures(post)).slice(-2)).toEqual([
      '今日售出笔数 2 → /sales?from=2026-03-02&to=2026-03-02',
      '今日售出金额 7000 → /sales?from=2026-03-02&to=2026-03-02',
    ]);
  expect(await figures('cashier')).toEqual([]);
});

test('a reversal goes from the clerk to the supervisor and back', async () => {
  const { saleId } = await counter.sell(counter.room.electricity, { moneyFen: 1_000 });
  await clerk.call(requestReversal, { saleId, reason: '充错房间' });
  expect(await waiting('vending-supervisor')).toEqual(['待审批的冲正 1 → /sales/reversals?state=requested']);
  const { reversal } = await supervisor.ask(sale, { saleId });
  await supervisor.signed(approveReversal, { reversalId: reversal!.reversalId });
  expect(await waiting('vending-supervisor')).toEqual([]);
  expect(await waiting('vending-clerk')).toContain('待退款的冲正 1 → /sales/reversals?state=approved');
  await clerk.call(payBack, { reversalId: reversal!.reversalId });
  expect(await waiting('vending-clerk')).toEqual([
    '我的钱箱，收工前结班 1 → /drawer',
    '售后还没有核对的笔数 3 → /reconciliation/log',
  ]);
});

test('paid and not delivered waits for clerk, supervisor and technician', async () => {
  const remote = await counter.addMeter(counter.room, { delivery: 'network', creditUnit: 'money' });
  network.script({ notApplied: 'unreachable' });
  await counter.sell(remote, { moneyFen: 2_000 });
  const item = '已收款未到账 1 → /sales/undelivered';
  for (const post of ['vending-clerk', 'vending-supervisor', 'vending-technician'] as const)
    expect(await waiting(post)).toContain(item);
  expect(await waiting('cashier')).toEqual([]);
});

test('a price waits for the approver, and a rejected one comes back until another follows', async () => {
  const words = { categoryCode: 'dormitory', spec: LADDER, reason: '按批文执行' };
  const { proposalId } = await supervisor.signed(proposeTariff, words);
  expect(await waiting('price-approver')).toEqual(['待批准的价格 1 → /prices/proposals?state=proposed']);
  await counter.as('price-approver').call(rejectTariff, { proposalId, reason: '文号不对' });
  expect(await waiting('price-approver')).toEqual([]);
  const back = '被退回的价格 1 → /prices/proposals?state=rejected';
  expect(await waiting('vending-supervisor')).toContain(back);
  counter.later(60);
  const again = await supervisor.signed(proposeTariff, words);
  expect(await waiting('vending-supervisor')).not.toContain(back);
  await counter.as('price-approver').call(rejectTariff, { proposalId: again.proposalId, reason: '仍不对' });
});

test('a blocked meter waits for those who can look at it', async () => {
  const meterId = counter.room.electricity;
  await counter.as('vending-technician').call(blockMeter, { meterId, reason: 'fault', note: '屏幕不亮' });
  for (const post of ['vending-technician', 'vending-supervisor'] as const)
    expect(await waiting(post)).toContain('已停售的表 1 → /meters?state=blocked');
});

test('rights wait for a second person: a new person, then a post of somebody who is here', async () => {
  const administrator = counter.as('system-administrator');
  await administrator.call(proposePerson, { name: '售电新', login: 'shoudian9', posts: ['vending-clerk'] });
  expect(await waiting('finance')).toEqual(['待批准的人员与岗位 1 → /people?state=proposed']);
  await administrator.call(assignPost, { personId: counter.as('finance').personId, post: 'centre-leader' });
  expect(await waiting('vending-supervisor')).toContain('待批准的人员与岗位 2 → /people');
  // Nobody approves the own post.
  expect(await waiting('finance')).toEqual(['待批准的人员与岗位 1 → /people?state=proposed']);
  expect(await waiting('system-administrator')).toEqual([]);
});

test('a closed drawer wants a slip, the slip two signatures, the day its closing', async () => {
  await clerk.signed(closeDrawer, { count: await counter.cashCount() });
  expect(await waiting('vending-clerk')).toContain('待生成日结单的班次 1 → /reconciliation/slips');
  const made = await clerk.call(makeSlip, { drawerSessionId });
  ({ slipId } = made);
  const item = `待我签字的日结单 1 → /reconciliation/slips?open=${slipId}`;
  expect(await waiting('vending-clerk')).toContain(item);
  expect(await waiting('cashier')).toEqual([item]);
  expect(await waiting('vending-supervisor')).toContain('可以日结的营业日 1 → /reconciliation/day');
  expect(await waiting('vending-supervisor')).not.toContain(item);
  await clerk.signed(signSlip, { slipId, contentDigest: made.contentDigest });
  expect(await waiting('vending-clerk')).not.toContain(item);
  await tally(clerk, counter.as('cashier'), slipId);
  await counter.as('cashier').signed(signSlip, { slipId, contentDigest: made.contentDigest });
  expect(await waiting('cashier')).toEqual([]);
  await supervisor.signed(closeDay, { businessDate: MONDAY });
  expect((await waiting('vending-supervisor')).filter((one) => one.includes('日结'))).toEqual([]);
});

test('what was left open overnight is said on the next day to the custodian and to those above', async () => {
  counter.clock.set(instant('2026-03-03T01:00:00.000Z'));
  await clerk.call(openDrawer, { drawerId: counter.drawerId, count: await counter.cashCount() });
  counter.clock.set(instant('2026-03-04T01:00:00.000Z'));
  expect(await waiting('vending-clerk')).toContain('以前营业日未结班的钱箱 1 → /drawer');
  const above = await waiting('vending-supervisor');
  expect(above).toContain('以前营业日未结班的钱箱 1 → /drawers/sessions?to=2026-03-03');
  expect(above).toContain('以前的营业日还没有日结 1 → /reconciliation/day');
});
