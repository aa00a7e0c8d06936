/** The clerk checks the own account after each sale and keeps a log that can be looked up: numbered, never changed. */
import { expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { myDay } from '../../shared/contracts/duties/my-day.ts';
import { handLog } from '../../shared/contracts/reconciliation/hand-log.ts';
import { writeLog } from '../../shared/contracts/reconciliation/write-log.ts';
import { businessDate } from '../../shared/values/calendar.ts';
import { fen } from '../../shared/values/money.ts';
import { openCounter } from '../support/counter.ts';
import { duty } from '../support/duty.ts';
import { pdfText } from '../support/pdf.ts';

const counter = await openCounter();
const clerk = counter.as('vending-clerk');
const cashier = counter.as('cashier');
const supervisor = counter.as('vending-supervisor');
const MONDAY = businessDate('2026-03-02');

duty('1.operator.4', 'after a sale the clerk counts the own sales and writes it down', async () => {
  const sale = await counter.sell(counter.room.electricity, { moneyFen: 5_000 });
  const before = await clerk.ask(handLog, {});
  expect(before.own).toEqual({
    businessDate: MONDAY,
    session: '一号窗口',
    sales: 1,
    undelivered: 0,
    lastSlipNo: sale.slipNo,
    checkedSales: 0,
  });
  expect((await clerk.refused(writeLog, { kind: 'sale-check', text: '核对' })).code).toBe('log.count_needed');
  const waiting = async () => (await clerk.ask(myDay)).queue.find((item) => item.href === '/reconciliation/log')?.count;
  expect(await waiting()).toBe(1);
  const check = { kind: 'sale-check' as const, text: '存根一张，与屏幕一致', countedSales: 1, slipNo: sale.slipNo };
  const entry = await clerk.call(writeLog, check);
  expect(entry).toMatchObject({ number: 1, agrees: true, bookedSales: 1, slipNo: sale.slipNo, saleId: sale.saleId });
  expect((await clerk.ask(handLog, {})).own).toMatchObject({ sales: 1, checkedSales: 1 });
  expect(await waiting()).toBeUndefined();
  const { rows } = await counter.database.app.query(
    'select post, person_id, number, kind, counted_sales from hand_log_entry order by number',
  );
  return { evidence: rows };
});

test('what is told for checking is numbers of sales, never a sum of cash', async () => {
  const { own } = await clerk.ask(handLog, {});
  expect(Object.keys(own!).filter((key) => key.endsWith('Fen'))).toEqual([]);
});

test('a wrong count is kept as it was said; the correction is a linked entry, once', async () => {
  await counter.sell(counter.room.electricity, { moneyFen: 2_000 });
  const wrong = await clerk.call(writeLog, { kind: 'sale-check', text: '存根三张', countedSales: 3 });
  expect(wrong).toMatchObject({ number: 2, agrees: false, bookedSales: 2 });
  const right = await clerk.call(writeLog, { kind: 'sale-check', text: '多数了一张', countedSales: 2, corrects: 2 });
  expect(right).toMatchObject({ number: 3, agrees: true, corrects: 2 });
  const again = { kind: 'remark' as const, text: '再改', corrects: 2 };
  expect((await clerk.refused(writeLog, again)).code).toBe('log.already_corrected');
  expect((await clerk.refused(writeLog, { ...again, corrects: 77 })).code).toBe('record.not_found');
  const { rows } = await clerk.ask(handLog, {});
  expect(rows.map((row) => [row.number, row.text, row.correctedBy])).toEqual([
    [3, '多数了一张', null],
    [2, '存根三张', 3],
    [1, '存根一张，与屏幕一致', null],
  ]);
  await expect(counter.database.app.query("update hand_log_entry set text = 'x'")).rejects.toThrow();
  await expect(counter.database.owner.query('delete from hand_log_entry')).rejects.toThrow();
});

test('each has a log of one’s own; supervisor and auditor read all and write none', async () => {
  const sales = await counter.database.app.query<{ slip_no: string }>('select slip_no from sale limit 1');
  const others = { kind: 'remark' as const, text: '代记', slipNo: sales.rows[0]!.slip_no };
  expect((await cashier.refused(writeLog, others)).code).toBe('record.not_found');
  const drop = { kind: 'remark' as const, text: '零钱不足', amountFen: fen(10_000) };
  expect(await cashier.call(writeLog, drop)).toMatchObject({ number: 1 });
  expect((await supervisor.refused(writeLog, drop)).code).toBe('post.not_allowed');
  expect((await cashier.ask(handLog, {})).rows).toHaveLength(1);
  expect((await clerk.ask(handLog, { personId: cashier.personId })).rows.map((row) => row.personName)).toEqual([
    clerk.name,
    clerk.name,
    clerk.name,
  ]);
  const all = await supervisor.ask(handLog, {});
  expect(all.rows).toHaveLength(4);
  expect(all.own).toBeNull();
  expect(all.people.map((one) => one.name).sort()).toEqual([clerk.name, cashier.name].sort());
  expect((await supervisor.ask(handLog, { personId: cashier.personId })).rows).toHaveLength(1);
  expect((await supervisor.ask(handLog, { kind: 'sale-check', from: MONDAY, to: MONDAY })).rows).toHaveLength(3);
  expect((await counter.as('finance').refused(handLog, {})).code).toBe('post.not_allowed');
  const first = await supervisor.ask(handLog, { limit: 2 });
  expect((await supervisor.ask(handLog, { limit: 2, after: first.next! })).rows).toHaveLength(2);
});

test('a day of the log is printed, with what was corrected', async () => {
  const response = await counter.app.http.inject({
    method: 'GET',
    url: '/api/reconciliation/hand-log.pdf',
    query: { from: MONDAY, to: MONDAY },
    headers: { cookie: `zhishou=${clerk.browser.cookie()}` },
  });
  expect(response.statusCode, response.payload.slice(0, 200)).toBe(200);
  const paper = await pdfText(response.rawPayload);
  for (const words of ['手工记录', clerk.name, '存根三张', '已由第3条更正', '更正第2条', '共3条'])
    expect(paper).toContain(words);
  expect(paper).not.toContain('零钱不足');
});

test('two entries at once are two numbers', async () => {
  const written = await Promise.all(
    ['一', '二', '三'].map((word) => clerk.call(writeLog, { kind: 'other', text: `同时记录${word}` })),
  );
  expect(written.map((entry) => entry.number).sort()).toEqual([4, 5, 6]);
});

test('the logs verify from genesis, number by number', async () => {
  expect((await verifyHouse(counter.database.owner, whatIsVerified())).faults).toEqual([]);
});
