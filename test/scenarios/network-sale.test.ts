/** Sales to network meters over a line that loses, delays and lies, and a room that must not stay dark. */
import { afterAll, expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { addLine } from '../../shared/contracts/network/add-line.ts';
import { approveSupply } from '../../shared/contracts/network/approve-supply.ts';
import { attachMeter } from '../../shared/contracts/network/attach-meter.ts';
import { carryOutSupply } from '../../shared/contracts/network/carry-out-supply.ts';
import { endSupply } from '../../shared/contracts/network/end-supply.ts';
import { networkMeters } from '../../shared/contracts/network/network-meters.ts';
import { recharges } from '../../shared/contracts/network/recharges.ts';
import { recordHandSupply } from '../../shared/contracts/network/record-hand-supply.ts';
import { requestSupply } from '../../shared/contracts/network/request-supply.ts';
import { setMeterSecret } from '../../shared/contracts/network/set-meter-secret.ts';
import { deliverAgain } from '../../shared/contracts/vending/deliver-again.ts';
import { lookUpDelivery } from '../../shared/contracts/vending/look-up-delivery.ts';
import { quoteSale } from '../../shared/contracts/vending/quote-sale.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { undeliveredSales } from '../../shared/contracts/vending/undelivered-sales.ts';
import { fen, type Money } from '../../shared/values/money.ts';
import { type SimulatedMeter, startSimulator } from '../../tools/meter-simulator/simulator.ts';
import { openCounter } from '../support/counter.ts';
import { pdfText } from '../support/pdf.ts';

const counter = await openCounter();
const [clerk, technician, supervisor] = [
  counter.as('vending-clerk'),
  counter.as('vending-technician'),
  counter.as('vending-supervisor'),
];
const simulator = await startSimulator({
  meters: 9,
  now: () => Date.parse(counter.clock.now()),
  each: { moneyFen: 0, purchaseCount: 0, purchasedTotalFen: 0, loadWatts: 0 },
});
afterAll(() => simulator.close());

const place = { transport: 'tcp', host: '127.0.0.1', port: simulator.port, answerMs: 500, retries: 1 } as const;
const { lineId } = await technician.call(addLine, { name: '三号楼网关', ...place });

let attached = 0;
async function networkMeter(
  code: string,
  more: { readonly hoardLimitFen?: Money } = {},
): Promise<{ meterId: string; meter: SimulatedMeter }> {
  const meter = simulator.meters[attached++]!;
  const room = await counter.addRoom(code);
  const meterId = await counter.addMeter(room, { delivery: 'network', creditUnit: 'money' });
  const input = { meterId, lineId, protocol: 'dlt645-plain', address: meter.address, ...more } as const;
  expect((await technician.call(attachMeter, input)).result).toBe('number-differs');
  expect((await technician.call(attachMeter, { ...input, saysNumber: meter.address })).result).toBe('attached');
  return { meterId, meter };
}

/** The cable breaks the moment the recharge has arrived. */
function diesWhenPaid(meter: SimulatedMeter): void {
  const look = (): void => {
    if (meter.electricity.purchases.length > 0) meter.setDead(true);
    else setImmediate(look);
  };
  look();
}

test('a meter on no line is refused before money is taken', async () => {
  const room = await counter.addRoom('20-101');
  const meterId = await counter.addMeter(room, { delivery: 'network', creditUnit: 'money' });
  const quote = await counter.quote(meterId, { moneyFen: 2000 });
  const refusal = await clerk.refused(sellCredit, counter.saleInput(meterId, { moneyFen: 2000 }, quote));
  expect(refusal.code).toBe('meter.off_line');
});

test('more than a meter may hold is refused before money is taken', async () => {
  const { meterId } = await networkMeter('30-101', { hoardLimitFen: fen(5_000) });
  const refusedFor = async (moneyFen: number): Promise<string> => {
    const quote = await counter.quote(meterId, { moneyFen });
    return (await clerk.refused(sellCredit, counter.saleInput(meterId, { moneyFen }, quote))).code;
  };
  expect(await refusedFor(5_100)).toBe('meter.over_hoard_limit');
  await counter.sell(meterId, { moneyFen: 3_000 });
  expect(await refusedFor(2_100)).toBe('meter.over_hoard_limit');
  expect(await counter.sell(meterId, { moneyFen: 2_000 })).toMatchObject({ state: 'delivered' });
});

test('the money goes in and is read back, sale by sale', async () => {
  const { meterId, meter } = await networkMeter('21-101');
  expect(await counter.sell(meterId, { moneyFen: 2000 })).toMatchObject({ state: 'delivered', balanceAfterFen: 2000 });
  expect(await counter.sell(meterId, { moneyFen: 1500 })).toMatchObject({ purchaseCount: 2, balanceAfterFen: 3500 });
  expect(meter.electricity).toMatchObject({ moneyLeftFen: 3500, purchaseCount: 2 });
});

test('an error after the money went in, answers that come late: delivered once', async () => {
  const { meterId, meter } = await networkMeter('22-101');
  meter.setFaults({ errorAfterApply: 1 });
  expect(await counter.sell(meterId, { moneyFen: 2000 })).toMatchObject({ state: 'delivered' });
  meter.setFaults({ errorAfterApply: 0, lateAnswer: { p: 1, ms: 700 } });
  expect(await counter.sell(meterId, { moneyFen: 1000 })).toMatchObject({ state: 'delivered', balanceAfterFen: 3000 });
  expect(meter.electricity).toMatchObject({ moneyLeftFen: 3000, purchaseCount: 2 });
});

test('a meter that is off: paid, nothing sent; delivered again when it is back', async () => {
  const { meterId, meter } = await networkMeter('23-101');
  meter.setDead(true);
  const sold = await counter.sell(meterId, { moneyFen: 2000 });
  expect(sold).toMatchObject({ state: 'paid', reason: 'unreachable' });
  meter.setDead(false);
  expect(await clerk.call(deliverAgain, { saleId: sold.saleId })).toMatchObject({ state: 'delivered' });
  expect(meter.electricity).toMatchObject({ moneyLeftFen: 2000, purchaseCount: 1 });
});

test('somebody else has sold to the meter: the sale is paid, not delivered, and says why', async () => {
  const { meterId, meter } = await networkMeter('24-101');
  meter.buyElsewhere(5000);
  const sold = await counter.sell(meterId, { moneyFen: 2000 });
  expect(sold).toMatchObject({ state: 'paid', reason: 'count-differs' });
  expect(meter.electricity.moneyLeftFen).toBe(5000);
  expect((await clerk.ask(undeliveredSales)).rows).toMatchObject([{ saleId: sold.saleId, reason: 'count-differs' }]);
});

test('the cable breaks after paying: unknown, the meter blocked, the room lit by an approved document, then settled', async () => {
  const { meterId, meter } = await networkMeter('25-101');
  const early = await clerk.refused(requestSupply, { meterId, reason: '住户断电' });
  expect(early.code).toBe('meter.sellable');
  diesWhenPaid(meter);
  const sold = await counter.sell(meterId, { moneyFen: 2000 });
  expect(sold).toMatchObject({ state: 'unknown', reason: 'no-read-back' });
  expect((await clerk.refused(quoteSale, { meterId, moneyFen: fen(1000) })).code).toBe('meter.blocked');
  counter.later(600);
  expect((await supervisor.ask(recharges)).rows).toMatchObject([{ meterId, state: 'UNKNOWN', ageMinutes: 10 }]);

  const supply = await clerk.call(requestSupply, { meterId, reason: '充值情况不明，宿舍断电' });
  expect(supply).toMatchObject({ supplyNo: 'YJ-1', state: 'requested' });
  expect((await clerk.refused(requestSupply, { meterId, reason: '再申请一次' })).code).toBe('supply.present');
  const { supplyId } = supply;
  expect((await technician.refused(recordHandSupply, { supplyId, shownCount: 1, shownFen: fen(2000) })).code).toBe(
    'state.illegal_move',
  );
  expect(await supervisor.signed(approveSupply, { supplyId })).toMatchObject({ state: 'approved' });
  expect(await clerk.call(carryOutSupply, { supplyId })).toMatchObject({ state: 'approved', failure: 'silent' });
  const byHand = await technician.call(recordHandSupply, { supplyId, shownCount: 1, shownFen: fen(2000) });
  expect(byHand).toMatchObject({ state: 'supplied', way: 'by-hand' });
  const paper = await counter.app.http.inject({
    method: 'GET',
    url: `/api/network/supply.pdf?supplyId=${supplyId}`,
    headers: { 'x-zhishou': '1', cookie: `zhishou=${technician.browser.cookie()}` },
  });
  expect(paper).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/pdf' } });
  expect(await pdfText(paper.rawPayload)).toMatch(/YJ-1[\s\S]*25-101/);

  expect(await clerk.call(lookUpDelivery, { saleId: sold.saleId })).toMatchObject({ state: 'delivered' });
  expect((await counter.quote(meterId, { moneyFen: 1000 })).meterId).toBe(meterId);
  expect(await technician.call(endSupply, { supplyId, note: '已恢复售电' })).toMatchObject({ state: 'ended' });
  expect(meter.electricity.purchases).toHaveLength(1);
  const { rows } = await supervisor.ask(recharges, { show: 'all', meterId });
  expect(rows).toMatchObject([{ state: 'APPLIED', evidence: 'display', afterFen: 2000 }]);
});

test('over the line the power is kept on while the outcome is looked for', async () => {
  const { meterId, meter } = await networkMeter('26-101');
  diesWhenPaid(meter);
  const sold = await counter.sell(meterId, { moneyFen: 2000 });
  const { supplyId } = await technician.call(requestSupply, { meterId, minutes: 60, reason: '充值情况不明' });
  meter.setDead(false);
  await supervisor.signed(approveSupply, { supplyId });
  expect(await clerk.call(carryOutSupply, { supplyId })).toMatchObject({ state: 'supplied', way: 'remote' });
  expect(meter.electricity).toMatchObject({ kept: true, relay: 'closed' });
  expect(await clerk.call(lookUpDelivery, { saleId: sold.saleId })).toMatchObject({ state: 'delivered' });
  expect(await supervisor.call(endSupply, { supplyId, note: '已到账' })).toMatchObject({ state: 'ended' });
  expect(meter.electricity.kept).toBe(false);
});

test('a password is set by the technician, shown nowhere, and kept in no chain', async () => {
  const { meterId } = await networkMeter('27-101');
  const secret = { meterId, level: '04', password: '918273', operator: '1A2B3C4D' } as const;
  expect((await clerk.refused(setMeterSecret, secret)).code).toBe('post.not_allowed');
  await technician.call(setMeterSecret, secret);
  const { rows } = await technician.ask(networkMeters, { meterId });
  expect(rows).toMatchObject([{ hasSecret: true }]);
  expect(JSON.stringify(rows)).not.toContain('918273');
  const { rows: traces } = await counter.database.owner.query(
    `select 1 from chain_record where body like '%918273%' union all
     select 1 from request where coalesce(response::text, '') || coalesce(ticket::text, '') like '%918273%' union all
     select 1 from network_meter_secret where sealed like '%918273%'`,
  );
  expect(traces).toEqual([]);
});

test('everything kept verifies', async () => {
  const report = await verifyHouse(counter.database.owner, whatIsVerified());
  expect(report.faults).toEqual([]);
});
