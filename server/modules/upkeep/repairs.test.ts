/** Repairs over HTTP: states, cost in fen, the incident that goes with each, acceptance, figures. */
import { expect, test } from 'vitest';
import { addNote } from '../../../shared/contracts/cases/add-note.ts';
import { caseFile } from '../../../shared/contracts/cases/case-file.ts';
import { cases } from '../../../shared/contracts/cases/cases.ts';
import { closeCase } from '../../../shared/contracts/cases/close-case.ts';
import { reportIncident } from '../../../shared/contracts/cases/report-incident.ts';
import { acceptRepair } from '../../../shared/contracts/upkeep/accept-repair.ts';
import { addRepairLine } from '../../../shared/contracts/upkeep/add-repair-line.ts';
import { cancelRepair } from '../../../shared/contracts/upkeep/cancel-repair.ts';
import { finishRepair } from '../../../shared/contracts/upkeep/finish-repair.ts';
import { holdRepair } from '../../../shared/contracts/upkeep/hold-repair.ts';
import { places } from '../../../shared/contracts/upkeep/places.ts';
import { refuseRepair } from '../../../shared/contracts/upkeep/refuse-repair.ts';
import { repair } from '../../../shared/contracts/upkeep/repair.ts';
import { repairFigures } from '../../../shared/contracts/upkeep/repair-figures.ts';
import { repairs } from '../../../shared/contracts/upkeep/repairs.ts';
import { reportRepair } from '../../../shared/contracts/upkeep/report-repair.ts';
import { strikeRepairLine } from '../../../shared/contracts/upkeep/strike-repair-line.ts';
import { takeRepair } from '../../../shared/contracts/upkeep/take-repair.ts';
import { newId } from '../../../shared/values/ids.ts';
import { fen } from '../../../shared/values/money.ts';
import { openHouse } from '../../../test/support/house.ts';
import { whatIsVerified } from '../../app.ts';
import { verifyHouse } from '../../platform/chain/verify/house.ts';

const house = await openHouse();
const clerk = house.as('vending-clerk');
const cashier = house.as('cashier');
const technician = house.as('vending-technician');
const supervisor = house.as('vending-supervisor');

const jam = { target: 'printer', seen: '凭证打印机卡纸', urgency: 'stops-work' } as const;
const report = () => clerk.call(reportRepair, jam);
const taken = async () => {
  const { id } = await report();
  return technician.call(takeRepair, { repairId: id });
};
const repaired = async () => {
  const { id } = await taken();
  return technician.signed(finishRepair, { repairId: id, work: '取出碎纸，试打正常' });
};

test('from the report to acceptance, with its incident', async () => {
  const { id: repairId, incidentId, ...reported } = await report();
  expect(reported).toMatchObject({ number: 'BX-000001', state: 'reported', ownerPost: 'vending-technician' });
  expect(await clerk.ask(caseFile, { caseId: incidentId })).toMatchObject({
    subject: 'device.fault',
    documentKind: 'repair-request',
    documentId: repairId,
    summary: { zh: 'BX-000001 打印机：凭证打印机卡纸' },
  });
  expect((await clerk.refused(takeRepair, { repairId })).code).toBe('post.not_allowed');
  house.later(600);
  const inHand = await technician.call(takeRepair, { repairId });
  expect(inHand).toMatchObject({ state: 'taken', takenBy: technician.name, responseSeconds: 600 });
  expect(await clerk.ask(caseFile, { caseId: incidentId })).toMatchObject({ state: 'in-hand' });
  expect((await technician.refused(takeRepair, { repairId })).code).toBe('state.illegal_move');
  expect((await technician.refused(acceptRepair, { repairId })).code).toBe('state.illegal_move');
  expect((await clerk.refused(holdRepair, { repairId, to: 'outside', note: '送修' })).code).toBe('post.not_allowed');
  const waiting = await technician.call(holdRepair, { repairId, to: 'waiting-parts', note: '搓纸轮缺货' });
  expect(waiting.state).toBe('waiting-parts');
  expect((await technician.refused(holdRepair, { repairId, to: 'waiting-parts', note: '再等' })).code).toBe(
    'state.illegal_move',
  );
  expect((await technician.refused(holdRepair, { repairId: newId(), to: 'outside', note: '送修' })).code).toBe(
    'record.not_found',
  );
  await technician.call(holdRepair, { repairId, to: 'outside', note: '送维修站' });
  house.later(3_000);
  const done = { repairId, work: '更换搓纸轮，试打正常' };
  expect((await clerk.refusedSigned(finishRepair, done)).code).toBe('post.not_allowed');
  expect(await technician.signed(finishRepair, { ...done, minutes: 40 })).toMatchObject({
    state: 'repaired',
    repairSeconds: 3_600,
    labourMinutes: 40,
  });
  expect((await technician.refusedSigned(finishRepair, done)).code).toBe('state.illegal_move');
  expect(await clerk.ask(caseFile, { caseId: incidentId })).toMatchObject({
    state: 'closed',
    closedBy: technician.name,
    resolution: done.work,
  });
  expect((await technician.refused(acceptRepair, { repairId })).code).toBe('person.must_differ');
  expect((await cashier.refused(acceptRepair, { repairId })).code).toBe('upkeep.not_user');
  expect((await cashier.refused(refuseRepair, { repairId, note: '还是卡' })).code).toBe('upkeep.not_user');
  expect((await house.as('auditor').refused(acceptRepair, { repairId })).code).toBe('post.not_allowed');
  expect(await supervisor.call(acceptRepair, { repairId, note: '试用正常' })).toMatchObject({
    state: 'accepted',
    acceptedBy: supervisor.name,
    can: [],
  });
  const { events } = await clerk.ask(repair, { repairId });
  expect(events.map((event) => event.kind)).toEqual([
    'reported',
    'taken',
    'waiting-parts',
    'outside',
    'repaired',
    'accepted',
  ]);
  await expect(house.database.owner.query("update repair_request set seen = 'x'")).rejects.toThrow();
});

