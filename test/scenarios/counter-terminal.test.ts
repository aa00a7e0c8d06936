/** One machine, one purpose: where the house takes money at terminals only, from the check before work to closing down. */
import { expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { caseFile } from '../../shared/contracts/cases/case-file.ts';
import { cases } from '../../shared/contracts/cases/cases.ts';
import { checkDevices } from '../../shared/contracts/devices/check-devices.ts';
import { closeDown } from '../../shared/contracts/devices/close-down.ts';
import { deviceHealth } from '../../shared/contracts/devices/device-health.ts';
import { healthChecks } from '../../shared/contracts/devices/health-checks.ts';
import { requireTerminals } from '../../shared/contracts/devices/require-terminals.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { CLOSING_STEPS } from '../../shared/devices/words.ts';
import { openCounter } from '../support/counter.ts';
import { duty } from '../support/duty.ts';
import { openTerminal, READER } from '../support/terminal.ts';

const counter = await openCounter();
const clerk = counter.as('vending-clerk');
const administrator = counter.as('system-administrator');
const meterId = counter.room.electricity;
const switched = (required: boolean) => ({ required, reason: '专机专用' });

const nobody = await administrator.refusedSigned(requireTerminals, switched(true));
const terminal = await openTerminal(counter, { name: '售电一号', purpose: 'vending' });
await administrator.signed(requireTerminals, switched(true));

async function trySale(): Promise<string> {
  const wanted = { moneyFen: 1000 };
  const quote = await counter.quote(meterId, wanted);
  return (await clerk.refused(sellCredit, counter.saleInput(meterId, wanted, quote))).code;
}
const open = () => ({ drawerId: counter.drawerId, count: {} });

test('switched on only where somebody could still take money, and not by those who sell', async () => {
  expect(nobody.code).toBe('terminal.none_connected');
  expect((await clerk.refused(requireTerminals, { ...switched(false), signatures: [] })).code).toBe('post.not_allowed');
});

test('away from a terminal nothing is sold', async () => {
  expect(await trySale()).toBe('terminal.none');
});

duty('1.operator.1', 'the system is checked before work begins: until then no drawer opens', async () => {
  await terminal.seat(clerk);
  const refusal = await clerk.refused(openDrawer, open());
  expect(await trySale()).toBe('terminal.not_checked');
  return { refused: refusal.code };
});

test('checked and found fit, it sells', async () => {
  const { check, incidents } = await clerk.call(checkDevices, {});
  expect(check).toMatchObject({ result: 'fit', terminal: '售电一号', person: clerk.name, clockAheadSeconds: 0 });
  expect(check.devices).toEqual([READER]);
  expect(incidents).toEqual([]);
  expect(await counter.sell(meterId, { moneyFen: 1000 })).toMatchObject({ state: 'delivered' });
});

duty('1.operator.6', 'nobody else takes money on the machine for vending', async () => {
  const cashier = counter.as('cashier');
  await terminal.seat(cashier);
  return { refused: (await cashier.refused(openDrawer, open())).code };
});

test('a fault goes to the technician, once, until it was seen to be gone', async () => {
  terminal.report({ ...READER, state: 'missing' });
  const first = await clerk.call(checkDevices, {});
  expect(first.check.result).toBe('unfit');
  expect(first.incidents).toHaveLength(1);
  expect((await clerk.call(checkDevices, {})).incidents).toEqual([]);
  const { rows } = await counter.as('vending-technician').ask(cases, { kind: 'incident' });
  const incident = rows.find((row) => row.number === first.incidents[0])!;
  expect(incident).toMatchObject({ subject: 'device.fault', ownerPost: 'vending-technician' });
  expect((await clerk.ask(caseFile, { caseId: incident.caseId })).summary.zh).toMatch(/售电一号.*读卡器/);
  terminal.report(READER);
  expect((await clerk.call(checkDevices, {})).check.result).toBe('fit');
  terminal.report({ ...READER, state: 'fault' });
  expect((await clerk.call(checkDevices, {})).incidents).toHaveLength(1);
  terminal.report(READER);
  await clerk.call(checkDevices, {});
});

duty('1.operator.3', 'nothing is left open: the card is off the reader before the counter closes', async () => {
  terminal.agent.say({ type: 'event', event: { kind: 'card-inserted', atr: '3b00' } });
  await expect.poll(async () => (await clerk.ask(deviceHealth, {})).terminal?.cardPresent).toBe(true);
  const all = { checklist: [...CLOSING_STEPS] };
  const refusal = await clerk.refused(closeDown, all);
  terminal.agent.say({ type: 'event', event: { kind: 'card-removed' } });
  await expect.poll(async () => (await clerk.ask(deviceHealth, {})).terminal?.cardPresent).toBe(false);
  expect((await clerk.refused(closeDown, { checklist: ['card-out', 'printer-off', 'cash-away'] })).text.zh).toMatch(
    /2, 5/,
  );
  expect((await clerk.refused(closeDown, all)).code).toBe('drawer.already_open');
  return { refused: refusal.code };
});

test('closed down, it is checked anew before it sells again', async () => {
  const technician = counter.as('vending-technician');
  const { terminalId } = terminal;
  await technician.call(closeDown, { terminalId, checklist: [...CLOSING_STEPS], note: '检修' });
  expect((await clerk.ask(deviceHealth, {})).lastClosing).toMatchObject({ person: technician.name, note: '检修' });
  expect(await trySale()).toBe('terminal.not_checked');
  await clerk.call(checkDevices, {});
  expect(await counter.sell(meterId, { moneyFen: 1000 })).toMatchObject({ state: 'delivered' });
});

test('without its agent it sells nothing, and a check says so', async () => {
  await terminal.agent.cut();
  await expect.poll(trySale).toBe('terminal.offline');
  expect((await clerk.call(checkDevices, {})).check).toMatchObject({ result: 'offline', clockAheadSeconds: null });
  const { rows } = await clerk.ask(healthChecks, { terminalId: terminal.terminalId, limit: 2 });
  expect(rows.map((row) => row.result)).toEqual(['offline', 'fit']);
});

test('switched off, everything is as before; and every row stands in the chain as it was written', async () => {
  await administrator.signed(requireTerminals, switched(false));
  expect(await counter.sell(meterId, { moneyFen: 1000 })).toMatchObject({ state: 'delivered' });
  const { faults } = await verifyHouse(counter.database.app, whatIsVerified());
  expect(faults).toEqual([]);
});
