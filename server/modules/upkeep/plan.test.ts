/** The upkeep plan over HTTP: planned, approved by another, replaced, ended; its tasks come once and move up when late. */
import { expect, test } from 'vitest';
import { myDay } from '../../../shared/contracts/duties/my-day.ts';
import { approveItems } from '../../../shared/contracts/upkeep/approve-items.ts';
import { endItem } from '../../../shared/contracts/upkeep/end-item.ts';
import { items } from '../../../shared/contracts/upkeep/items.ts';
import { proposeItem } from '../../../shared/contracts/upkeep/propose-item.ts';
import { recordUpkeep } from '../../../shared/contracts/upkeep/record-upkeep.ts';
import { takeUsualPlan } from '../../../shared/contracts/upkeep/take-usual-plan.ts';
import { tasks } from '../../../shared/contracts/upkeep/tasks.ts';
import { USUAL_PLAN } from '../../../shared/upkeep/usual-plan.ts';
import { instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { openHouse } from '../../../test/support/house.ts';

const house = await openHouse();
const technician = house.as('vending-technician');
const supervisor = house.as('vending-supervisor');
const clerk = house.as('vending-clerk');
const jobs = () => house.app.runAllJobs(house.siteId);
const local = (day: string, time: string) => house.clock.set(instant(`${day}T${time}:00.000+08:00`));

const dusting = {
  target: 'terminal' as const,
  titleZh: '柜台除尘',
  howZh: '用软刷清通风口',
  every: 'day' as const,
  dueTime: '10:00',
  post: 'vending-clerk' as const,
};

const taskOf = async (title: string) => {
  const { rows } = await supervisor.ask(tasks, {});
  return rows.filter((task) => task.title.zh === title);
};

test('proposed by one, approved by another', async () => {
  expect((await clerk.refused(proposeItem, dusting)).code).toBe('post.not_allowed');
  expect((await technician.refused(proposeItem, { ...dusting, terminalId: newId() })).code).toBe('record.not_found');
  const own = await supervisor.call(proposeItem, dusting);
  expect(own).toMatchObject({ state: 'proposed', title: { zh: '柜台除尘', en: '柜台除尘' }, weekday: null });
  expect((await supervisor.refusedSigned(approveItems, { itemIds: [own.id] })).code).toBe('person.must_differ');
  await supervisor.signed(endItem, { itemId: own.id, note: '由技术员另拟' });
  const planned = await technician.call(proposeItem, dusting);
  expect((await technician.refusedSigned(approveItems, { itemIds: [planned.id] })).code).toBe('post.not_allowed');
  expect((await supervisor.refusedSigned(approveItems, { itemIds: [newId()] })).code).toBe('record.not_found');
  await jobs();
  expect(await taskOf('柜台除尘')).toEqual([]);
  expect((await supervisor.ask(myDay)).queue.map(({ title }) => title.zh)).toContain('维护项目待批准');
  const { rows } = await supervisor.signed(approveItems, { itemIds: [planned.id] });
  expect(rows).toMatchObject([{ state: 'approved', approvedBy: supervisor.name }]);
  expect((await supervisor.refusedSigned(approveItems, { itemIds: [planned.id] })).code).toBe('state.illegal_move');
  await expect(house.database.app.query("update upkeep_item set how_zh = 'x'")).rejects.toThrow();
});

test('one task for each item and day, however often the job runs', async () => {
  await jobs();
  await jobs();
  expect(await taskOf('柜台除尘')).toMatchObject([
    { dueOn: '2026-03-02', state: 'due', dueAt: '2026-03-02T02:00:00.000Z' },
  ]);
});

test('late goes the way of duties: overdue, then to the post above, and it is still recorded by its own', async () => {
  local('2026-03-02', '10:01');
  await jobs();
  expect(await taskOf('柜台除尘')).toMatchObject([{ state: 'overdue', withPost: 'vending-clerk' }]);
  local('2026-03-03', '00:10');
  await jobs();
  const [late] = (await taskOf('柜台除尘')).filter((task) => task.dueOn === '2026-03-02');
  expect(late).toMatchObject({ state: 'escalated', withPost: 'vending-supervisor' });
  expect((await supervisor.ask(myDay)).queue.map(({ title }) => title.zh)).toContain('上交来的系统维护');
  expect((await supervisor.refused(recordUpkeep, { taskId: late!.id, result: 'in-order' })).code).toBe(
    'post.not_allowed',
  );
  expect(await clerk.call(recordUpkeep, { taskId: late!.id, result: 'in-order' })).toMatchObject({ late: true });
});

test('a change is a new item that replaces the old one when it is approved; open tasks are excused', async () => {
  const [old] = (await supervisor.ask(items, { state: 'approved' })).rows;
  const changed = { ...dusting, every: 'week' as const, weekday: 'friday' as const, replaces: old!.id };
  const next = await technician.call(proposeItem, changed);
  expect(next).toMatchObject({ every: 'week', weekday: 'friday', replaces: old!.id });
  expect(await taskOf('柜台除尘')).toMatchObject([{ dueOn: '2026-03-03' }]);
  await supervisor.signed(approveItems, { itemIds: [next.id] });
  expect((await supervisor.ask(items, { state: 'ended' })).rows.map((row) => row.id)).toEqual([old!.id]);
  expect((await technician.refused(proposeItem, changed)).code).toBe('state.illegal_move');
  expect((await technician.refused(proposeItem, { ...changed, replaces: newId() })).code).toBe('record.not_found');
  await jobs();
  expect(await taskOf('柜台除尘')).toMatchObject([{ dueOn: '2026-03-06' }]);
  const { rows } = await house.database.app.query(
    "select due_on::text, end_note from upkeep_task where state = 'excused'",
  );
  expect(rows).toEqual([{ due_on: '2026-03-03', end_note: '柜台除尘' }]);
});

test('ended or rejected by the approvers only, once, and its tasks with it', async () => {
  const [item] = (await supervisor.ask(items, { state: 'approved' })).rows;
  const end = { itemId: item!.id, note: '柜台已撤' };
  expect((await technician.refusedSigned(endItem, end)).code).toBe('post.not_allowed');
  expect(await supervisor.signed(endItem, end)).toMatchObject({ state: 'ended', endNote: '柜台已撤', can: [] });
  expect((await supervisor.refusedSigned(endItem, end)).code).toBe('state.illegal_move');
  expect((await supervisor.refusedSigned(endItem, { ...end, itemId: newId() })).code).toBe('record.not_found');
  await jobs();
  expect(await taskOf('柜台除尘')).toEqual([]);
});

test('the usual plan is offered once; what was rejected is offered again', async () => {
  expect((await clerk.refused(takeUsualPlan, {})).code).toBe('post.not_allowed');
  const { rows } = await technician.call(takeUsualPlan, {});
  expect(rows).toHaveLength(Object.keys(USUAL_PLAN).length);
  expect(rows.every((row) => row.state === 'proposed')).toBe(true);
  expect((await technician.refused(takeUsualPlan, {})).code).toBe('upkeep.plan_taken');
  const backup = rows.find((row) => row.title.en === 'Check the backup')!;
  await supervisor.signed(endItem, { itemId: backup.id, note: '由学校机房统一备份' });
  const again = await technician.call(takeUsualPlan, {});
  expect(again.rows.map((row) => row.title.en)).toEqual(['Check the backup']);
  const itemIds = rows.filter((row) => row.id !== backup.id).map((row) => row.id);
  expect((await supervisor.signed(approveItems, { itemIds })).rows).toHaveLength(itemIds.length);
});

test('a day on which nobody of the house worked owes nothing that is daily', async () => {
  local('2026-03-04', '08:00');
  await jobs();
  local('2026-03-05', '08:00');
  await jobs();
  const { rows } = await house.database.app.query(
    "select distinct due_on::text, state, end_note from upkeep_task where due_on = '2026-03-04'",
  );
  expect(rows).toEqual([{ due_on: '2026-03-04', state: 'excused', end_note: '当日本单位无人上岗' }]);
});
