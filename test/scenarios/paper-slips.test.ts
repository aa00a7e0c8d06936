/** Paper slips for outages: a book is issued to a clerk, each number is used once and accounted for, sales are entered. */
import { expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { cases } from '../../shared/contracts/cases/cases.ts';
import { reportIncident } from '../../shared/contracts/cases/report-incident.ts';
import type { InputOf } from '../../shared/contracts/contract.ts';
import { enterPaperSale } from '../../shared/contracts/vending/enter-paper-sale.ts';
import { issueSlipBook } from '../../shared/contracts/vending/issue-slip-book.ts';
import { paperSlips } from '../../shared/contracts/vending/paper-slips.ts';
import { returnSlipBook } from '../../shared/contracts/vending/return-slip-book.ts';
import { slipBooks } from '../../shared/contracts/vending/slip-books.ts';
import { spoilPaperSlip } from '../../shared/contracts/vending/spoil-paper-slip.ts';
import { instant } from '../../shared/values/calendar.ts';
import { fen } from '../../shared/values/money.ts';
import { milli } from '../../shared/values/quantity.ts';
import { LADDER, openCounter } from '../support/counter.ts';
import { duty } from '../support/duty.ts';
import { scriptedDriver } from '../support/scripted-driver.ts';

const network = scriptedDriver('network');
const counter = await openCounter({ delivery: { network } });
const clerk = counter.as('vending-clerk');
const supervisor = counter.as('vending-supervisor');
const meter = counter.room.electricity;
const COVER = { series: 'A', firstNo: 1, lastNo: 5, holderId: clerk.personId };
let bookId: string;
let writtenAt: ReturnType<typeof instant>;

type Paper = InputOf<typeof enterPaperSale>;

/** As the clerk fills it in: the money on the paper, the quantity on the paper. */
async function paper(paperNo: number, moneyFen: number, quantity: number): Promise<Paper> {
  const { priced, priceVersionId } = await counter.quote(meter, { moneyFen });
  return {
    bookId,
    paperNo,
    writtenAt,
    paperQuantityMilli: milli(quantity),
    outage: '上午十点全楼停电',
    meterId: meter,
    moneyFen: fen(moneyFen),
    tenders: [{ tender: 'cash', amountFen: priced.totalFen }],
    expectedTotalFen: priced.totalFen,
    priceVersionId,
  };
}

test('a book is issued with both signatures; no number is issued twice', async () => {
  expect((await supervisor.refusedSigned(issueSlipBook, COVER)).code).toBe('signature.needed');
  expect((await clerk.refused(issueSlipBook, COVER)).code).toBe('post.not_allowed');
  const self = { ...COVER, holderId: supervisor.personId };
  expect((await supervisor.refusedSigned(issueSlipBook, self)).code).toBe('person.must_differ');
  const long = { ...COVER, lastNo: 9_000 };
  expect((await supervisor.refusedSigned(issueSlipBook, long, ['vending-clerk'])).code).toBe('paper.range');
  const book = await supervisor.signed(issueSlipBook, COVER, ['vending-clerk']);
  expect(book).toMatchObject({ number: 'A-000001—A-000005', state: 'issued', holderName: clerk.name, missing: [] });
  bookId = book.id;
  const over = { ...COVER, firstNo: 5, lastNo: 9 };
  expect((await supervisor.refusedSigned(issueSlipBook, over, ['vending-clerk'])).code).toBe('paper.overlap');
  expect((await clerk.ask(slipBooks, {})).rows).toMatchObject([
    { id: bookId, can: ['vending.enter-paper-sale', 'vending.spoil-paper-slip'] },
  ]);
  expect((await counter.as('finance').refused(slipBooks, {})).code).toBe('post.not_allowed');
});

duty(
  '1.operator.4',
  'what was sold on paper in the outage is entered afterwards, marked with paper and outage',
  async () => {
    const incident = await clerk.call(reportIncident, { subject: 'system.fault', what: '全楼停电，售电台停机' });
    writtenAt = counter.clock.now();
    counter.later(3600);
    const entered = await clerk.call(enterPaperSale, {
      ...(await paper(1, 2_000, 40_000)),
      incidentNumber: incident.number,
    });
    expect(entered).toMatchObject({ paperNumber: 'A-000001', caseNumber: null, quantityMilli: 40_009 });
    expect(await counter.entries(entered.saleId)).toEqual([
      'DR drawer-D1 2000 / CR credit-owed 2000',
      'DR credit-owed 2000 / CR income-electricity 1770 / CR tax-output 230',
    ]);
    const { rows } = await clerk.ask(paperSlips, { bookId });
    expect(rows).toMatchObject([
      {
        number: 'A-000001',
        fate: 'sold',
        slipNo: entered.slipNo,
        incidentNumber: incident.number,
        samePrice: true,
        writtenAt,
      },
    ]);
    const kept = await counter.database.app.query('select post, person_id, series, paper_no, reason from paper_slip');
    return { evidence: kept.rows };
  },
);

test('a paper is entered once, by its holder, with a number and a time that can be', async () => {
  const sold = await counter.database.app.query('select 1 from sale');
  const twice = await paper(1, 1_000, 20_000);
  expect((await clerk.refused(enterPaperSale, twice)).code).toBe('paper.used');
  expect((await clerk.refused(enterPaperSale, { ...twice, paperNo: 6 })).code).toBe('paper.not_in_book');
  const late = { ...twice, paperNo: 2, writtenAt: instant('2026-03-09T00:00:00.000Z') };
  expect((await clerk.refused(enterPaperSale, late)).code).toBe('paper.time');
  const early = { ...late, writtenAt: instant('2026-03-01T00:00:00.000Z') };
  expect((await clerk.refused(enterPaperSale, early)).code).toBe('paper.time');
  const nothing = { ...twice, paperNo: 2, incidentNumber: 'I99' };
  expect((await clerk.refused(enterPaperSale, nothing)).code).toBe('record.not_found');
  expect((await counter.as('cashier').refused(enterPaperSale, twice)).code).toBe('post.not_allowed');
  expect((await counter.database.app.query('select 1 from sale')).rows).toHaveLength(sold.rows.length);
});

test('a price that switched since is not dated back: today’s price, and the difference is a case', async () => {
  const promised = await paper(2, 2_000, 40_000);
  await counter.setPrice({ ...LADDER, tiers: [{ upTo: null, price: 8000 }] });
  expect((await clerk.refused(enterPaperSale, promised)).code).toBe('sale.price_changed');
  const entered = await clerk.call(enterPaperSale, await paper(2, 2_000, 40_000));
  expect(entered.quantityMilli).toBe(25_006);
  expect(entered.caseNumber).toMatch(/^C\d+$/);
  const { rows } = await supervisor.ask(cases, {});
  expect(rows.find((row) => row.subject === 'paper.differs')).toMatchObject({ parties: [clerk.name] });
  expect((await supervisor.ask(paperSlips, { saleId: entered.saleId })).rows).toMatchObject([
    { samePrice: false, paperQuantityMilli: 40_000, soldQuantityMilli: 25_006, caseNumber: entered.caseNumber },
  ]);
});

test('a spoiled slip is named with its reason and never used', async () => {
  const spoiled = { bookId, paperNo: 4, reason: '写错房号，三联已收回' };
  expect(await clerk.call(spoilPaperSlip, spoiled)).toMatchObject({ number: 'A-000004', fate: 'spoiled' });
  expect((await clerk.refused(spoilPaperSlip, spoiled)).code).toBe('paper.used');
  expect((await clerk.refused(enterPaperSale, await paper(4, 1_000, 12_500))).code).toBe('paper.used');
  expect((await supervisor.refused(spoilPaperSlip, spoiled)).code).toBe('post.not_allowed');
  expect((await supervisor.ask(slipBooks, { state: 'issued' })).rows).toMatchObject([
    { sold: 2, spoiled: 1, missing: ['A-000003'], can: ['vending.return-slip-book'] },
  ]);
});

test('the book comes back: what is missing is named and becomes a grave case', async () => {
  const low = { bookId, firstUnusedNo: 4 };
  expect((await supervisor.refusedSigned(returnSlipBook, low, ['vending-clerk'])).code).toBe('paper.used_above');
  const back = { bookId, firstUnusedNo: 5 };
  expect((await supervisor.refusedSigned(returnSlipBook, back)).code).toBe('signature.needed');
  expect((await supervisor.refusedSigned(returnSlipBook, { bookId, firstUnusedNo: 7 }, ['vending-clerk'])).code).toBe(
    'paper.not_in_book',
  );
  expect((await clerk.refused(returnSlipBook, back)).code).toBe('post.not_allowed');
  const returned = await supervisor.signed(returnSlipBook, back, ['vending-clerk']);
  expect(returned).toMatchObject({ state: 'returned', missing: ['A-000003'], firstUnusedNo: 5, can: [] });
  const { rows } = await supervisor.ask(cases, {});
  expect(rows.find((row) => row.subject === 'number.gap')).toMatchObject({ grave: true, parties: [clerk.name] });
  expect((await supervisor.refusedSigned(returnSlipBook, back, ['vending-clerk'])).code).toBe('state.illegal_move');
  expect((await clerk.refused(enterPaperSale, await paper(3, 1_000, 12_500))).code).toBe('paper.returned');
  await expect(counter.database.owner.query("update slip_book set series = 'B'")).rejects.toThrow();
  await expect(counter.database.owner.query('delete from paper_slip')).rejects.toThrow();
});

test('another clerk’s book is not one’s own', async () => {
  const other = { ...COVER, series: 'B' };
  const book = await supervisor.signed(issueSlipBook, other, ['vending-clerk']);
  await counter.database.owner.query('alter table slip_book disable trigger all');
  await counter.database.owner.query('update slip_book set holder_id = $1 where book_id = $2', [
    counter.as('cashier').personId,
    book.id,
  ]);
  const foreign = { bookId: book.id, paperNo: 1, reason: '写错' };
  expect((await clerk.refused(spoilPaperSlip, foreign)).code).toBe('paper.not_holder');
  expect((await clerk.ask(slipBooks, {})).rows.map((row) => row.series)).toEqual(['A']);
  await counter.database.owner.query('update slip_book set holder_id = $1 where book_id = $2', [
    clerk.personId,
    book.id,
  ]);
  await counter.database.owner.query('alter table slip_book enable trigger all');
});

test('the same paper entered at two screens at once is one sale', async () => {
  const { rows } = await clerk.ask(slipBooks, { state: 'issued' });
  const once = { ...(await paper(1, 800, 10_000)), bookId: rows[0]!.id, writtenAt: counter.clock.now() };
  const before = (await counter.database.app.query('select 1 from sale')).rows.length;
  const both = await Promise.allSettled([clerk.call(enterPaperSale, once), clerk.call(enterPaperSale, once)]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await counter.database.app.query('select 1 from sale')).rows).toHaveLength(before + 1);
});

test('a paper sale to a meter far away is marked before the meter is asked, whatever comes of it', async () => {
  const { rows } = await clerk.ask(slipBooks, { state: 'issued' });
  const remote = await counter.addMeter(counter.room, { delivery: 'network', creditUnit: 'money' });
  const { priced, priceVersionId } = await counter.quote(remote, { moneyFen: 800 });
  const far = {
    ...(await paper(2, 800, 10_000)),
    bookId: rows[0]!.id,
    writtenAt: counter.clock.now(),
    meterId: remote,
  };
  network.script({ notApplied: 'unreachable' });
  const entered = await clerk.call(enterPaperSale, { ...far, priceVersionId, expectedTotalFen: priced.totalFen });
  expect(entered).toMatchObject({ paperNumber: 'B-000002', state: 'paid' });
  expect((await clerk.refused(enterPaperSale, { ...far, priceVersionId })).code).toBe('paper.used');
});

test('everything verifies from genesis', async () => {
  expect((await verifyHouse(counter.database.owner, whatIsVerified())).faults).toEqual([]);
});
