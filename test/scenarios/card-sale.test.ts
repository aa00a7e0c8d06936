/** Credit on cards: read, sold, written, inserted, and back again; torn, swapped and bought twice. */
import { describe, expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { allowMerge } from '../../shared/contracts/cards/allow-merge.ts';
import { card as cardQuery } from '../../shared/contracts/cards/card.ts';
import { meterCard } from '../../shared/contracts/cards/meter-card.ts';
import { readCard } from '../../shared/contracts/cards/read-card.ts';
import { teachCard } from '../../shared/contracts/cards/teach-card.ts';
import { cases } from '../../shared/contracts/cases/cases.ts';
import { deliverAgain } from '../../shared/contracts/vending/deliver-again.ts';
import { lookUpDelivery } from '../../shared/contracts/vending/look-up-delivery.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { openCardHouse } from '../support/card-house.ts';
import { duty } from '../support/duty.ts';

const house = await openCardHouse();
const { desk } = house;
const clerk = house.as('vending-clerk');

/** The refusal a sale gets, and that it took nothing. */
async function refusedSale(meterId: string, moneyFen = 1000): Promise<string> {
  const wanted = { moneyFen };
  const input = house.saleInput(meterId, wanted, await house.quote(meterId, wanted));
  const before = await house.cashCount();
  const { code } = await clerk.refused(sellCredit, input);
  expect(await house.cashCount()).toEqual(before);
  return code;
}

duty(
  '1.operator.2',
  'serves a customer with a card from the first purchase to the next, and shows its use',
  async () => {
    const { meterId, meterNo } = await house.cardRoom();
    const { cardId } = await house.issue(meterId);
    const sold = await house.buy(meterId, 5000);
    expect(sold).toMatchObject({ state: 'delivered', creditFen: 5000, purchaseCount: 1 });
    expect(desk.insert(meterNo)).toMatchObject({ credited: true, remainingFen: 5000, purchaseCount: 1 });
    desk.use(meterNo, 10_000);

    const read = await house.read();
    expect(read).toMatchObject({ inserted: 'yes', differences: [], card: { pending: false, purchaseCount: 1 } });
    expect(read.content.returned).toMatchObject({ purchaseCount: 1 });
    const { rows: seen } = await house.database.app.query('select remaining from card_return where meter_id = $1', [
      meterId,
    ]);
    expect(seen).toEqual([{ remaining: read.content.returned?.remainingFen }]);
    const next = await house.sell(meterId, { moneyFen: 3000 });
    expect(next).toMatchObject({ state: 'delivered', purchaseCount: 2 });
    const left = desk.inMeter(meterNo).remainingFen;
    expect(desk.insert(meterNo)).toMatchObject({ credited: true, remainingFen: left + 3000, purchaseCount: 2 });
    expect(await house.entries(next.saleId)).toHaveLength(2);

    const taught = await clerk.call(teachCard, { cardId, how: 'printed' });
    expect((await clerk.ask(cardQuery, { cardId })).care).toMatchObject([{ careId: taught.careId, kind: 'taught' }]);
    return { evidence: [{ slipNo: next.slipNo, paidAt: next.paidAt }, taught] };
  },
);

test('an empty card opens nothing: the meter waits for the first purchase', async () => {
  const { meterId, meterNo } = await house.cardRoom();
  await house.issue(meterId);
  expect(desk.insert(meterNo)).toMatchObject({ credited: false, purchaseCount: 0 });
  expect(await house.buy(meterId, 2000)).toMatchObject({ state: 'delivered', purchaseCount: 1 });
  expect(desk.insert(meterNo)).toMatchObject({ credited: true, remainingFen: 2000 });
});

describe('before money is taken', () => {
  test('the card must have been read at this counter within two minutes, and since it was last written', async () => {
    const { meterId } = await house.cardRoom();
    expect(await refusedSale(meterId)).toBe('card.none');
    const { serial } = await house.issue(meterId);
    expect(await refusedSale(meterId)).toBe('card.not_read');
    expect((await clerk.ask(meterCard, { meterId })).refusal).toMatchObject({ code: 'card.not_read' });
    await house.read();
    expect((await clerk.ask(meterCard, { meterId })).refusal).toBeNull();
    house.later(121);
    expect(await refusedSale(meterId)).toBe('card.not_read');
    desk.remove();
    expect(await clerk.call(readCard, {})).toEqual({ failure: 'no-card', onReader: null });
    desk.lay(serial);
    expect(await house.buy(meterId, 1000)).toMatchObject({ state: 'delivered' });
  });

  test('a neighbour’s card and a stranger’s are refused by name', async () => {
    const [mine, other] = [await house.cardRoom(), await house.cardRoom()];
    await house.issue(mine.meterId);
    await house.issue(other.meterId);
    await house.read();
    expect(await refusedSale(mine.meterId)).toBe('card.other_meter');
    desk.blank();
    await house.read();
    expect(await refusedSale(mine.meterId)).toBe('card.foreign');
  });

  test('the last purchase must be in the meter; who insists gets both with one count', async () => {
    const { meterId, meterNo } = await house.cardRoom();
    await house.issue(meterId);
    await house.buy(meterId, 2000);
    const read = await house.read();
    expect(read).toMatchObject({ inserted: 'no', mergeable: true, mergeAllowed: false });
    expect(await refusedSale(meterId)).toBe('card.not_inserted');
    await clerk.call(allowMerge, { readingId: read.readingId, reason: '用户路远，坚持一起买' });
    const merged = await house.sell(meterId, { moneyFen: 3000 });
    expect(merged).toMatchObject({ state: 'delivered', purchaseCount: 2 });
    expect(desk.insert(meterNo)).toMatchObject({ credited: true, remainingFen: 5000, purchaseCount: 1 });
    expect(await house.buy(meterId, 1000)).toMatchObject({ state: 'delivered', purchaseCount: 3 });
    expect(desk.insert(meterNo)).toMatchObject({ credited: true, remainingFen: 6000, purchaseCount: 2 });
    expect((await clerk.refused(allowMerge, { readingId: read.readingId, reason: '再来一次' })).code).toBe(
      'card.not_read',
    );
  });
});

describe('between money and card', () => {
  /** A card torn out at the nth command of a sale; what the sale then says. */
  async function tornSale(at: { command: number; when: 'before' | 'after' }) {
    const room = await house.cardRoom();
    const { serial } = await house.issue(room.meterId);
    await house.read();
    desk.chip(serial).tearAt(at.command, at.when);
    const sold = await house.sell(room.meterId, { moneyFen: 2000 });
    return { ...room, serial, sold };
  }

  test('torn out at any step: the card, laid back, says what is true; it is written once', async () => {
    // A sale is some 26 commands to the card; the last of them read it again.
    for (const [index, command] of [2, 6, 10, 12, 14, 16, 17, 18, 19, 20, 21, 22, 24, 26].entries()) {
      const torn = await tornSale({ command, when: index % 2 === 0 ? 'before' : 'after' });
      const { saleId } = torn.sold;
      expect(['unknown', 'paid', 'delivered']).toContain(torn.sold.state);
      desk.lay(torn.serial);
      const found = torn.sold.state === 'unknown' ? await clerk.call(lookUpDelivery, { saleId }) : torn.sold;
      if (found.state === 'paid') {
        await house.read();
        expect(await clerk.call(deliverAgain, { saleId })).toMatchObject({ state: 'delivered' });
      } else expect(found.state).toBe('delivered');
      expect(desk.insert(torn.meterNo)).toMatchObject({ credited: true, remainingFen: 2000, purchaseCount: 1 });
      expect((await house.read()).differences).toEqual([]);
    }
  }, 60_000);

  test('while it is unknown nothing more is sold, and reading the card at the desk finds out as well', async () => {
    const wanted = { moneyFen: 1000 };
    const electricity = await house.quote(house.room.electricity, wanted);
    const torn = await tornSale({ command: 24, when: 'before' });
    expect(torn.sold).toMatchObject({ state: 'unknown', reason: 'torn' });
    const more = house.saleInput(torn.meterId, wanted, electricity);
    expect((await clerk.refused(sellCredit, more)).code).toBe('meter.blocked');
    desk.lay(torn.serial);
    expect(await house.read()).toMatchObject({ openWrite: null, card: { purchaseCount: 1, pending: true } });
    expect(await clerk.call(lookUpDelivery, { saleId: torn.sold.saleId })).toMatchObject({ state: 'delivered' });
    expect(desk.insert(torn.meterNo)).toMatchObject({ credited: true, remainingFen: 2000, purchaseCount: 1 });
  });

  test('a card swapped after it was read is not written; the money stays owed until the right card comes', async () => {
    const [mine, other] = [await house.cardRoom(), await house.cardRoom()];
    const { serial: wrong } = await house.issue(other.meterId);
    const { serial } = await house.issue(mine.meterId);
    await house.read();
    desk.lay(wrong);
    const sold = await house.sell(mine.meterId, { moneyFen: 2000 });
    expect(sold).toMatchObject({ state: 'paid', reason: 'other-card' });
    desk.lay(serial);
    await house.read();
    expect(await clerk.call(deliverAgain, { saleId: sold.saleId })).toMatchObject({ state: 'delivered' });
    expect(desk.insert(mine.meterNo)).toMatchObject({ credited: true, remainingFen: 2000 });
    desk.lay(wrong);
    expect(desk.insert(other.meterNo)).toMatchObject({ credited: false, remainingFen: 0 });
  });

  test('the reader is unplugged: nothing is written, and nothing is lost', async () => {
    const { meterId, meterNo } = await house.cardRoom();
    await house.issue(meterId);
    await house.read();
    desk.unplug();
    const sold = await house.sell(meterId, { moneyFen: 2000 });
    expect(sold).toMatchObject({ state: 'paid', reason: 'counter-offline' });
    desk.plug();
    expect(await clerk.call(deliverAgain, { saleId: sold.saleId })).toMatchObject({ state: 'delivered' });
    expect(desk.insert(meterNo)).toMatchObject({ credited: true, remainingFen: 2000 });
  });
});

test('a card written by somebody else is a case, once, and is not sold to', async () => {
  const { meterId, meterNo } = await house.cardRoom();
  const { serial } = await house.issue(meterId);
  await house.buy(meterId, 2000);
  desk.insert(meterNo);
  const { folders } = desk.chip(serial).state();
  expect(folders.df01).toBeDefined();
  await house.database.owner.query(`update card set amount_fen = 1 where serial = $1`, [serial]);
  const read = await house.read();
  expect(read.differences).toMatchObject([{ difference: 'foreign-count' }]);
  expect(read.caseNumber).not.toBeNull();
  expect(await refusedSale(meterId)).toBe('card.differs');
  expect((await house.read()).caseNumber).toBe(read.caseNumber);
  const { rows } = await house.as('vending-supervisor').ask(cases, {});
  expect(rows.filter((row) => row.subject === 'card.differs')).toHaveLength(1);
  await house.database.owner.query(`update card set amount_fen = 2000 where serial = $1`, [serial]);
});

test('everything kept verifies', async () => {
  const report = await verifyHouse(house.database.owner, whatIsVerified());
  expect(report.faults).toEqual([]);
});
