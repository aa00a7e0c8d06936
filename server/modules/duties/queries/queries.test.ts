import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import type { duty } from '../../../../shared/contracts/duties/duty.ts';
import type { dutyRegister } from '../../../../shared/contracts/duties/duty-register.ts';
import type { myDay } from '../../../../shared/contracts/duties/my-day.ts';
import type { PostKey } from '../../../../shared/posts.ts';
import { closingADrawer, local, type Office, openOffice } from '../../../../test/support/held-office.ts';
import { tickDuty } from '../operations/tick-duty.ts';
import { addFigures, addQueue } from '../ports.ts';
import { dutyQuery } from './duty.ts';
import { dutyRegisterQuery } from './duty-register.ts';
import { myDayQuery } from './my-day.ts';

const waiting = { title: { zh: '待审批', en: 'To approve' }, href: '/prices/proposals', tone: 'soon' } as const;
addQueue(['vending-supervisor'], async () => [
  { ...waiting, count: 2 },
  { ...waiting, count: 0 },
]);
addFigures('signed-in', async () => [{ title: { zh: '今日', en: 'Today' }, value: 5000, as: 'money', href: '/x' }]);

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.at('2026-03-04', '07:00');
});
afterEach(() => office.close());

const day = (post: PostKey) => office.as(post).ask<OutputOf<typeof myDay>>(myDayQuery, {});
const brief = (tasks: OutputOf<typeof myDay>['tasks']) => tasks.map((task) => `${task.dutyId} ${task.state}`);

test('the day of a post: what is due by time, what comes, what an occasion brings', async () => {
  const clerk = await day('vending-clerk');
  expect(clerk.today).toBe('2026-03-04');
  expect(brief(clerk.tasks)).toEqual(['3.clerk.5 due', '2.clerk.5a due', '1.operator.3 due', '6.all.5s due']);
  expect(clerk.tasks[2]).toMatchObject({ can: ['duties.tick-duty'], work: [] });
  expect(clerk.coming.map((task) => task.dutyId)).toContain('2.clerk.5b');
  expect(clerk.occasions.map((one) => one.dutyId)).toContain('1.operator.1');
});

test('work that no job has read yet already counts on the page', async () => {
  expect((await day('cashier')).tasks.find((task) => task.dutyId === '2.cashier.6')).toMatchObject({
    state: 'due',
    work: [{ operation: 'tills.close-drawer' }, { operation: 'tills.hand-over-drawer' }],
    can: [],
  });
  office.clock.set(local('2026-03-04', '17:40'));
  await office.as('cashier').call(closingADrawer, {});
  expect((await day('cashier')).tasks.find((task) => task.dutyId === '2.cashier.6')).toMatchObject({
    state: 'done',
    endedBy: 'cashier',
    evidence: { zh: '结班' },
  });
});

test('what was handed up is on the list of the post above, which may excuse it', async () => {
  await office.as('vending-clerk').call(closingADrawer, {});
  await office.at('2026-03-05', '09:00');
  const { escalated, tasks } = await day('vending-supervisor');
  expect(brief(escalated)).toContain('2.cashier.6 escalated');
  expect(escalated[0]!.can).toEqual(['duties.excuse-duty']);
  expect(tasks.every((task) => task.post === 'vending-supervisor')).toBe(true);
  expect(brief((await day('cashier')).tasks)).toContain('2.cashier.6 escalated');
});

test('other modules put in what waits and the figures; nothing waiting is not shown', async () => {
  expect((await day('vending-supervisor')).queue).toMatchObject([{ count: 2, href: '/prices/proposals' }]);
  const cashier = await day('cashier');
  expect([cashier.queue, cashier.figures.length]).toEqual([[], 1]);
});

const register = (input: object) =>
  office.as('auditor').ask<OutputOf<typeof dutyRegister>>(dutyRegisterQuery, { limit: 200, ...input });

test('the register in pages, all 343', async () => {
  const first = await register({});
  const second = await register({ after: first.next! });
  expect([first.rows.length, second.rows.length, second.next]).toEqual([200, 143, null]);
  expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(343);
  expect([first.total, first.found]).toEqual([343, 343]);
});

test('the register by chapter, post, kind, words and what this house owes', async () => {
  const ids = async (input: object) => (await register(input)).rows.map((row) => row.id);
  expect(await ids({ chapter: '1', kind: 'flow' })).toEqual(['1.operator.2', '1.operator.4']);
  expect(await ids({ post: 'cashier', text: '现金日记账' })).toEqual(['2.cashier.7']);
  expect(await ids({ chapter: '4', owed: true })).toEqual([]);
  const { rows, proven } = await register({ state: 'proven' });
  expect(rows.length).toBe(proven);
});

test('a row says who holds the post and when the duty was last kept', async () => {
  const [task] = await office.tasks('1.operator.3');
  await office.as('vending-clerk').call(tickDuty, { taskId: task!.task_id, note: '已检查，正常' });
  const [row] = (await register({ text: '1.operator.3' })).rows;
  expect(row).toMatchObject({
    holders: ['vending-clerk'],
    owed: true,
    latest: { person: 'vending-clerk', post: 'vending-clerk', what: { zh: '已检查，正常' } },
  });
});

test('one duty with its schedule, tasks and work', async () => {
  await office.as('cashier').call(closingADrawer, {});
  await office.at('2026-03-04', '18:10');
  const found = await office.as('auditor').ask<OutputOf<typeof duty>>(dutyQuery, { dutyId: '2.cashier.6' });
  expect(found).toMatchObject({
    schedule: [{ zh: '每日 18:00', en: 'Daily 18:00' }],
    tasks: [{ state: 'done', endedBy: 'cashier' }],
    work: [{ what: { zh: '结班' }, person: 'cashier' }],
  });
  expect(await office.as('auditor').refused(dutyQuery, { dutyId: '9.none.1' })).toBe('record.not_found');
});
