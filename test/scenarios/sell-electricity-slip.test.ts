/** The slip: on four papers, marked when it is printed again, verified by whoever holds it; and the sale taken back. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { credit, debit, post } from '../../server/modules/ledger/index.ts';
import { transaction } from '../../server/platform/db/tx.ts';
import { systemActor } from '../../server/platform/operations/actor.ts';
import { recordReading } from '../../shared/contracts/metering/record-reading.ts';
import { approveReversal } from '../../shared/contracts/vending/approve-reversal.ts';
import { dayFigures } from '../../shared/contracts/vending/day-figures.ts';
import { payBack } from '../../shared/contracts/vending/pay-back.ts';
import { printSlip } from '../../shared/contracts/vending/print-slip.ts';
import { quoteSale } from '../../shared/contracts/vending/quote-sale.ts';
import { refuseReversal } from '../../shared/contracts/vending/refuse-reversal.ts';
import { requestReversal } from '../../shared/contracts/vending/request-reversal.ts';
import { sale as saleQuery } from '../../shared/contracts/vending/sale.ts';
import { verifySlip } from '../../shared/contracts/vending/verify-slip.ts';
import { ACCOUNTS } from '../../shared/ledger/chart.ts';
import { businessDate } from '../../shared/values/calendar.ts';
import { fen } from '../../shared/values/money.ts';
import { milli } from '../../shared/values/quantity.ts';
import { SLIP_PAPERS } from '../../shared/vending/words.ts';
import { LADDER, openCounter } from '../support/counter.ts';
import { pdfPages, pdfText } from '../support/pdf.ts';

const counter = await openCounter();
const clerk = counter.as('vending-clerk');
const supervisor = counter.as('vending-supervisor');
const meterId = counter.room.electricity;

async function file(url: string): Promise<Buffer> {
  await clerk.ask(dayFigures);
  const response = await counter.app.http.inject({
    url,
    headers: { 'x-zhishou': '1', cookie: `zhishou=${clerk.browser.cookie()}` },
  });
  expect({ url, status: response.statusCode }).toEqual({ url, status: 200 });
  return response.rawPayload;
}

const tenders = [
  { tender: 'cash' as const, amountFen: fen(4000), tenderedFen: fen(5000) },
  { tender: 'qr' as const, amountFen: fen(2000), reference: 'QR20260302001' },
];
const sold = await counter.sell(meterId, { moneyFen: 6000 }, { tenders });

test('the same slip on four papers; from the second print on it says so, and why is on record', async () => {
  expect((await counter.as('auditor').refused(printSlip, { saleId: sold.saleId, paper: 'A4' })).code).toBe(
    'post.not_allowed',
  );
  for (const [index, paper] of SLIP_PAPERS.entries()) {
    const reason = index === 0 ? {} : { reason: '用户遗失' };
    if (index > 0)
      expect((await clerk.refused(printSlip, { saleId: sold.saleId, paper })).code).toBe('slip.reason_needed');
    const print = await clerk.call(printSlip, { saleId: sold.saleId, paper, ...reason });
    expect(print.printNo).toBe(index + 1);
    const pdf = await file(print.url);
    const text = await pdfText(pdf);
    for (const said of [
      '东校区售电处',
      '购电凭证',
      'D1-1-1',
      '3-412',
      '陆拾元整',
      '60.00',
      '0.5000',
      '0.8000',
      '找零10.00',
      'QR20260302001',
      clerk.name,
      '112.506',
    ])
      expect(text, `${paper}: ${said}`).toContain(said);
    expect(text.includes('补打'), paper).toBe(index > 0);
    if (index > 0) expect(text).toContain(`补打第${index}次`);
    if (paper !== 'thermal-80') expect(await pdfPages(pdf), paper).toHaveLength(1);
  }
  const { prints } = await clerk.ask(saleQuery, { saleId: sold.saleId });
  expect(prints.map((print) => [print.printNo, print.paper, print.reason])).toEqual([
    [1, 'thermal-80', ''],
    [2, 'slip-241x93', '用户遗失'],
    [3, 'slip-241x140', '用户遗失'],
    [4, 'A4', '用户遗失'],
  ]);
});

test('whoever holds the slip may verify it; a wrong code tells nothing', async () => {
  const { digest } = await clerk.ask(saleQuery, { saleId: sold.saleId });
  const stranger = counter.browser('10.9.9.9');
  expect(await stranger.get(verifySlip, { n: 'D1-1-1', d: digest.slice(0, 16) })).toMatchObject({
    genuine: true,
    houseName: '东校区售电处',
    roomCode: '3***2',
    totalFen: 6000,
    reversed: false,
    prints: 4,
  });
  expect(await stranger.get(verifySlip, { n: 'D1-1-1', d: '0123456789abcdef' })).toEqual({ genuine: false });
  expect(await stranger.get(verifySlip, { n: 'D1-1-2', d: digest.slice(0, 16) })).toEqual({ genuine: false });
});

test('a reversal needs a second person without a drawer, who may also say no', async () => {
  const { saleId } = sold;
  expect((await supervisor.refused(requestReversal, { saleId, reason: '主管自己申请' })).code).toBe('post.not_allowed');
  const asked = await clerk.call(requestReversal, { saleId, reason: '户号弄错' });
  const { reversalId } = asked.reversal!;
  expect((await clerk.refused(requestReversal, { saleId, reason: '再申请一次' })).code).toBe('reversal.present');
  expect((await clerk.refused(approveReversal, { reversalId })).code).toBe('post.not_allowed');
  const refused = await supervisor.call(refuseReversal, { reversalId, reason: '户号没有错' });
  expect(refused).toMatchObject({ state: 'delivered', reversal: { state: 'refused', endReason: '户号没有错' } });
  expect((await supervisor.refusedSigned(approveReversal, { reversalId })).code).toBe('state.illegal_move');
});

test('unused credit is taken back, the income reversed, the money given back as it came in', async () => {
  const { saleId } = sold;
  const asked = await clerk.call(requestReversal, { saleId, reason: '户号确实弄错' });
  const { reversalId } = asked.reversal!;
  const approved = await supervisor.signed(approveReversal, { reversalId });
  expect(approved).toMatchObject({
    state: 'reversed',
    reversal: { reversalNo: 'CZ-2', state: 'approved', refundFen: 6000 },
  });
  expect(await counter.creditOf(meterId)).toBe(0);
  // The money is owed again and set aside: it buys nothing meanwhile.
  expect(await counter.quote(meterId, { moneyFen: 1000 })).toMatchObject({ residueFen: 0, alreadyMilli: 0 });
  const qr = approved.payments.find((line) => line.tender === 'qr')!;
  expect((await clerk.refused(payBack, { reversalId })).code).toBe('payment.refund_reference');
  await clerk.call(payBack, { reversalId, references: { [qr.paymentId]: 'QRBACK001' } });
  expect(await counter.entries(reversalId)).toEqual([
    'DR income-electricity 5310 / DR tax-output 690 / CR credit-owed 6000',
    'DR credit-owed 6000 / CR drawer-D1 4000 / CR clearing-qr 2000',
  ]);
  const { digest } = await clerk.ask(saleQuery, { saleId });
  expect(await counter.browser().get(verifySlip, { n: 'D1-1-1', d: digest.slice(0, 16) })).toMatchObject({
    reversed: true,
  });
  const print = await clerk.call(printSlip, { saleId, paper: 'A4', reason: '存档' });
  expect(await pdfText(await file(print.url))).toContain('本单已冲正');
});

test('what is used is not taken back', async () => {
  const { saleId } = await counter.sell(meterId, { quantityMilli: 10_000 });
  counter.later(3600);
  await supervisor.call(recordReading, { meterId, readAt: counter.clock.now(), totalMilli: milli(1000) });
  const { reversalId } = (await clerk.call(requestReversal, { saleId, reason: '不想要了' })).reversal!;
  expect((await supervisor.refusedSigned(approveReversal, { reversalId })).code).toBe('credit.used');
});

test('the list of sales as files', async () => {
  const bytes = await file('/api/vending/sales.csv?room=3-412');
  const csv = bytes.toString('utf8');
  // Whoever takes rows of the house along is noted with the very file.
  const { rows: taken } = await counter.database.app.query(
    "select person_id, detail from security_event where kind = 'exported' order by at desc limit 1",
  );
  expect(taken[0].detail).toMatchObject({
    file: 'vending.sales.csv',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
  });
  expect(csv.split('\r\n')[1]).toContain('D1-1-2');
  expect(csv).toContain('已冲正');
  // The last line says who took it along and when, under the number it has in the log.
  const lines = csv.trimEnd().split('\r\n');
  expect(lines.at(-1)).toMatch(new RegExp(`^导出 ${clerk.name}（售电员） .* 编号 ${taken[0].detail.exportNo},+$`));
  expect((await file('/api/vending/sales.xlsx')).subarray(0, 2).toString()).toBe('PK');
});

test('arrears are settled first, the rest buys', async () => {
  const { accountId, electricity } = await counter.addRoom('6-101');
  const actor = systemActor(counter.siteId, 'test');
  await transaction(counter.database.app, (tx) =>
    post(tx, actor, {
      businessDate: businessDate('2026-03-02'),
      now: counter.clock.now(),
      document: { kind: 'opening', id: accountId },
      text: '期初欠费',
      lines: [debit(ACCOUNTS.receivable, fen(250), accountId), credit(ACCOUNTS.opening, fen(250))],
    }),
  );
  expect((await clerk.refused(quoteSale, { meterId: electricity, moneyFen: fen(250) })).code).toBe('sale.only_arrears');
  const bought = await counter.sell(electricity, { moneyFen: 1000 });
  expect(bought).toMatchObject({ arrearsFen: 250, energyFen: 750, totalFen: 1000 });
  expect((await counter.entries(bought.saleId))[0]).toBe('DR drawer-D1 1000 / CR receivable 250 / CR credit-owed 750');
  expect(await counter.sell(electricity, { moneyFen: 1000 })).toMatchObject({ arrearsFen: 0, energyFen: 1000 });
});

test('a ladder by consumption climbs with the readings, not with what was bought', async () => {
  const { electricity } = await counter.addRoom('7-101');
  await counter.sell(electricity, { quantityMilli: 100_000 });
  await counter.setPrice({ ...LADDER, basis: 'consumed' });
  expect(await counter.quote(electricity, { quantityMilli: 10_000 })).toMatchObject({
    basis: 'consumed',
    alreadyMilli: 0,
  });
  counter.later(3600);
  await supervisor.call(recordReading, {
    meterId: electricity,
    readAt: counter.clock.now(),
    totalMilli: milli(99_500),
  });
  const quote = await counter.quote(electricity, { quantityMilli: 10_000 });
  expect(quote).toMatchObject({ alreadyMilli: 99_500, priced: { totalFen: 785, lines: [{ tier: 1 }, { tier: 2 }] } });
});
