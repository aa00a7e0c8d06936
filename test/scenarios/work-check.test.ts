/** The check before work, point by point; a program that is not listed, a clock that is off, and what stops selling. */
import { expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { cases } from '../../shared/contracts/cases/cases.ts';
import { closeCase } from '../../shared/contracts/cases/close-case.ts';
import { reportIncident } from '../../shared/contracts/cases/report-incident.ts';
import { checkDevices } from '../../shared/contracts/devices/check-devices.ts';
import { confirmCheck } from '../../shared/contracts/devices/confirm-check.ts';
import { deviceHealth } from '../../shared/contracts/devices/device-health.ts';
import { programs } from '../../shared/contracts/devices/programs.ts';
import { requireTerminals } from '../../shared/contracts/devices/require-terminals.ts';
import { setProgramRule } from '../../shared/contracts/devices/set-program-rule.ts';
import { addPremise } from '../../shared/contracts/metering/add-premise.ts';
import { openAccount } from '../../shared/contracts/metering/open-account.ts';
import { setCategory } from '../../shared/contracts/metering/set-category.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { LADDER, openCounter } from '../support/counter.ts';
import { openTerminal, READER } from '../support/terminal.ts';

const counter = await openCounter();
const clerk = counter.as('vending-clerk');
const technician = counter.as('vending-technician');
const supervisor = counter.as('vending-supervisor');
const administrator = counter.as('system-administrator');
const meterId = counter.room.electricity;
const ALWAYS = ['browser', 'zhishou-agent'];

const terminal = await openTerminal(counter, { name: '售电一号', purpose: 'vending' });
const sell = () => counter.sell(meterId, { moneyFen: 1000 });
async function refusedSale() {
  const wanted = { moneyFen: 1000 };
  const quote = await counter.quote(meterId, wanted);
  return clerk.refused(sellCredit, counter.saleInput(meterId, wanted, quote));
}
const check = async () => (await clerk.call(checkDevices, {})).check;
const red = async () => (await check()).points.filter(({ good }) => !good).map(({ point }) => point);
const rule = (mode: 'off' | 'report' | 'stop', listed = ALWAYS) => ({ mode, programs: listed, reason: '专机专用' });
async function openIncident() {
  const { rows } = await technician.ask(cases, { kind: 'incident' });
  const open = rows.filter((row) => row.state !== 'closed');
  expect(open).toHaveLength(1);
  return open[0]!;
}
const close = async (resolution: string) =>
  technician.signed(closeCase, { caseId: (await openIncident()).caseId, resolution });

test('all points are green: server, database, clock, reader, price, the day before', async () => {
  await terminal.seat(clerk);
  await administrator.signed(requireTerminals, { required: true, reason: '专机专用' });
  const { result, points } = await check();
  expect(result).toBe('fit');
  expect(points.map(({ point, good }) => `${point} ${good}`)).toEqual(
    ['server', 'database', 'clock', 'reader', 'price', 'day'].map((point) => `${point} true`),
  );
  expect(await sell()).toMatchObject({ state: 'delivered' });
});

test('what is sold without a price is red; work begins when somebody saw it and says so, once', async () => {
  await supervisor.call(setCategory, { categoryCode: 'shop', zh: '商铺', en: 'Shop' });
  const building = await supervisor.call(addPremise, { kind: 'building', code: '9' });
  const floor = await supervisor.call(addPremise, { kind: 'floor', parentId: building.premiseId, code: '1' });
  const room = await supervisor.call(addPremise, { kind: 'room', parentId: floor.premiseId, code: '1' });
  await supervisor.call(openAccount, { roomId: room.premiseId, categoryCode: 'shop' });
  await counter.addMeter({ roomId: room.premiseId }, {});
  const found = await check();
  expect(found).toMatchObject({ result: 'unfit', confirmed: null, can: ['devices.confirm-check'] });
  expect(found.points.find(({ point }) => point === 'price')?.says.zh).toMatch(/商铺（电）/);
  expect((await refusedSale()).code).toBe('terminal.not_checked');
  const confirmed = await clerk.call(confirmCheck, { checkId: found.checkId, note: '商铺尚未开始售电' });
  expect(confirmed).toMatchObject({ confirmed: { person: clerk.name, note: '商铺尚未开始售电' }, can: [] });
  expect(await sell()).toMatchObject({ state: 'delivered' });
  const again = { checkId: found.checkId, note: '再确认一次' };
  expect((await clerk.refused(confirmCheck, again)).code).toBe('check.nothing_to_confirm');
  await check();
  expect((await clerk.refused(confirmCheck, again)).code).toBe('check.not_latest');
  await counter.setPrice(LADDER, 'shop');
  expect(await red()).toEqual([]);
});

test('who neither sells nor repairs does not confirm', async () => {
  const { checkId } = await check();
  expect((await supervisor.refused(confirmCheck, { checkId, note: '代为确认' })).code).toBe('post.not_allowed');
});

test('a clock more than a minute off stops this counter, and no other, until the technician is done', async () => {
  terminal.setClock(61);
  const { incidents } = await clerk.call(checkDevices, {});
  expect(incidents).toHaveLength(1);
  expect(await openIncident()).toMatchObject({ subject: 'system.clock', grave: true, number: incidents[0] });
  expect(await refusedSale()).toMatchObject({ code: 'terminal.stopped' });
  const other = await openTerminal(counter, { name: '售电二号', purpose: 'vending' });
  await other.seat(clerk);
  expect(await red()).toEqual([]);
  expect(await sell()).toMatchObject({ state: 'delivered' });
  await terminal.seat(clerk);
  expect((await refusedSale()).code).toBe('terminal.stopped');
  terminal.setClock(-60);
  expect(await red()).toEqual([]);
  expect((await refusedSale()).code).toBe('terminal.stopped');
  const { caseId } = await openIncident();
  expect((await clerk.refused(closeCase, { caseId, resolution: '自己调好了', signatures: [] })).code).toBe(
    'post.not_allowed',
  );
  await close('已校时，检查正常');
  expect(await sell()).toMatchObject({ state: 'delivered' });
  terminal.setClock(0);
});

test('a list of programs: changed by the administrator with a signature, never empty', async () => {
  expect((await clerk.refused(setProgramRule, { ...rule('off'), signatures: [] })).code).toBe('post.not_allowed');
  expect((await administrator.refusedSigned(setProgramRule, rule('report', []))).code).toBe('programs.list_empty');
  expect((await administrator.ask(programs)).rule).toBeNull();
  expect(await red()).toEqual([]);
  await administrator.signed(setProgramRule, rule('report'));
  const { rule: kept, terminals, can } = await administrator.ask(programs);
  expect(kept).toMatchObject({ mode: 'report', programs: ALWAYS, person: administrator.name });
  expect(terminals.find((seen) => seen.terminal === '售电一号')?.programs).toEqual(
    ALWAYS.map((name) => ({ name, listed: true })),
  );
  expect(can).toEqual(['devices.set-program-rule']);
});

test('a program not listed is one incident as soon as it runs, and selling goes on', async () => {
  expect((await check()).points.find(({ point }) => point === 'programs')).toMatchObject({ good: true });
  terminal.run(...ALWAYS, 'film');
  await expect
    .poll(async () => (await technician.ask(cases, { kind: 'incident' })).rows[0]?.subject)
    .toBe('terminal.program');
  const incident = await openIncident();
  expect(incident).toMatchObject({ grave: false, ownerPost: 'vending-technician' });
  expect(incident.summary.zh).toMatch(/售电一号.*film/);
  const { check: seen, incidents } = await clerk.call(checkDevices, {});
  expect(incidents).toEqual([]);
  expect(seen.points.find(({ point }) => point === 'programs')?.says.zh).toBe('名单外：film');
  await clerk.call(confirmCheck, { checkId: seen.checkId, note: '已上报' });
  expect(await sell()).toMatchObject({ state: 'delivered' });
});

test('an incident closed while the program still runs is followed by another', async () => {
  await close('已要求关闭');
  expect((await clerk.call(checkDevices, {})).incidents).toHaveLength(1);
  terminal.run(...ALWAYS);
  await close('已关闭该程序');
  expect(await red()).toEqual([]);
});

test('where the house says so, such a counter sells nothing until the technician has closed it', async () => {
  await administrator.signed(setProgramRule, rule('stop'));
  terminal.run(...ALWAYS, 'game');
  await expect
    .poll(async () => (await technician.ask(deviceHealth, {})) && (await refusedSale()).code)
    .toBe('terminal.stopped');
  expect(await openIncident()).toMatchObject({ subject: 'terminal.program', grave: true });
  terminal.run(...ALWAYS);
  await check();
  expect((await refusedSale()).code).toBe('terminal.stopped');
  await close('已卸载该程序');
  expect(await sell()).toMatchObject({ state: 'delivered' });
});

test('what a person merely reports stops nothing', async () => {
  await clerk.call(reportIncident, { subject: 'system.fault', what: '屏幕闪烁' });
  expect(await sell()).toMatchObject({ state: 'delivered' });
  await close('更换了视频线');
});

test('a day that was not closed is red on the next', async () => {
  counter.later(86_400);
  terminal.report(READER);
  const points = (await check()).points.filter(({ good }) => !good);
  expect(points.map(({ point }) => point)).toEqual(['day']);
  expect(points[0]!.says.zh).toMatch(/还没有日结/);
});

test('every row stands in the chain as it was written', async () => {
  expect((await verifyHouse(counter.database.app, whatIsVerified())).faults).toEqual([]);
});
