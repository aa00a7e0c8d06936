import { afterEach, beforeEach, expect, test } from 'vitest';
import { closingADrawer, hold, type Office, openOffice } from '../../../../test/support/held-office.ts';
import { excuseDuty } from './excuse-duty.ts';
import { tickDuty } from './tick-duty.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.at('2026-03-04', '07:00');
});
afterEach(() => office.close());

const reason = '当日停电，窗口未开放';
const idOf = async (dutyId: string) => (await office.tasks(dutyId))[0]!.task_id;

test('a post above excuses with a reason, and it is handed up no more', async () => {
  const taskId = await idOf('2.cashier.6');
  const view = await office.as('vending-supervisor').call(excuseDuty, { taskId, reason });
  expect(view).toMatchObject({ state: 'excused', endedBy: 'vending-supervisor', evidence: { zh: reason } });
  await office.as('vending-clerk').call(closingADrawer, {});
  await office.at('2026-03-05', '09:00');
  expect((await office.tasks('2.cashier.6'))[0]).toMatchObject({ state: 'excused', with_post: 'cashier' });
});

test('neither the post itself nor one beside it excuses', async () => {
  const taskId = await idOf('2.cashier.6');
  expect(await office.as('cashier').refused(excuseDuty, { taskId, reason })).toBe('duty.not_above');
  expect(await office.as('vending-clerk').refused(excuseDuty, { taskId, reason })).toBe('duty.not_above');
});

test('nobody excuses a post held by oneself, even from above', async () => {
  await hold(office, office.as('vending-supervisor').actor.personId, 'cashier');
  const taskId = await idOf('2.cashier.6');
  expect(await office.as('vending-supervisor').refused(excuseDuty, { taskId, reason })).toBe('duty.own_post');
});

test('what was kept is not excused', async () => {
  const taskId = await idOf('1.operator.3');
  await office.as('vending-clerk').call(tickDuty, { taskId, note: '已检查，正常' });
  expect(await office.as('vending-supervisor').refused(excuseDuty, { taskId, reason })).toBe('state.illegal_move');
});
