/** Looking after cards: tested, cleaned, noted; blank ones received, counted, scrapped; bad ones listed. */
import { expect, test } from 'vitest';
import { blacklist } from '../../shared/contracts/cards/blacklist.ts';
import { blacklistCard } from '../../shared/contracts/cards/blacklist-card.ts';
import { card as cardQuery } from '../../shared/contracts/cards/card.ts';
import { cardStock } from '../../shared/contracts/cards/card-stock.ts';
import { cards as cardsQuery } from '../../shared/contracts/cards/cards.ts';
import { countCards } from '../../shared/contracts/cards/count-cards.ts';
import { liftBlacklist } from '../../shared/contracts/cards/lift-blacklist.ts';
import { noteMaintenance } from '../../shared/contracts/cards/note-maintenance.ts';
import { readCard } from '../../shared/contracts/cards/read-card.ts';
import { receiveCards } from '../../shared/contracts/cards/receive-cards.ts';
import { scrapCard } from '../../shared/contracts/cards/scrap-card.ts';
import { setCardTerms } from '../../shared/contracts/cards/set-card-terms.ts';
import { testCard } from '../../shared/contracts/cards/test-card.ts';
import { cases } from '../../shared/contracts/cases/cases.ts';
import { newId } from '../../shared/values/ids.ts';
import { fen } from '../../shared/values/money.ts';
import { openCardHouse } from '../support/card-house.ts';
import { duty } from '../support/duty.ts';

const house = await openCardHouse();
const { desk } = house;
const clerk = house.as('vending-clerk');
const technician = house.as('vending-technician');
const supervisor = house.as('vending-supervisor');

duty('3.clerk.4', 'tests a card and cleans it; both stand in the record of the card', async () => {
  const { meterId } = await house.cardRoom();
  const { cardId, serial } = await house.issue(meterId);
  const before = desk.chip(serial).state().folders;
  const tested = await clerk.call(testCard, {});
  expect(tested).toMatchObject({ failure: null, onReader: { serial, differences: [] } });
  expect(desk.chip(serial).state().folders).toEqual(before);
  const cleaned = await clerk.call(noteMaintenance, { cardId, kind: 'clean', text: '触点有油污，擦净后读卡正常' });
  const { care } = await clerk.ask(cardQuery, { cardId });
  expect(care.map(({ kind, result }) => [kind, result])).toEqual([
    ['clean', null],
    ['test', 'good'],
  ]);
  expect((await clerk.refused(noteMaintenance, { cardId: newId(), kind: 'clean', text: '没有的卡' })).code).toBe(
    'record.not_found',
  );
  expect((await house.as('cashier').refused(testCard, {})).code).toBe('post.not_allowed');
  return { evidence: [cleaned, ...care] };
});

test('blank cards: received once each, counted, and a difference is a case', async () => {
  const [one, two] = ['00000000000000a1', '00000000000000a2'] as const;
  const before = (await technician.ask(cardStock, {})).inStock;
  const received = await technician.call(receiveCards, { serials: [one, two], reference: '送货单 7' });
  expect(received).toEqual({ received: 2, inStock: before + 2 });
  expect((await technician.refused(receiveCards, { serials: [two], reference: '送货单 8' })).code).toBe(
    'card.serial_known',
  );
  expect((await clerk.refused(receiveCards, { serials: ['00000000000000a9'], reference: '送货单' })).code).toBe(
    'post.not_allowed',
  );
  const agreed = await clerk.call(countCards, { counted: before + 2 });
  expect(agreed).toEqual({ counted: before + 2, inBooks: before + 2, caseNumber: null });
  const { caseNumber } = await clerk.call(countCards, { counted: before + 1 });
  const { rows } = await supervisor.ask(cases, {});
  expect(rows.filter((row) => row.subject === 'card.stock_differs').map((row) => row.number)).toEqual([caseNumber]);

  const { rows: found } = await technician.ask(cardsQuery, { find: one });
  const { cardId } = found[0]!;
  expect(await technician.call(scrapCard, { cardId, reason: '芯片脱落' })).toMatchObject({ state: 'faulty' });
  expect((await technician.refused(scrapCard, { cardId, reason: '再报废一次' })).code).toBe('state.illegal_move');
  const stock = await technician.ask(cardStock, {});
  expect(stock.inStock).toBe(before + 1);
  expect(stock.rows[0]).toMatchObject({ kind: 'scrapped', serial: one, reference: '芯片脱落' });
});

test('the blacklist: any serial, once; only the supervisor takes it off', async () => {
  const serial = '00000000000000b1';
  const { entryId } = await clerk.call(blacklistCard, { serial, reason: '捡到的卡' });
  expect((await clerk.refused(blacklistCard, { serial, reason: '又来' })).code).toBe('card.listed_already');
  expect((await technician.refused(receiveCards, { serials: [serial], reference: '送货单 9' })).code).toBe(
    'card.blacklisted',
  );
  expect((await clerk.refused(liftBlacklist, { entryId, reason: '查清了' })).code).toBe('post.not_allowed');
  const { rows } = await supervisor.ask(blacklist, {});
  expect(rows[0]).toMatchObject({ serial, can: ['cards.lift-blacklist'] });
  await supervisor.call(liftBlacklist, { entryId, reason: '失主认领' });
  expect((await supervisor.refused(liftBlacklist, { entryId, reason: '再移一次' })).code).toBe('state.illegal_move');
  expect(await technician.call(receiveCards, { serials: [serial], reference: '失主退回' })).toMatchObject({
    received: 1,
  });
});

test('terms are set by the supervisor, with the own PIN', async () => {
  const terms = { depositFen: fen(2000), feeFen: fen(0), replacementFeeFen: fen(1000), reason: '校发文件' };
  expect((await supervisor.refused(setCardTerms, terms)).code).toBe('request.invalid');
  expect(await supervisor.signed(setCardTerms, terms)).toMatchObject({ depositFen: 2000 });
  expect((await clerk.refusedSigned(setCardTerms, terms)).code).toBe('post.not_allowed');
});

test('a computer that is no counter reads no card', async () => {
  const nowhere = house.browser('10.0.0.99');
  nowhere.useCookie(clerk.browser.cookie());
  expect((await nowhere.refused(readCard, {})).code).toBe('card.no_counter');
});
