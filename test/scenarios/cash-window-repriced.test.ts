/** A price switch between counter and cash window: told anew and confirmed, never sold at the old price. */
import { expect, test } from 'vitest';
import { preparedSale } from '../../shared/contracts/vending/prepared-sale.ts';
import { preparedSales } from '../../shared/contracts/vending/prepared-sales.ts';
import { receivePrepared } from '../../shared/contracts/vending/receive-prepared.ts';
import { fen } from '../../shared/values/money.ts';
import { setApart } from '../support/cash-window.ts';
import { LADDER, openCounter } from '../support/counter.ts';

const house = await setApart(await openCounter());
const cashier = house.as('cashier');
const dearer = (price: number) => ({ ...LADDER, tiers: [{ upTo: null, price }] });

test('a quantity: the window shows the new sum, takes nothing without it, and the sale bears the new version', async () => {
  const ticket = await house.prepare(house.room.electricity, { quantityMilli: 10_000 });
  expect(ticket.totalFen).toBe(500);
  const shown = await house.receiveInput(ticket.preparedId);
  await house.setPrice(dearer(6000));

  expect((await cashier.refused(receivePrepared, shown)).code).toBe('sale.price_changed');
  const now = await cashier.ask(preparedSale, { preparedId: ticket.preparedId });
  expect(now).toMatchObject({
    repriced: true,
    ticket: { totalFen: 500 },
    quote: { retype: true, priced: { totalFen: 600 } },
  });
  const anew = await house.receiveInput(ticket.preparedId);
  expect(await cashier.refused(receivePrepared, anew)).toMatchObject({
    code: 'prepared.repriced',
    facts: { total: '6.00' },
  });
  expect((await cashier.refused(receivePrepared, { ...anew, confirmFen: fen(500) })).code).toBe('prepared.repriced');
  expect(await house.entries(ticket.preparedId)).toEqual([]);

  const sold = await cashier.call(receivePrepared, { ...anew, confirmFen: fen(600) });
  expect(sold).toMatchObject({ state: 'delivered', totalFen: 600, quantityMilli: 10_000 });
  const { rows } = await house.database.app.query<{ price_version_id: string }>(
    'select price_version_id from sale where sale_id = $1',
    [sold.saleId],
  );
  expect(rows[0]?.price_version_id).toBe(anew.priceVersionId);
  expect(anew.priceVersionId).not.toBe(shown.priceVersionId);
  const { rows: tickets } = await cashier.ask(preparedSales, { limit: 1 });
  expect(tickets).toMatchObject([{ totalFen: 500, paidFen: 600, state: 'paid' }]);
});

test('by money the sum stays and the quantity falls: that is told too', async () => {
  const ticket = await house.prepare(house.room.electricity, { moneyFen: 1200 });
  await house.setPrice(dearer(8000));
  const anew = await house.receiveInput(ticket.preparedId);
  expect(anew.expectedTotalFen).toBe(1200);
  expect((await cashier.refused(receivePrepared, anew)).code).toBe('prepared.repriced');
  const sold = await cashier.call(receivePrepared, { ...anew, confirmFen: fen(1200) });
  expect(sold.quantityMilli).toBeLessThan(ticket.quantityMilli!);
});

test('the ladder moved on by another purchase of the household: told anew as well', async () => {
  await house.setPrice(LADDER);
  const room = await house.addRoom('41-101');
  const other = await house.addMeter(room, {});
  const ticket = await house.prepare(room.electricity, { quantityMilli: 60_000 });
  expect(ticket.totalFen).toBe(3000);
  const second = await house.prepare(other, { quantityMilli: 80_000 });
  expect(await house.receive(second.preparedId)).toMatchObject({ state: 'delivered' });
  const anew = await house.receiveInput(ticket.preparedId);
  expect(anew.expectedTotalFen).toBe(4200);
  expect((await cashier.refused(receivePrepared, anew)).code).toBe('prepared.repriced');
  expect(await cashier.call(receivePrepared, { ...anew, confirmFen: fen(4200) })).toMatchObject({ totalFen: 4200 });
});
