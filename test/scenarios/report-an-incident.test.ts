/** The system misbehaves: the clerk reports and leaves it alone; only the technician ends it. */
import { expect, test } from 'vitest';
import { addNote } from '../../shared/contracts/cases/add-note.ts';
import { caseFile } from '../../shared/contracts/cases/case-file.ts';
import { closeCase } from '../../shared/contracts/cases/close-case.ts';
import { reportIncident } from '../../shared/contracts/cases/report-incident.ts';
import { takeCase } from '../../shared/contracts/cases/take-case.ts';
import { myDay } from '../../shared/contracts/duties/my-day.ts';
import { securityEvents } from '../../shared/contracts/posts/security-events.ts';
import { duty } from '../support/duty.ts';
import { openHouse } from '../support/house.ts';

const house = await openHouse();
const clerk = house.as('vending-clerk');
const technician = house.as('vending-technician');

const report = () => clerk.call(reportIncident, { subject: 'device.fault', what: '打印机卡纸，重开后仍不出纸' });

duty('1.operator.5', 'the clerk tries to end an incident, is refused, and the refusal is on record', async () => {
  const { caseId, can } = await report();
  expect(can).toEqual(['cases.add-note', 'cases.attach-picture']);
  expect((await clerk.refused(takeCase, { caseId })).code).toBe('post.not_allowed');
  const resolution = '自己拆开打印机修好了';
  const refused = await clerk.refusedSigned(closeCase, { caseId, resolution });
  const denied = await house.as('auditor').ask(securityEvents, { kind: 'denied', limit: 10 });
  expect(denied.rows.map((row) => JSON.stringify(row)).join('\n')).toContain('cases.close-case');
  expect(await technician.ask(caseFile, { caseId })).toMatchObject({ state: 'open', ownerPost: 'vending-technician' });
  return { refused: refused.code };
});

test('it waits on the technician’s page until the technician has ended it, with words of the clerk added', async () => {
  const { caseId } = await report();
  await clerk.call(addNote, { caseId, text: '卡在第二个滚轮' });
  const before = (await technician.ask(myDay)).queue.map(({ title, count }) => `${title.zh} ${count}`);
  expect(before).toEqual(['待处理的异常 2']);
  await technician.call(takeCase, { caseId });
  const closed = await technician.signed(closeCase, { caseId, resolution: '更换搓纸轮，试打正常' });
  expect(closed).toMatchObject({ state: 'closed' });
  expect((await technician.ask(myDay)).queue.map(({ count }) => count)).toEqual([1]);
});

test('not even the supervisor ends a technical fault', async () => {
  const { caseId } = await report();
  const supervisor = house.as('vending-supervisor');
  const refused = await supervisor.refusedSigned(closeCase, { caseId, resolution: '已经好了，先用着' });
  expect(refused.code).toBe('incident.technician_only');
});
