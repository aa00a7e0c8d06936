/** The clerk looks after the selling system day by day, and what is damaged is reported for repair in the same act. */
import { expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { caseFile } from '../../shared/contracts/cases/case-file.ts';
import { myDay } from '../../shared/contracts/duties/my-day.ts';
import { acceptRepair } from '../../shared/contracts/upkeep/accept-repair.ts';
import { approveItems } from '../../shared/contracts/upkeep/approve-items.ts';
import { attachRecordPicture } from '../../shared/contracts/upkeep/attach-record-picture.ts';
import { finishRepair } from '../../shared/contracts/upkeep/finish-repair.ts';
import { noteUpkeep } from '../../shared/contracts/upkeep/note-upkeep.ts';
import { recordUpkeep } from '../../shared/contracts/upkeep/record-upkeep.ts';
import { records } from '../../shared/contracts/upkeep/records.ts';
import { repair } from '../../shared/contracts/upkeep/repair.ts';
import { repairs } from '../../shared/contracts/upkeep/repairs.ts';
import { takeRepair } from '../../shared/contracts/upkeep/take-repair.ts';
import { takeUsualPlan } from '../../shared/contracts/upkeep/take-usual-plan.ts';
import { tasks } from '../../shared/contracts/upkeep/tasks.ts';
import { duty } from '../support/duty.ts';
import { openHouse } from '../support/house.ts';
import { pdfText } from '../support/pdf.ts';

// Monday, 2 March 2026, 08:00 in Shanghai
const house = await openHouse();
const clerk = house.as('vending-clerk');
const technician = house.as('vending-technician');
const supervisor = house.as('vending-supervisor');
const jobs = () => house.app.runAllJobs(house.siteId);

const { rows: planned } = await technician.call(takeUsualPlan, {});
await supervisor.signed(approveItems, { itemIds: planned.map((item) => item.id) });
await jobs();

const dueToClerk = async () => (await clerk.ask(tasks, { own: true })).rows;
const daily = async () => (await clerk.ask(myDay)).tasks.find((task) => task.dutyId === '3.clerk.5');

duty(
  '3.clerk.5',
  'the day’s upkeep is on the list, is done, and what is damaged becomes a repair request',
  async () => {
    const due = await dueToClerk();
    expect(due.map((task) => task.title.zh).sort()).toEqual(
      ['核对系统时间', '试打一张、看纸余量', '读卡器自检'].sort(),
    );
    const waiting = (await clerk.ask(myDay)).queue.find((item) => item.href === '/upkeep?own=true');
    expect(waiting).toMatchObject({ count: 3, title: { zh: '今天的系统维护' } });
    expect(await daily()).toMatchObject({ state: 'due', can: [] });

    const of = (words: string) => due.find((task) => task.title.zh.includes(words))!.id;
    await clerk.call(recordUpkeep, { taskId: of('时间'), result: 'in-order' });
    const broken = await clerk.call(recordUpkeep, {
      taskId: of('试打'),
      result: 'damaged',
      note: '打印发白，第二联看不清',
      urgency: 'hinders',
    });
    expect(broken).toMatchObject({ result: 'damaged', repairNumber: 'BX-000001', late: false });
    const request = await clerk.ask(repair, { repairId: broken.repairId! });
    expect(request).toMatchObject({ state: 'reported', target: 'printer', seen: '打印发白，第二联看不清' });
    expect(request.can).toEqual(['upkeep.cancel-repair']);
    expect(await technician.ask(caseFile, { caseId: request.incidentId })).toMatchObject({
      kind: 'incident',
      state: 'open',
      ownerPost: 'vending-technician',
    });
    expect(await dueToClerk()).toHaveLength(1);
    await jobs();
    expect(await daily()).toMatchObject({ state: 'done', endedBy: clerk.name });

    const { rows } = await house.database.app.query(
      `select r.post, r.person_id, r.result, r.repair_id, d.state from upkeep_record r, duty_task d
     where d.duty_id = '3.clerk.5' and d.work_operation = 'upkeep.record-upkeep' order by r.record_id`,
    );
    expect(rows.map((row) => [row.post, row.result, row.state])).toEqual([
      ['vending-clerk', 'in-order', 'done'],
      ['vending-clerk', 'damaged', 'done'],
    ]);
    return { evidence: rows };
  },
);

test('the clerk does not repair, and says when it works again', async () => {
  const [request] = (await clerk.ask(repairs, {})).rows;
  const repairId = request!.id;
  expect((await clerk.refused(takeRepair, { repairId })).code).toBe('post.not_allowed');
  expect((await house.as('cashier').refused(takeRepair, { repairId })).code).toBe('post.not_allowed');
  await technician.call(takeRepair, { repairId });
  await technician.signed(finishRepair, { repairId, work: '清洁打印头，调浓度，试打清楚', minutes: 15 });
  expect((await clerk.ask(myDay)).queue.map((item) => item.title.zh)).toContain('已修好，待您验收');
  expect((await technician.refused(acceptRepair, { repairId })).code).toBe('person.must_differ');
  expect(await clerk.call(acceptRepair, { repairId })).toMatchObject({ state: 'accepted', labourMinutes: 15 });
  expect(await clerk.ask(caseFile, { caseId: request!.incidentId })).toMatchObject({
    state: 'closed',
    closedBy: technician.name,
    resolution: '清洁打印头，调浓度，试打清楚',
  });
});

test('a record is final: once, with words where it needs them, and by its own post', async () => {
  const [task] = await dueToClerk();
  const taskId = task!.id;
  expect((await clerk.refused(recordUpkeep, { taskId, result: 'not-done' })).code).toBe('upkeep.note_needed');
  expect((await technician.refused(recordUpkeep, { taskId, result: 'in-order' })).code).toBe('upkeep.other_post');
  expect((await supervisor.refused(recordUpkeep, { taskId, result: 'in-order' })).code).toBe('post.not_allowed');
  await clerk.call(recordUpkeep, { taskId, result: 'not-done', note: '停电，读卡器没有通电' });
  expect((await clerk.refused(recordUpkeep, { taskId, result: 'in-order' })).code).toBe('state.illegal_move');
  await expect(house.database.owner.query("update upkeep_record set note = 'x'")).rejects.toThrow();
  await expect(house.database.owner.query('delete from upkeep_record')).rejects.toThrow();
});

test('what no plan asked for is recorded too, with a picture', async () => {
  const noted = await clerk.call(noteUpkeep, { target: 'terminal', what: '擦拭屏幕和键盘', result: 'in-order' });
  expect(noted).toMatchObject({ planned: false, can: ['upkeep.attach-record-picture'] });
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const picture = { recordId: noted.id, fileName: 'screen.png', imageBase64: pixel };
  expect((await technician.refused(attachRecordPicture, picture)).code).toBe('upkeep.other_post');
  expect(await clerk.call(attachRecordPicture, picture)).toMatchObject({ pictures: [{ fileName: 'screen.png' }] });
  expect((await clerk.refused(attachRecordPicture, { ...picture, imageBase64: 'AAAA' })).code).toBe(
    'attachment.refused',
  );
  expect(
    (await house.as('cashier').refused(noteUpkeep, { target: 'site', what: '扫地', result: 'in-order' })).code,
  ).toBe('post.not_allowed');
  const seen = await clerk.ask(records, { result: 'in-order' });
  expect(seen.rows.map((row) => row.title.zh)).toEqual(['擦拭屏幕和键盘', '核对系统时间']);
});

const file = async (name: string, query: Record<string, string>) => {
  const headers = { cookie: `zhishou=${clerk.browser.cookie()}` };
  const response = await house.app.http.inject({ method: 'GET', url: `/api/upkeep/${name}`, query, headers });
  expect(response.statusCode, response.payload.slice(0, 200)).toBe(200);
  return response;
};

test('the month is a sheet for the binder, and files say the same', async () => {
  const sheet = await pdfText((await file('month-sheet.pdf', { month: '2026-03' })).rawPayload);
  for (const words of ['系统维护月表', '共4条', '损坏1条，未做1条', 'BX-000001', '停电，读卡器没有通电', clerk.name])
    expect(sheet).toContain(words);
  expect(await pdfText((await file('month-sheet.pdf', { month: '2026-02' })).rawPayload)).toContain('共0条');
  const csv = (await file('records.csv', { result: 'damaged' })).payload.trim().split('\n');
  // Its titles, the record, and who took it along.
  expect(csv).toHaveLength(3);
  expect(csv[1]).toContain('打印发白，第二联看不清');
  expect((await file('records.xlsx', {})).rawPayload.subarray(0, 2).toString()).toBe('PK');
  const [, line] = (await file('repairs.csv', { month: '2026-03' })).payload.trim().split('\n');
  expect(line).toContain('BX-000001');
});

test('all of it verifies from genesis, number by number', async () => {
  expect((await verifyHouse(house.database.owner, whatIsVerified())).faults).toEqual([]);
});
