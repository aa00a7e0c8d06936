/** The card desk: issued for money, replaced, taken back, transferred; each a numbered document, each card one truth. */
import { describe, expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { blacklist } from '../../shared/contracts/cards/blacklist.ts';
import { card as cardQuery } from '../../shared/contracts/cards/card.ts';
import { cardStock } from '../../shared/contracts/cards/card-stock.ts';
import { cardTerms } from '../../shared/contracts/cards/card-terms.ts';
import { cards as cardsQuery } from '../../shared/contracts/cards/cards.ts';
import { clearCard } from '../../shared/contracts/cards/clear-card.ts';
import { issueCard } from '../../shared/contracts/cards/issue-card.ts';
import { liftBlacklist } from '../../shared/contracts/cards/lift-blacklist.ts';
import { refundDeposit } from '../../shared/contracts/cards/refund-deposit.ts';
import { replaceCard } from '../../shared/contracts/cards/replace-card.ts';
import { setCardTerms } from '../../shared/contracts/cards/set-card-terms.ts';
import { transferCard } from '../../shared/contracts/cards/transfer-card.ts';
import { writeCard } from '../../shared/contracts/cards/write-card.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { fen } from '../../shared/values/money.ts';
import { openCardHouse } from '../support/card-house.ts';
import { pdfText } from '../support/pdf.ts';

const house = await openCardHouse();
const { desk } = house;
const clerk = house.as('vending-clerk');
const supervisor = house.as('vending-supervisor');

const cash = (amount: number) => [{ tender: 'cash' as const, amountFen: fen(amount) }];
/** The words of a paper, as the clerk's browser gets it. */
async function paper(name: string): Promise<string> {
  const response = await house.app.http.inject({
    url: `/api/cards/${name}`,
    headers: { 'x-zhishou': '1', cookie: `zhishou=${clerk.browser.cookie()}` },
  });
  expect(response.statusCode).toBe(200);
  return (await pdfText(response.rawPayload)).replaceAll(/\s/g, '');
}

/** Nothing is asked for from here on. */
async function free(): Promise<void> {
  const terms = { depositFen: fen(0), feeFen: fen(0), replacementFeeFen: fen(0), reason: '免收' };
  await supervisor.signed(setCardTerms, terms);
}

/** A meter with a card on which a purchase was inserted; the card lies on the reader. */
async function usedCard(moneyFen = 2000) {
  const room = await house.cardRoom();
  const issued = await house.issue(room.meterId);
  await house.buy(room.meterId, moneyFen);
  desk.insert(room.meterNo);
  return { ...room, ...issued };
}

async function replacement(cardId: string, lastPurchase: { by: 'return' } | { by: 'display'; shownCount: number }) {
  const serial = await house.stockCard();
  const { readingId } = await house.read();
  const input = { cardId, readingId, reason: 'lost' as const, lastPurchase, note: '用户遗失', expectedFen: fen(0) };
  return { serial, input };
}

describe('issued', () => {
  test('deposit and fee are money: into the drawer, kept for the household, earned', async () => {
    const terms = { depositFen: fen(1000), feeFen: fen(500), replacementFeeFen: fen(800) };
    await supervisor.signed(setCardTerms, { ...terms, reason: '按收费批文' });
    expect(await clerk.ask(cardTerms)).toEqual(terms);
    const room = await house.cardRoom();
    const serial = await house.stockCard();
    const read = await house.read();
    expect(read.can).toEqual(['cards.issue-card']);
    const input = { readingId: read.readingId, meterId: room.meterId };
    expect((await clerk.refused(issueCard, { ...input, expectedFen: fen(0) })).code).toBe('card.total_changed');
    const issued = await clerk.call(issueCard, { ...input, expectedFen: fen(1500), tenders: cash(1500) });
    expect(issued).toMatchObject({ written: 'written', card: { serial, state: 'issued', depositFen: 1000 } });
    expect(issued.number).toMatch(/^KW-\d+$/);
    expect(await house.entries(issued.documentId)).toEqual([
      'DR drawer-D1 1500 / CR deposit 1000 / CR income-other 500',
    ]);
    expect(await paper(`card-receipt.pdf?documentId=${issued.documentId}`)).toMatch(/开户发卡.*押金10\.00工本费5\.00/s);
    expect(await paper('card-guide.pdf')).toContain('买一次，插一次');
    const again = { ...input, expectedFen: fen(1500), tenders: cash(1500) };
    expect((await clerk.refused(issueCard, again)).code).toBe('card.not_read');
    await house.read();
    expect((await house.as('cashier').refused(issueCard, again)).code).toBe('post.not_allowed');
  });

  test('taken back: blank, in stock again, the deposit given back once; the meter keeps its count', async () => {
    const room = await house.cardRoom();
    const serial = await house.stockCard();
    const { readingId } = await house.read();
    const { meterId } = room;
    const issued = await clerk.call(issueCard, { readingId, meterId, expectedFen: fen(1500), tenders: cash(1500) });
    await house.buy(meterId, 2000);
    const pending = await house.read();
    expect((await clerk.refused(clearCard, { readingId: pending.readingId, reason: '退租' })).code).toBe(
      'card.not_inserted',
    );
    desk.insert(room.meterNo);
    const settled = await house.read();
    expect(settled.can).toEqual(['cards.clear-card', 'cards.transfer-card']);
    const cleared = await clerk.call(clearCard, { readingId: settled.readingId, reason: '退租' });
    expect(cleared).toMatchObject({ written: 'written', card: { serial, state: 'stock', meterId: null } });
    expect((await house.read()).content).toMatchObject({ meterNo: null, purchaseCount: 0 });
    const back = await clerk.call(refundDeposit, { documentId: cleared.documentId });
    expect(back).toMatchObject({ kind: 'refund', depositFen: -1000 });
    expect(await house.entries(back.documentId)).toEqual(['DR deposit 1000 / CR drawer-D1 1000']);
    for (const documentId of [cleared.documentId, issued.documentId])
      expect((await clerk.refused(refundDeposit, { documentId })).code).toBe('card.no_deposit');
    await free();

    const next = await house.issue(meterId);
    expect((await house.read()).content).toMatchObject({ cardType: 'replacement', purchaseCount: 1, amountFen: 0 });
    const wanted = { moneyFen: 1000 };
    const sale = house.saleInput(meterId, wanted, await house.quote(meterId, wanted));
    expect((await clerk.refused(sellCredit, sale)).code).toBe('card.insert_first');
    expect(desk.insert(room.meterNo)).toMatchObject({ credited: false, remainingFen: 2000 });
    expect(await house.buy(meterId, 1000)).toMatchObject({ state: 'delivered', purchaseCount: 2 });
    expect(desk.insert(room.meterNo)).toMatchObject({ credited: true, remainingFen: 3000, purchaseCount: 2 });
    expect(next.serial).not.toBe(serial);
  });

  test('only a blank card from stock, only for a meter without a card', async () => {
    const { meterId, serial } = await usedCard();
    const used = await house.read();
    const other = await house.cardRoom();
    const issue = { readingId: used.readingId, meterId: other.meterId, expectedFen: fen(0) };
    expect((await clerk.refused(issueCard, issue)).code).toBe('card.not_in_stock');
    desk.blank();
    const foreign = await house.read();
    expect((await clerk.refused(issueCard, { ...issue, readingId: foreign.readingId })).code).toBe('card.foreign');
    await house.stockCard();
    const { readingId } = await house.read();
    expect(await clerk.refused(issueCard, { ...issue, readingId, meterId })).toMatchObject({
      code: 'card.meter_has_card',
      facts: { serial },
    });
    const electricity = { ...issue, readingId, meterId: house.room.electricity };
    expect((await clerk.refused(issueCard, electricity)).code).toBe('card.wrong_meter_kind');
  });

  test('torn while it is written: the document stands, and the card is written again without money', async () => {
    const room = await house.cardRoom();
    const serial = await house.stockCard();
    const { readingId } = await house.read();
    desk.chip(serial).tearAt(18, 'before');
    const issued = await clerk.call(issueCard, { readingId, meterId: room.meterId, expectedFen: fen(0) });
    expect(issued).toMatchObject({ written: 'unknown', failure: 'torn', card: { toWrite: true } });
    desk.lay(serial);
    const read = await house.read();
    expect(read).toMatchObject({ openWrite: null, can: ['cards.write-card'] });
    const again = await clerk.call(writeCard, { readingId: read.readingId });
    expect(again).toMatchObject({ documentId: issued.documentId, written: 'written', card: { toWrite: false } });
    const good = await house.read();
    expect((await clerk.refused(writeCard, { readingId: good.readingId })).code).toBe('state.illegal_move');
    expect(await house.buy(room.meterId, 1000)).toMatchObject({ state: 'delivered' });
    expect(desk.insert(room.meterNo)).toMatchObject({ credited: true, remainingFen: 1000 });
  });
});

describe('replaced', () => {
  test('lost after it was inserted: the same count, nothing on it; the old card is dead everywhere', async () => {
    const lost = await usedCard(2000);
    await house.read();
    const { input } = await replacement(lost.cardId, { by: 'return' });
    const replaced = await clerk.call(replaceCard, input);
    expect(replaced).toMatchObject({ written: 'written', card: { purchaseCount: 1, amountFen: 0, pending: true } });
    expect(desk.insert(lost.meterNo)).toMatchObject({ credited: false, remainingFen: 2000 });
    expect(await house.buy(lost.meterId, 1000)).toMatchObject({ state: 'delivered' });
    expect(desk.insert(lost.meterNo)).toMatchObject({ credited: true, remainingFen: 3000 });

    desk.lay(lost.serial);
    expect(await house.read()).toMatchObject({
      card: { state: 'lost' },
      blacklist: { reason: expect.any(String) },
      can: [],
    });
    const wanted = { moneyFen: 1000 };
    const sale = house.saleInput(lost.meterId, wanted, await house.quote(lost.meterId, wanted));
    expect((await clerk.refused(sellCredit, sale)).code).toBe('card.blacklisted');
    const { rows } = await supervisor.ask(blacklist, {});
    const entry = rows.find((row) => row.serial === lost.serial)!;
    expect(entry.can).toEqual([]);
    expect((await supervisor.refused(liftBlacklist, { entryId: entry.entryId, reason: '找到了' })).code).toBe(
      'card.dead',
    );
    expect((await clerk.ask(cardQuery, { cardId: lost.cardId })).documents.map(({ kind }) => kind)).toEqual([
      'replacement',
      'issue',
    ]);
  });

  test('lost before it was inserted, by the count the meter shows: the amount goes along, and is credited once', async () => {
    const room = await house.cardRoom();
    const lost = await house.issue(room.meterId);
    await house.buy(room.meterId, 2000);
    desk.insert(room.meterNo);
    await house.buy(room.meterId, 3000);
    const { input } = await replacement(lost.cardId, { by: 'return' });
    expect((await clerk.refused(replaceCard, input)).code).toBe('card.no_return');
    const shown = (shownCount: number) => ({ ...input, lastPurchase: { by: 'display' as const, shownCount } });
    expect((await clerk.refused(replaceCard, shown(5))).code).toBe('card.count_impossible');
    const replaced = await clerk.call(replaceCard, shown(1));
    expect(replaced).toMatchObject({ written: 'written', card: { purchaseCount: 2, amountFen: 3000 } });
    expect(desk.insert(room.meterNo)).toMatchObject({ credited: true, remainingFen: 5000, purchaseCount: 2 });
    desk.lay(lost.serial);
    expect(desk.insert(room.meterNo)).toMatchObject({ credited: false, remainingFen: 5000 });
    expect((await clerk.refused(replaceCard, shown(2))).code).toMatch(/card.not_read|state.illegal_move/);
  });

  test('a card that was never in its meter is replaced by another opening card', async () => {
    const room = await house.cardRoom();
    const lost = await house.issue(room.meterId);
    await house.buy(room.meterId, 2000);
    const { input } = await replacement(lost.cardId, { by: 'display', shownCount: 0 });
    await clerk.call(replaceCard, input);
    expect((await house.read()).content).toMatchObject({ cardType: 'open', purchaseCount: 1, amountFen: 2000 });
    expect(desk.insert(room.meterNo)).toMatchObject({ credited: true, remainingFen: 2000 });
  });
});

test('transferred: to the meter of another room, which is opened by the first purchase; to nobody while unsettled', async () => {
  const from = await usedCard(2000);
  const to = await house.cardRoom();
  const read = await house.read();
  const input = { readingId: read.readingId, meterId: to.meterId, reason: '调宿舍' };
  expect((await clerk.refused(transferCard, { ...input, meterId: from.meterId })).code).toBe('state.illegal_move');
  const moved = await clerk.call(transferCard, input);
  expect(moved).toMatchObject({ written: 'written', card: { meterId: to.meterId, accountId: to.accountId } });
  expect(await house.buy(to.meterId, 1000)).toMatchObject({ state: 'delivered', purchaseCount: 1 });
  const unsettled = await house.read();
  const back = { readingId: unsettled.readingId, meterId: from.meterId, reason: '又调回来' };
  expect((await clerk.refused(transferCard, back)).code).toBe('card.not_inserted');
  expect(desk.insert(to.meterNo)).toMatchObject({ credited: true, remainingFen: 1000 });
  const home = await house.read();
  await clerk.call(transferCard, { ...back, readingId: home.readingId });
  expect(desk.insert(from.meterNo)).toMatchObject({ credited: false, remainingFen: 2000 });
  expect(await house.buy(from.meterId, 500)).toMatchObject({ state: 'delivered', purchaseCount: 2 });
  expect(desk.insert(from.meterNo)).toMatchObject({ credited: true, remainingFen: 2500 });
});

test('book, card and shelf agree', async () => {
  const stock = await clerk.ask(cardStock, {});
  const { rows } = await clerk.ask(cardsQuery, { state: 'stock', limit: 200 });
  expect(stock.inStock).toBe(rows.length);
  const report = await verifyHouse(house.database.owner, whatIsVerified());
  expect(report.faults).toEqual([]);
});
