/**
 * Clerk and cashier apart, by keyboard alone: the clerk sends a purchase to the cash window, the cashier takes the money
 * by its number and the slip prints; a price that switched in between is told and typed; one that nobody pays is
 * withdrawn.
 */
import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { fullName, type OutputOf, pathOf, type QueryContract } from '../../shared/contracts/contract.ts';
import { signAct } from '../../shared/contracts/posts/sign-act.ts';
import { drawers } from '../../shared/contracts/tills/drawers.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { preparedSales } from '../../shared/contracts/vending/prepared-sales.ts';
import { sale } from '../../shared/contracts/vending/sale.ts';
import { setSalePosts } from '../../shared/contracts/vending/set-sale-posts.ts';
import { LADDER, openSellingHouse, type SellingHouse } from './selling-house.ts';
import {
  callIn,
  comeBack,
  type FoundedStaff,
  foundByHttp,
  hasNoViolation,
  isAccessible,
  openJourney,
  PIN,
  press,
  says,
  type,
} from './support.ts';

let staff: FoundedStaff;
let house: SellingHouse;
let clerk: Page;
let cashier: Page;

async function asked<C extends QueryContract>(
  context: BrowserContext,
  contract: C,
  search: Record<string, string> = {},
) {
  const answer = await context.request.get(`${pathOf(contract)}?${new URLSearchParams(search)}`, {
    headers: { 'X-Zhishou': '1' },
  });
  return (await answer.json()) as OutputOf<C>;
}

/** Two persons sign the rule; the cashier opens the drawer. */
beforeAll(async () => {
  staff = await foundByHttp(await openJourney());
  house = await openSellingHouse(staff);
  const supervisor = await house.contextOf('zhuguan');
  const rule = { twoPosts: true, waitMinutes: 30, reason: '售电收费分岗' };
  const act = fullName(setSalePosts);
  const own = await callIn(supervisor, signAct, { pin: PIN, act, content: rule });
  const second = { login: 'jingfei', post: 'funds-administrator' as const, pin: PIN, act, content: rule };
  const other = await callIn(supervisor, signAct, second);
  await callIn(supervisor, setSalePosts, { ...rule, signatures: [own.signatureId, other.signatureId] });
  clerk = await staff.pageAs('shoudian1');
  cashier = await staff.pageAs('shoufei1');
  const { rows } = await asked(cashier.context(), drawers);
  await callIn(cashier.context(), openDrawer, { drawerId: rows[0]!.drawerId, count: {} });
});

/** Where the keyboard stands. */
const at = (page: Page, step: string): Promise<unknown> =>
  page.waitForFunction((wanted) => document.activeElement?.getAttribute('data-step') === wanted, step);

async function send(account: string, amount: string): Promise<void> {
  await comeBack(clerk.context());
  await clerk.goto('/counter');
  await at(clerk, 'find');
  await clerk.keyboard.type(account);
  await clerk.keyboard.press('Enter');
  await at(clerk, 'amount');
  await clerk.keyboard.type(amount);
  await clerk.keyboard.press('Enter');
  await at(clerk, 'tender');
  await clerk.keyboard.press('F9');
  await at(clerk, 'find');
}

it('the clerk sends it with a number; no money, no drawer', async () => {
  await send('70101', '90');
  await says(clerk, '凭 1 号到收费窗口交款');
  await says(clerk, '90.00');
  await says(clerk, '待收款');
  await isAccessible(clerk);
});

it('the cashier takes the money by the number, sees the change, and the slip prints with both names', async () => {
  await comeBack(cashier.context());
  await cashier.goto('/cash-window');
  await at(cashier, 'find');
  await says(cashier, '北苑一号楼-101');
  await isAccessible(cashier);
  // The field takes what is typed, wherever the focus was left.
  await cashier.keyboard.type('1');
  await cashier.keyboard.press('Enter');
  await at(cashier, 'tender');
  await cashier.keyboard.press('Enter');
  await at(cashier, 'figures');
  await cashier.keyboard.type('100');
  await says(cashier, '¥ 10.00');
  await isAccessible(cashier);
  await cashier.keyboard.press('F9');
  await says(cashier, '凭证已送打印');
  await says(cashier, '已收款 90.00 元，凭证 B1-1-1');
  await isAccessible(cashier);
  const record = await asked(cashier.context(), sale, { slipNo: 'B1-1-1' });
  expect(record).toMatchObject({ state: 'delivered', personName: '收费丁', preparedByName: '售电丙', changeFen: 1000 });
  expect(record.prints).toHaveLength(1);
  // The clerk sees it without loading anything.
  await says(clerk, 'B1-1-1');
  await isAccessible(clerk);
});

it('a price that switched in between: shown anew, typed, and taken at the new price', async () => {
  await send('70102', '10d');
  await says(clerk, '5.00');
  await comeBack(cashier.context());
  await cashier.goto('/cash-window');
  await at(cashier, 'find');
  await says(cashier, '北苑一号楼-102');
  await cashier.keyboard.press('Enter');
  await at(cashier, 'tender');
  await house.setPrice({ ...LADDER, tiers: [{ upTo: null, price: 6000 }] });
  await cashier.keyboard.press('F9');
  await says(cashier, '备单后有变');
  await at(cashier, 'retype');
  await isAccessible(cashier);
  await cashier.keyboard.type('5');
  await cashier.keyboard.press('Enter');
  await says(cashier, '两次输入不一致');
  await cashier.keyboard.type('6');
  await cashier.keyboard.press('Enter');
  await at(cashier, 'tender');
  await cashier.keyboard.press('F9');
  await says(cashier, '已收款 6.00 元，凭证 B1-1-2');
});

it('one nobody pays is withdrawn with a reason and stays in the list', async () => {
  await send('70103', '20');
  await press(clerk, '撤回');
  await type(clerk, '原因', '用户改天再买');
  await hasNoViolation(clerk);
  await press(clerk, '撤回备单');
  await says(clerk, '已撤回');
  const { rows } = await asked(clerk.context(), preparedSales, { state: 'withdrawn' });
  expect(rows).toMatchObject([{ ticketNo: 3, reason: '用户改天再买' }]);
  await clerk.goto('/sales/prepared');
  await says(clerk, '用户改天再买');
  await isAccessible(clerk);
});

it('the rule has a page of its own', async () => {
  const supervisor = await staff.pageAs('zhuguan');
  await comeBack(supervisor.context());
  await supervisor.goto('/sales/posts');
  await says(supervisor, '现在分岗收款');
  await isAccessible(supervisor);
});
