/** The money at the window, the card at the clerk's counter: the guard asks about the card when the money is taken. */
import { expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { deliverAgain } from '../../shared/contracts/vending/deliver-again.ts';
import { prepareSale } from '../../shared/contracts/vending/prepare-sale.ts';
import { preparedSales } from '../../shared/contracts/vending/prepared-sales.ts';
import { receivePrepared } from '../../shared/contracts/vending/receive-prepared.ts';
import { openCardHouse } from '../support/card-house.ts';
import { setApart } from '../support/cash-window.ts';

const house = await setApart(await openCardHouse());
const { desk } = house;
const clerk = house.as('vending-clerk');
const cashier = house.as('cashier');

test('prepared where the card lies, paid where no reader is, written at the clerk’s counter', async () => {
  const { meterId, meterNo } = await house.cardRoom();
  await house.issue(meterId);
  const input = await house.prepareInput(meterId, { moneyFen: 2000 });
  expect((await clerk.refused(prepareSale, input)).code).toBe('card.not_read');
  await house.read();
  const ticket = await house.prepare(meterId, { moneyFen: 2000 });
  const sold = await house.receive(ticket.preparedId);
  expect(sold).toMatchObject({ state: 'delivered', purchaseCount: 1 });
  expect(desk.insert(meterNo)).toMatchObject({ credited: true, remainingFen: 2000, purchaseCount: 1 });
});

test('the card read too long ago is read again at the counter before money is taken', async () => {
  const { meterId, meterNo } = await house.cardRoom();
  const { serial } = await house.issue(meterId);
  await house.read();
  const ticket = await house.prepare(meterId, { moneyFen: 2000 });
  house.later(121);
  const input = await house.receiveInput(ticket.preparedId);
  expect((await cashier.refused(receivePrepared, input)).code).toBe('card.not_read');
  desk.blank();
  await house.read();
  expect((await cashier.refused(receivePrepared, input)).code).toBe('card.foreign');
  desk.lay(serial);
  await house.read();
  expect(await house.receive(ticket.preparedId)).toMatchObject({ state: 'delivered' });
  expect(desk.insert(meterNo)).toMatchObject({ credited: true, remainingFen: 2000 });
});

test('the reader fails between money and card: owed, seen by the clerk, written again at the counter', async () => {
  const { meterId, meterNo } = await house.cardRoom();
  await house.issue(meterId);
  await house.read();
  const ticket = await house.prepare(meterId, { moneyFen: 2000 });
  desk.unplug();
  const sold = await house.receive(ticket.preparedId);
  expect(sold).toMatchObject({ state: 'paid', reason: 'counter-offline' });
  expect((await clerk.ask(preparedSales, { limit: 1 })).rows).toMatchObject([{ state: 'paid', saleState: 'paid' }]);
  desk.plug();
  expect(await clerk.call(deliverAgain, { saleId: sold.saleId })).toMatchObject({ state: 'delivered' });
  expect(desk.insert(meterNo)).toMatchObject({ credited: true, remainingFen: 2000 });
});

test('everything kept verifies', async () => {
  const report = await verifyHouse(house.database.owner, whatIsVerified());
  expect(report.faults).toEqual([]);
});
