import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import type { tickDuty as contract } from '../../../../shared/contracts/duties/tick-duty.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { closingADrawer, type Office, openOffice } from '../../../../test/support/held-office.ts';
import { tickDuty } from './tick-duty.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.at('2026-03-04', '07:00');
});
afterEach(() => office.close());

const note = '已检查读卡器和打印机，运行正常';
const idOf = async (dutyId: string) => (await office.tasks(dutyId))[0]!.task_id;

test('the holder ticks it in the post, and the note is kept with person and time', async () => {
  const taskId = await idOf('1.operator.3');
  const view = await office.as('vending-clerk').call<OutputOf<typeof contract>>(tickDuty, { taskId, note });
  expect(view).toMatchObject({ state: 'done', endedBy: 'vending-clerk', late: false, evidence: { zh: note }, can: [] });
  const { rows } = await office.db.app.query(
    `select body::json #>> '{facts,0,row,note}' as note, post from chain_record where site_id = $1 and operation = $2`,
    [office.siteId, 'duties.tick-duty'],
  );
  expect(rows).toEqual([{ note, post: 'vending-clerk' }]);
});

test('after its time it can still be ticked, and shows as late', async () => {
  const taskId = await idOf('1.operator.3');
  await office.at('2026-03-04', '18:30');
  const view = await office.as('vending-clerk').call<OutputOf<typeof contract>>(tickDuty, { taskId, note });
  expect(view).toMatchObject({ state: 'done', late: true });
});

test('nobody ticks for another post', async () => {
  const taskId = await idOf('1.operator.3');
  expect(await office.as('cashier').refused(tickDuty, { taskId, note })).toBe('duty.other_post');
  expect(await office.as('auditor').refused(tickDuty, { taskId, note })).toBe('duty.other_post');
  expect((await office.tasks('1.operator.3'))[0]).toMatchObject({ state: 'due' });
});

test('a duty kept by work is not ticked by hand while its days last; afterwards it can be explained', async () => {
  const taskId = await idOf('2.cashier.6');
  await office.as('vending-clerk').call(closingADrawer, {});
  expect(await office.as('cashier').refused(tickDuty, { taskId, note })).toBe('duty.kept_by_work');
  await office.at('2026-03-05', '09:00');
  const view = await office.as('cashier').call<OutputOf<typeof contract>>(tickDuty, { taskId, note });
  expect(view).toMatchObject({ state: 'done', late: true, withPost: 'vending-supervisor' });
});

test('what has ended stays, and what is not there is not found', async () => {
  const taskId = await idOf('1.operator.3');
  await office.as('vending-clerk').call(tickDuty, { taskId, note });
  expect(await office.as('vending-clerk').refused(tickDuty, { taskId, note })).toBe('state.illegal_move');
  expect(await office.as('vending-clerk').refused(tickDuty, { taskId: newId(), note })).toBe('record.not_found');
  expect(await office.as('vending-clerk').refused(tickDuty, { taskId, note: ' ' })).toBe('request.invalid');
});