test('what it took is summed in fen; a wrong line is struck once, never changed', async () => {
  const { id: repairId } = await report();
  const roller = {
    repairId,
    kind: 'part',
    name: '搓纸轮',
    quantity: 2,
    unitCostFen: fen(1_299),
    source: '电商',
  } as const;
  expect((await technician.refused(addRepairLine, roller)).code).toBe('upkeep.not_in_hand');
  await technician.call(takeRepair, { repairId });
  expect((await clerk.refused(addRepairLine, roller)).code).toBe('post.not_allowed');
  expect((await technician.refused(addRepairLine, { ...roller, repairId: newId() })).code).toBe('record.not_found');
  await technician.call(addRepairLine, roller);
  await technician.call(addRepairLine, { repairId, kind: 'outside', name: '维修站', unitCostFen: fen(8_000) });
  await technician.call(addRepairLine, { repairId, kind: 'labour', name: '拆装', quantity: 35, unitCostFen: fen(99) });
  const wrong = await technician.call(addRepairLine, { ...roller, name: '记错的', quantity: 3, unitCostFen: fen(1) });
  expect(wrong).toMatchObject({ costFen: 2 * 1_299 + 8_000 + 3, labourMinutes: 35 });
  const lineId = wrong.lines.at(-1)!.id;
  expect((await clerk.refused(strikeRepairLine, { lineId, reason: '记错' })).code).toBe('post.not_allowed');
  const struck = await technician.call(strikeRepairLine, { lineId, reason: '记错' });
  expect(struck).toMatchObject({ costFen: 2 * 1_299 + 8_000, labourMinutes: 35 });
  expect(struck.lines.map((line) => `${line.name} ${line.quantity} ${line.costFen} ${line.struck}`)).toEqual([
    '搓纸轮 2 2598 false',
    '维修站 1 8000 false',
    '拆装 35 0 false',
    '记错的 3 3 true',
    '记错的 -3 -3 false',
  ]);
  expect((await technician.refused(strikeRepairLine, { lineId, reason: '再冲' })).code).toBe('upkeep.line_struck');
  const strikeId = struck.lines.at(-1)!.id;
  expect((await technician.refused(strikeRepairLine, { lineId: strikeId, reason: '冲冲销' })).code).toBe(
    'upkeep.line_struck',
  );
  expect((await technician.refused(strikeRepairLine, { lineId: newId(), reason: '没有' })).code).toBe(
    'record.not_found',
  );
  await technician.signed(finishRepair, { repairId, work: '更换搓纸轮' });
  expect((await technician.refused(addRepairLine, roller)).code).toBe('upkeep.not_in_hand');
});

test('two at once strike one line once, and two reports are two numbers', async () => {
  const [one, two] = await Promise.all([taken(), report()]);
  expect(one.number).not.toBe(two.number);
  const { id: repairId } = one;
  const { lines } = await technician.call(addRepairLine, {
    repairId,
    kind: 'part',
    name: '纸轴',
    unitCostFen: fen(500),
  });
  const input = { lineId: lines[0]!.id, reason: '记错' };
  const ends = await Promise.allSettled([
    technician.call(strikeRepairLine, input),
    technician.call(strikeRepairLine, input),
  ]);
  expect(ends.map((end) => end.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await technician.ask(repair, { repairId })).costFen).toBe(0);
});

