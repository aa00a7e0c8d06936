/** Everything ever issued stands in one list, and the proof that nothing was left out names what does not fit. */
import { expect, test } from 'vitest';
import { replaceMeter } from '../../shared/contracts/metering/replace-meter.ts';
import { creditIssued } from '../../shared/contracts/reconciliation/credit-issued.ts';
import { creditProof } from '../../shared/contracts/reconciliation/credit-proof.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { approveReversal } from '../../shared/contracts/vending/approve-reversal.ts';
import { requestReversal } from '../../shared/contracts/vending/request-reversal.ts';
import { sale } from '../../shared/contracts/vending/sale.ts';
import { businessDate } from '../../shared/values/calendar.ts';
import { milli } from '../../shared/values/quantity.ts';
import { openCounter } from '../support/counter.ts';
import { scriptedDriver } from '../support/scripted-driver.ts';

const network = scriptedDriver('network');
const counter = await openCounter({ delivery: { network } });
const clerk = counter.as('vending-clerk');
const supervisor = counter.as('vending-supervisor');
const auditor = counter.as('auditor');
const MONDAY = businessDate('2026-03-02');
const { electricity } = counter.room;

test('sales, reversals, what is carried over and what has not arrived are all there, each with its document', async () => {
  const first = await counter.sell(electricity, { moneyFen: 5_000 });
  counter.later(1);
  const wrong = await counter.sell(electricity, { moneyFen: 1_000 });
  await clerk.call(requestReversal, { saleId: wrong.saleId, reason: '充错房间' });
  const { reversal } = await supervisor.ask(sale, { saleId: wrong.saleId });
  counter.later(1);
  await supervisor.signed(approveReversal, { reversalId: reversal!.reversalId });
  const remote = await counter.addMeter(counter.room, { delivery: 'network', creditUnit: 'money' });
  network.script('apply-and-lose-answer');
  network.deaf(true);
  counter.later(1);
  const lost = await counter.sell(remote, { moneyFen: 2_000 });
  counter.later(1);
  await supervisor.call(replaceMeter, {
    meterId: electricity,
    finalReading: { totalMilli: milli(1_000) },
    newMeterNo: '900001',
    newInitialMilli: milli(0),
    reason: '表计到期',
  });
  const { rows } = await auditor.ask(creditIssued, {});
  expect(rows.map((row) => [row.kind, row.documentKind, row.documentNumber])).toEqual([
    ['carry-in', 'meter-change', ''],
    ['carry-out', 'meter-change', ''],
    ['undelivered', 'sale', lost.slipNo],
    ['reversal', 'sale-reversal', 'CZ-1'],
    ['purchase', 'sale', wrong.slipNo],
    ['purchase', 'sale', first.slipNo],
  ]);
  expect(rows.at(-1)).toMatchObject({ roomCode: '3-412', purchaseCount: 1, personName: clerk.name, amountFen: null });
  expect(rows[2]).toMatchObject({ amountFen: 2_000, amountMilli: null });
});

test('by meter, kind, person and day, page by page', async () => {
  const only = (asked: object) => auditor.ask(creditIssued, asked as never);
  expect((await only({ kind: 'purchase' })).rows).toHaveLength(2);
  expect((await only({ personId: supervisor.personId })).rows).toHaveLength(3);
  expect((await only({ meterNo: '900001' })).rows.map((row) => row.kind)).toEqual(['carry-in']);
  expect((await only({ from: MONDAY, to: MONDAY })).rows).toHaveLength(6);
  expect((await only({ from: '2026-03-03' })).rows).toEqual([]);
  const page = await only({ limit: 4 });
  expect((await only({ limit: 4, after: page.next })).rows).toHaveLength(2);
  expect((await auditor.refused(creditIssued, { after: 'x' })).code).toBe('request.invalid');
  expect((await clerk.refused(creditIssued, {})).code).toBe('post.not_allowed');
  expect((await clerk.refused(creditProof, {})).code).toBe('post.not_allowed');
});

test('the list is taken away as CSV and XLSX, and not by a clerk', async () => {
  const file = (name: string, holder: typeof auditor) =>
    counter.app.http.inject({
      method: 'GET',
      url: `/api/reconciliation/${name}`,
      query: { kind: 'reversal' },
      headers: { cookie: `zhishou=${holder.browser.cookie()}` },
    });
  const csv = await file('credit-issued.csv', auditor);
  expect(csv.statusCode).toBe(200);
  const lines = csv.payload.trim().split('\n');
  // A header, the reversal, and who took it along.
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain('冲正');
  expect(lines[1]).toContain('CZ-1');
  const xlsx = await file('credit-issued.xlsx', auditor);
  expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe('PK');
  expect((await file('credit-issued.csv', clerk)).statusCode).toBe(403);
});

test('the proof is whole, unit by unit', async () => {
  const proof = await auditor.ask(creditProof, {});
  expect(proof.complete).toBe(true);
  const line = (key: string) => proof.lines.find((one) => one.key === key)!;
  expect(line('counters')).toMatchObject({ left: 2, right: 2, faults: [] });
  expect(line('sold-energy').left).toBe(line('sold-energy').right);
  expect(line('earned')).toMatchObject({ left: 6_000, right: 6_000 });
  expect(line('reversed')).toMatchObject({ left: 1, right: 1 });
  expect(line('documents')).toMatchObject({ left: 5, right: 5 });
  await clerk.signed(closeDrawer, { count: await counter.cashCount() });
});

test('credit given behind the product’s back, or taken out of the list, is named', async () => {
  const { owner } = counter.database;
  const faultsOf = async () =>
    Object.fromEntries(
      (await auditor.ask(creditProof, {})).lines.filter((one) => !one.agrees).map((one) => [one.key, one.faults]),
    );
  await owner.query('alter table credit_movement disable trigger all');
  await owner.query("update credit_movement set amount = amount + 1000 where kind = 'purchase' and seq = 1");
  expect(Object.keys(await faultsOf())).toEqual(['sold-energy']);
  expect((await faultsOf())['sold-energy']).toEqual(['D1-1-1']);
  await owner.query("update credit_movement set amount = amount - 1000 where kind = 'purchase' and seq = 1");
  await owner.query('alter table meter_credit disable trigger all');
  await owner.query('update meter_credit set purchase_count = purchase_count + 1 where meter_id = $1', [electricity]);
  expect(Object.keys(await faultsOf())).toEqual(['counters']);
  await owner.query("delete from credit_movement where kind = 'purchase' and seq = 2 and meter_id = $1", [electricity]);
  expect(Object.keys(await faultsOf())).toEqual(['counters', 'numbers', 'sold-energy']);
});
