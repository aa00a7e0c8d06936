/** What a dishonest operator may try with cash, slips, prices and the clock, and what comes of it. */
import { expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { ageCash } from '../../server/modules/reconciliation/jobs/age-cash.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { runJob } from '../../server/platform/jobs.ts';
import { CONTRACTS } from '../../shared/contracts/all.gen.ts';
import { cases } from '../../shared/contracts/cases/cases.ts';
import { fullName, mayCall } from '../../shared/contracts/contract.ts';
import { checkDevices } from '../../shared/contracts/devices/check-devices.ts';
import { recordReading } from '../../shared/contracts/metering/record-reading.ts';
import { cashCustody } from '../../shared/contracts/reconciliation/cash-custody.ts';
import { confirmRemittance } from '../../shared/contracts/reconciliation/confirm-remittance.ts';
import { makeRemittance } from '../../shared/contracts/reconciliation/make-remittance.ts';
import { makeSlip } from '../../shared/contracts/reconciliation/make-slip.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { countDrawer } from '../../shared/contracts/tills/count-drawer.ts';
import { dropCash } from '../../shared/contracts/tills/drop-cash.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { payOut } from '../../shared/contracts/tills/pay-out.ts';
import { approveReversal } from '../../shared/contracts/vending/approve-reversal.ts';
import { printSlip } from '../../shared/contracts/vending/print-slip.ts';
import { requestReversal } from '../../shared/contracts/vending/request-reversal.ts';
import { sale as saleQuery } from '../../shared/contracts/vending/sale.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { verifySlip } from '../../shared/contracts/vending/verify-slip.ts';
import { DENOMINATIONS, type DenominationCount } from '../../shared/values/denominations.ts';
import { fen } from '../../shared/values/money.ts';
import { milli } from '../../shared/values/quantity.ts';
import { noteResult } from '../results/note-result.ts';
import { openCounter } from '../support/counter.ts';
import { signByBoth } from '../support/slip.ts';
import { openTerminal } from '../support/terminal.ts';

const counter = await openCounter();
const clerk = counter.as('vending-clerk');
const cashier = counter.as('cashier');
const supervisor = counter.as('vending-supervisor');
const funds = counter.as('funds-administrator');
const finance = counter.as('finance');
const meterId = counter.room.electricity;

const rowsOf = async (sql: string, ...values: unknown[]) => (await counter.database.app.query(sql, values)).rows;
const caseOf = async (subject: string) =>
  (await supervisor.ask(cases, {})).rows.filter((row) => row.subject === subject);
const found = (id: string, words: string): void => noteResult({ list: 'tricks', id, found: words });
const sessionOf = async () =>
  (await rowsOf('select drawer_session_id as id from drawer_session order by opened_at desc limit 1'))[0].id as string;

async function cash(): Promise<number> {
  const [last] = await rowsOf(
    `select cash_after_fen as fen from drawer_movement m join drawer_session s using (site_id, drawer_session_id)
     order by s.opened_at desc, m.seq desc limit 1`,
  );
  return last.fen;
}

function countOf(total: number): DenominationCount {
  let left = total;
  return Object.fromEntries(
    DENOMINATIONS.map(({ key, value }) => {
      const pieces = Math.trunc(left / value);
      left -= pieces * value;
      return [key, pieces];
    }),
  );
}

test('T-02: less rung up than taken: paid, credited and printed are one figure', async () => {
  const wanted = { moneyFen: 5000 };
  const input = counter.saleInput(meterId, wanted, await counter.quote(meterId, wanted));
  const cash = (amountFen: number) => [{ tender: 'cash' as const, amountFen: fen(amountFen) }];
  const less = await clerk.refused(sellCredit, { ...input, tenders: cash(3000) });
  const other = await clerk.refused(sellCredit, { ...input, expectedTotalFen: fen(3000), tenders: cash(3000) });
  expect([less.code, other.code]).toEqual(['payment.sum_differs', 'sale.total_changed']);
  const sold = await clerk.call(sellCredit, input);
  const [row] = await rowsOf('select total_fen, quantity_milli from sale where sale_id = $1', sold.saleId);
  const [movement] = await rowsOf('select amount from credit_movement where document_id = $1', sold.saleId);
  expect(row).toEqual({ total_fen: 5000, quantity_milli: movement.amount });
  expect(await counter.entries(sold.saleId)).toContain('DR drawer-D1 5000 / CR credit-owed 5000');
  found('T-02', 'two other figures refused; the sale, its credit and its entry agree to the fen');
});

test('T-03: a sale reversed after the customer has left', async () => {
  counter.later(1);
  const { saleId } = await counter.sell(meterId, { quantityMilli: 10_000 });
  const { reversalId } = (await clerk.call(requestReversal, { saleId, reason: '用户不要了' })).reversal!;
  expect((await clerk.refused(approveReversal, { reversalId, signatures: [] })).code).toBe('post.not_allowed');
  expect((await cashier.refused(approveReversal, { reversalId, signatures: [] })).code).toBe('post.not_allowed');
  counter.later(3600);
  await supervisor.call(recordReading, { meterId, readAt: counter.clock.now(), totalMilli: milli(105_000) });
  const used = await supervisor.refusedSigned(approveReversal, { reversalId });
  expect(used.code).toBe('credit.used');
  found('T-03', 'the clerk and the cashier may not approve; the supervisor is refused what the meter has used');
});

test('T-04: cash taken out of the drawer without a sale', async () => {
  const input = { amountFen: fen(1000), reason: '找零备用' };
  expect((await clerk.refusedSigned(payOut, input)).code).toBe('signature.needed');
  expect((await clerk.refusedSigned(payOut, input, ['cashier'])).code).toBe('signature.needed');
  await clerk.signed(payOut, input, ['vending-supervisor']);
  const moved = await rowsOf(`select kind, reason, counterparty_id from drawer_movement where kind = 'pay-out'`);
  expect(moved).toEqual([{ kind: 'pay-out', reason: '找零备用', counterparty_id: supervisor.personId }]);
  found('T-04', 'refused alone and with the cashier; with the supervisor it is a voucher with reason and both names');
});

test('T-06: a price changed', async () => {
  const sellers = ['vending-clerk', 'cashier'] as const;
  const writes = CONTRACTS.filter((contract) => contract.kind === 'operation' && contract.module === 'prices');
  expect(writes.length).toBeGreaterThan(3);
  for (const post of sellers) expect(writes.filter((contract) => mayCall(contract, post)).map(fullName)).toEqual([]);
  const wanted = { moneyFen: 1000 };
  const input = counter.saleInput(meterId, wanted, await counter.quote(meterId, wanted));
  const strange = await clerk.refused(sellCredit, { ...input, unitPrice: 1 });
  expect(strange.code).toBe('request.invalid');
  const direct = (sql: string) =>
    counter.database.app.query(sql).then(
      () => 'done',
      (error: Error) => error.message,
    );
  expect(await direct(`update tariff_version set spec = spec`)).toMatch(/permission denied/);
  expect(await direct(`insert into tariff_version select * from tariff_version`)).toMatch(/permission denied/);
  found(
    'T-06',
    `${writes.length} operations on prices, none for a seller; the application's own role may not write one`,
  );
});

test('T-07: a reprint sold as a slip', async () => {
  counter.later(1);
  const { saleId, slipNo } = await counter.sell(meterId, { moneyFen: 1000 });
  await clerk.call(printSlip, { saleId, paper: 'thermal-80' });
  expect((await clerk.refused(printSlip, { saleId, paper: 'thermal-80' })).code).toBe('slip.reason_needed');
  const again = await clerk.call(printSlip, { saleId, paper: 'thermal-80', reason: '用户遗失' });
  expect(again.printNo).toBe(2);
  const { digest } = await clerk.ask(saleQuery, { saleId });
  const seen = await counter.browser('203.0.113.9').get(verifySlip, { n: slipNo, d: digest.slice(0, 16) });
  expect(seen).toMatchObject({ genuine: true, prints: 2 });
  found('T-07', 'the second print needs a reason, is marked, and whoever verifies the slip is told of two prints');
});

test('T-10: overs kept aside are found by who comes unannounced', async () => {
  const drawerSessionId = await sessionOf();
  const inDrawer = await cash();
  const given = { drawerSessionId, count: countOf(inDrawer - 1000), reason: '突击盘点' };
  expect((await clerk.refused(countDrawer, { ...given, signatures: [] })).code).toBe('post.not_allowed');
  const counted = await funds.signed(countDrawer, given);
  expect(counted).toMatchObject({ overShortFen: -1000 });
  expect(await caseOf('cash.short')).toMatchObject([{ amountFen: -1000 }]);
  counter.later(1);
  const over = await funds.signed(countDrawer, { ...given, count: countOf(inDrawer + 1000), reason: '再盘一次' });
  expect(over).toMatchObject({ overShortFen: 2000 });
  const lines = await rowsOf(
    `select account_code, amount_fen from ledger_line where account_code in ('6301', '6711') order by 1`,
  );
  expect(lines).toEqual([
    { account_code: '6301', amount_fen: -2000 },
    { account_code: '6711', amount_fen: 1000 },
  ]);
  found('T-10', 'ten yuan short and twenty over, booked on two accounts, one case each');
});

test('T-09: counted until it matches', async () => {
  const drop = { amountFen: fen(await cash()), to: 'safe' as const };
  await clerk.signed(dropCash, drop, ['cashier']);
  const first = await clerk.signed(closeDrawer, { count: { note100: 1 } });
  expect(JSON.stringify(first)).not.toMatch(/expected|book|Fen":\d*[1-9]/);
  const second = await clerk.signed(closeDrawer, { count: {}, reason: '第一次数错' });
  expect(second).toMatchObject({ outcome: 'closed' });
  const counts = await rowsOf(`select kind, total_fen from drawer_count where kind like 'attempt%' order by kind`);
  expect(counts.map((row) => row.kind)).toEqual(['attempt-1', 'attempt-2']);
  expect(counts[0].total_fen).toBe(10_000);
  await expect(rowsOf(`update drawer_count set total_fen = 0`)).rejects.toThrow(/permission denied/);
  found('T-09', 'no figure told after the first count; both counts kept, neither can be changed');
});

test('T-11: sold after the close, or into another day', async () => {
  const wanted = { moneyFen: 1000 };
  const input = counter.saleInput(meterId, wanted, await counter.quote(meterId, wanted));
  expect((await clerk.refused(sellCredit, input)).code).toBe('drawer.closed');
  const dated = await clerk.refused(sellCredit, { ...input, businessDate: '2026-03-01' });
  expect(dated.code).toBe('request.invalid');
  found('T-11', 'without an open drawer refused; no sale carries a date of its own');
});

test('T-05: yesterday’s cash kept, a slip remitted twice', async () => {
  const drawerSessionId = await sessionOf();
  const { slipId, contentDigest } = await clerk.call(makeSlip, { drawerSessionId });
  await signByBoth(clerk, cashier, { slipId, contentDigest });
  counter.later(3 * 86_400);
  const { pool, clock } = { pool: counter.database.app, clock: counter.clock };
  await runJob({ pool, clock, live: counter.app.jobs.live }, ageCash, counter.siteId);
  expect(await caseOf('cash.unremitted')).toHaveLength(1);
  const { rows: due, safeFen: amountFen } = await cashier.ask(cashCustody);
  expect(due).toMatchObject([{ late: true }]);
  const remit = { slipIds: [slipId], way: 'bank' as const, receiver: '工商银行', amountFen, reason: '找零备用已支出' };
  const { remittanceId } = await cashier.signed(makeRemittance, remit);
  expect((await cashier.refusedSigned(makeRemittance, remit)).code).toBe('remittance.slip_taken');
  await finance.signed(confirmRemittance, { remittanceId, receivedFen: amountFen, receiptNo: 'HD-1' });
  found('T-05', 'cash three days old is a case by itself; the same slip is not remitted a second time');
});

test('T-12: the clock of the counter turned back', async () => {
  const terminal = await openTerminal(counter, { name: '售电一号', purpose: 'vending' });
  await terminal.seat(clerk);
  await clerk.call(openDrawer, { drawerId: counter.drawerId, count: await counter.cashCount() });
  counter.later(1);
  const sold = await counter.sell(meterId, { moneyFen: 1000 });
  const [row] = await rowsOf('select paid_at from sale where sale_id = $1', sold.saleId);
  expect(row.paid_at).toBe(counter.clock.now());
  terminal.setClock(-3600);
  await clerk.call(checkDevices, {});
  const wanted = { moneyFen: 1000 };
  const input = counter.saleInput(meterId, wanted, await counter.quote(meterId, wanted));
  expect((await clerk.refused(sellCredit, input)).code).toBe('terminal.stopped');
  found('T-12', 'a sale bears the server’s time; a counter an hour off is stopped until the technician has been there');
});

test('T-08: a slip hidden', async () => {
  expect(
    await rowsOf('select max(slip_count)::int - count(*)::int as missing from sale group by drawer_session_id'),
  ).toEqual([{ missing: 0 }, { missing: 0 }]);
  await expect(rowsOf('delete from sale')).rejects.toThrow(/permission denied/);
  const { owner } = counter.database;
  await owner.query(
    "begin; set local session_replication_role = replica; delete from sale where slip_no = 'D1-1-2'; commit",
  );
  const { faults } = await verifyHouse(counter.database.app, whatIsVerified());
  expect(faults.join('\n')).toMatch(/sale/);
  found('T-08', 'numbers without a gap; the application may not delete a sale, and one deleted by the owner is missed');
});
