/** Two counters at the same moment: what belongs to the household is sold once, and each drawer keeps its own numbers. */
import { expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { openDrawer as openDrawerOperation } from '../../server/modules/tills/operations/open-drawer.ts';
import { sellCredit as sellOperation } from '../../server/modules/vending/operations/sell-credit.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import type { Actor } from '../../server/platform/operations/actor.ts';
import type { OutputOf } from '../../shared/contracts/contract.ts';
import { registerDrawer } from '../../shared/contracts/tills/register-drawer.ts';
import type { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { newId } from '../../shared/values/ids.ts';
import { fen } from '../../shared/values/money.ts';
import { openCounter } from '../support/counter.ts';

type Sold = OutputOf<typeof sellCredit>;

const counter = await openCounter();
const clerkAt = (personId: string): Actor => ({
  siteId: counter.siteId,
  personId,
  post: 'vending-clerk',
  sessionId: null,
  terminalId: null,
  address: null,
  requestId: newId(),
});
const here = clerkAt(counter.as('vending-clerk').personId);
const there = clerkAt(newId());
const second = { code: 'D2', name: '二号窗口', place: '一楼大厅', ceilingFen: fen(1_000_000) };
const { drawerId } = await counter.as('vending-supervisor').call(registerDrawer, second);
await counter.app.runner.operate(openDrawerOperation, there, newId(), { drawerId, count: {} });

const sell = (actor: Actor, input: object): Promise<Sold> =>
  counter.app.runner.operate(sellOperation, actor, newId(), input) as Promise<Sold>;

test('two meters of one household: the cheap tier is sold once, the other counter must quote again', async () => {
  const other = await counter.addMeter(counter.room, {});
  await counter.sell(counter.room.electricity, { quantityMilli: 95_000 });
  const wanted = { quantityMilli: 10_000 };
  const inputs = [
    counter.saleInput(counter.room.electricity, wanted, await counter.quote(counter.room.electricity, wanted)),
    counter.saleInput(other, wanted, await counter.quote(other, wanted)),
  ];
  expect(inputs.map((input) => input.expectedTotalFen)).toEqual([650, 650]);
  const outcomes = await Promise.allSettled([sell(here, inputs[0]!), sell(there, inputs[1]!)]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'sale.total_changed' },
  });
  expect((await counter.quote(other, wanted)).priced.totalFen).toBe(800);
});

test('many sales at both counters: no number missing or doubled, every fen in its place', async () => {
  const rooms = [await counter.addRoom('21-101'), await counter.addRoom('22-101')];
  const wanted = { moneyFen: 1000 };
  const sales: Promise<Sold>[] = [];
  for (let n = 0; n < 10; n += 1) {
    const room = rooms[n % 2]!;
    // Ten yuan stay within the first tier, so every quotation still holds when its turn comes.
    const input = counter.saleInput(room.electricity, wanted, await counter.quote(room.electricity, wanted));
    sales.push(sell(n % 3 === 0 ? here : there, input));
  }
  const sold = await Promise.all(sales);
  expect(new Set(sold.map(({ slipNo }) => slipNo)).size).toBe(10);
  expect(sold.map(({ purchaseCount }) => purchaseCount).sort()).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
  const report = await verifyHouse(counter.database.owner, whatIsVerified());
  expect(report.faults).toEqual([]);
});
