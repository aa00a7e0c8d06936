/** The rule that clerks take no money: off until two persons say so, and without effect where one person does both. */
import { expect, test } from 'vitest';
import { openDrawer as openDrawerOperation } from '../../server/modules/tills/operations/open-drawer.ts';
import { receivePrepared as receiveOperation } from '../../server/modules/vending/operations/receive-prepared.ts';
import type { Actor } from '../../server/platform/operations/actor.ts';
import { approveSingleOperator } from '../../shared/contracts/posts/approve-single-operator.ts';
import { proposeSingleOperator } from '../../shared/contracts/posts/propose-single-operator.ts';
import { prepareSale } from '../../shared/contracts/vending/prepare-sale.ts';
import { salePosts } from '../../shared/contracts/vending/sale-posts.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { setSalePosts } from '../../shared/contracts/vending/set-sale-posts.ts';
import { newId } from '../../shared/values/ids.ts';
import { setApart } from '../support/cash-window.ts';
import { openCounter } from '../support/counter.ts';

const counter = await openCounter();
const clerk = counter.as('vending-clerk');
const supervisor = counter.as('vending-supervisor');
const meterId = counter.room.electricity;
const wanted = { moneyFen: 1000 };
const rule = { twoPosts: true, waitMinutes: 20, reason: '售电收费分岗' };
const direct = async () => counter.saleInput(meterId, wanted, await counter.quote(meterId, wanted));

test('until the house says otherwise the clerk who holds the drawer sells, as always', async () => {
  expect(await clerk.ask(salePosts)).toMatchObject({ twoPosts: false, inEffect: false, waitMinutes: 30 });
  expect(await counter.sell(meterId, wanted)).toMatchObject({ state: 'delivered', slipNo: 'D1-1-1' });
});

test('it is set by the supervisor and a second person who takes no money', async () => {
  expect((await supervisor.refusedSigned(setSalePosts, rule)).code).toBe('signature.needed');
  expect((await supervisor.refusedSigned(setSalePosts, rule, ['cashier'])).code).toBe('signature.needed');
  expect((await clerk.refused(setSalePosts, { ...rule, signatures: [newId()] })).code).toBe('post.not_allowed');
  expect(await clerk.ask(salePosts)).toMatchObject({ inEffect: false });
  await supervisor.signed(setSalePosts, rule, ['funds-administrator']);
  expect(await clerk.ask(salePosts)).toMatchObject({ twoPosts: true, waitMinutes: 20, inEffect: true, can: [] });
  expect((await clerk.refused(sellCredit, await direct())).code).toBe('sale.goes_to_cash_window');
  const lifted = { ...rule, twoPosts: false, reason: '收费员请假' };
  await supervisor.signed(setSalePosts, lifted, ['funds-administrator']);
  expect(await clerk.call(sellCredit, await direct())).toMatchObject({ state: 'delivered' });
});

test('where one person runs the house it has no effect: both halves may be one person’s', async () => {
  const house = await setApart(counter);
  const ticket = await house.prepare(meterId, wanted);
  const receive = await house.receiveInput(ticket.preparedId);
  const here: Actor = {
    siteId: house.siteId,
    personId: clerk.personId,
    post: 'cashier',
    sessionId: null,
    terminalId: null,
    address: null,
    requestId: newId(),
  };
  const asOne = () => house.app.runner.operate(receiveOperation, here, newId(), receive);
  await expect(asOne()).rejects.toMatchObject({ code: 'person.must_differ' });
  expect(
    await house.app.runner
      .operate(openDrawerOperation, here, newId(), { drawerId: house.windowDrawerId, count: {} })
      .catch(({ code }) => code),
  ).toBe('drawer.already_open');

  const { changeId } = await house
    .as('system-administrator')
    .call(proposeSingleOperator, { wanted: true, reason: '假期一人值班' });
  await house.as('finance').signed(approveSingleOperator, { changeId });
  expect(await clerk.ask(salePosts)).toMatchObject({ twoPosts: true, singleOperator: true, inEffect: false });
  expect(await asOne()).toMatchObject({ state: 'delivered' });
  expect(await clerk.call(sellCredit, await direct())).toMatchObject({ state: 'delivered' });
  expect(await clerk.call(prepareSale, await house.prepareInput(meterId, wanted))).toMatchObject({ state: 'waiting' });
});