test('not accepted: back to the technician, with a new incident and a new time', async () => {
  const { id: repairId, incidentId: first } = await repaired();
  expect((await technician.refused(refuseRepair, { repairId, note: '自己退' })).code).toBe('person.must_differ');
  const back = await clerk.call(refuseRepair, { repairId, note: '打到第三张又卡' });
  expect(back).toMatchObject({ state: 'taken', repairedBy: null, work: null, ownerPost: 'vending-technician' });
  expect(back.incidentId).not.toBe(first);
  expect(await clerk.ask(caseFile, { caseId: first })).toMatchObject({ state: 'closed' });
  expect(await clerk.ask(caseFile, { caseId: back.incidentId })).toMatchObject({
    state: 'open',
    summary: { zh: `${back.number} 验收不通过：打到第三张又卡` },
  });
  expect((await clerk.refused(refuseRepair, { repairId, note: '再退一次' })).code).toBe('state.illegal_move');
  await technician.signed(finishRepair, { repairId, work: '更换导纸板，连打二十张正常' });
  expect(await clerk.ask(caseFile, { caseId: back.incidentId })).toMatchObject({ state: 'closed' });
  expect(await clerk.call(acceptRepair, { repairId })).toMatchObject({ state: 'accepted' });
});

test('an incident reported before carries the repair; not twice, and it is not closed past the repair', async () => {
  const { caseId } = await cashier.call(reportIncident, { subject: 'device.fault', what: '二号窗口读卡器无响应' });
  const reader = { target: 'reader', seen: '放卡无反应', incidentId: caseId } as const;
  const request = await cashier.call(reportRepair, reader);
  expect(request.incidentId).toBe(caseId);
  expect((await clerk.refused(reportRepair, reader)).code).toBe('upkeep.incident_taken');
  expect((await clerk.refused(reportRepair, { ...reader, incidentId: newId() })).code).toBe('record.not_found');
  const past = { caseId, resolution: '重启后正常' };
  expect(await technician.refusedSigned(closeCase, past)).toMatchObject({
    code: 'incident.repair_open',
    facts: { number: request.number },
  });
  expect((await clerk.refused(cancelRepair, { repairId: request.id, note: '不是我报的' })).code).toBe(
    'upkeep.not_reporter',
  );
  const cancelled = await cashier.call(cancelRepair, { repairId: request.id, note: '插头松了，插好就好' });
  expect(cancelled).toMatchObject({ state: 'cancelled', number: request.number });
  const { events } = await clerk.ask(caseFile, { caseId });
  expect(events.at(-1)).toMatchObject({ kind: 'note', text: `${request.number} 已撤销：插头松了，插好就好` });
  await technician.signed(closeCase, past);
  expect((await clerk.refused(reportRepair, reader)).code).toBe('upkeep.incident_unfit');
  const one = await taken();
  expect((await clerk.refused(cancelRepair, { repairId: one.id, note: '晚了' })).code).toBe('state.illegal_move');
});

test('what is overdue moves up with its incident', async () => {
  const request = await report();
  house.later(9 * 3600);
  await house.app.runAllJobs(house.siteId);
  const seen = await clerk.ask(repair, { repairId: request.id });
  expect(seen).toMatchObject({ ownerPost: 'vending-supervisor', overdue: false });
  expect((await supervisor.ask(cases, { kind: 'incident' })).rows.map((row) => row.caseId)).toContain(
    request.incidentId,
  );
  await clerk.call(addNote, { caseId: request.incidentId, text: '窗口已改用手写单' });
});

test('a counter that is not there, a meter without a number', async () => {
  expect((await clerk.ask(places)).rows).toEqual([]);
  expect((await clerk.refused(reportRepair, { ...jam, terminalId: newId() })).code).toBe('record.not_found');
  expect((await clerk.refused(reportRepair, { ...jam, target: 'card' })).code).toBe('upkeep.which_needed');
});

test('lists and figures of the month speak of the same requests', async () => {
  const month = '2026-03';
  const { rows } = await clerk.ask(repairs, { month, limit: 200 });
  const figures = await supervisor.ask(repairFigures, {});
  expect(figures).toMatchObject({
    month,
    requests: rows.length,
    open: rows.filter((row) => row.endedAt === null).length,
    costFen: rows.reduce((sum, row) => sum + row.costFen, 0),
    labourMinutes: rows.reduce((sum, row) => sum + row.labourMinutes, 0),
  });
  expect(figures.rows.map((row) => `${row.target} ${row.costFen}`)).toEqual(['printer 10598', 'reader 0']);
  expect((await supervisor.ask(repairFigures, { month: '2026-02' })).requests).toBe(0);
  expect((await cashier.refused(repairFigures, {})).code).toBe('post.not_allowed');
  expect((await clerk.ask(repairs, { own: true, month })).rows).toHaveLength(rows.length - 1);
  const first = await clerk.ask(repairs, { month, limit: 2 });
  expect((await clerk.ask(repairs, { month, limit: 2, after: first.next! })).rows.map((row) => row.id)).toEqual(
    rows.slice(2, 4).map((row) => row.id),
  );
  expect((await clerk.ask(repairs, {})).rows.every((row) => row.endedAt === null)).toBe(true);
});

test('all of it verifies, number by number', async () => {
  expect((await verifyHouse(house.database.owner, whatIsVerified())).faults).toEqual([]);
});
