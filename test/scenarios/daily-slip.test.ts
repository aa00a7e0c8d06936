/** Every day the clerk checks the total with the cashier: one slip in three copies, which two persons sign. */
import { expect, test } from 'vitest';
import { cases } from '../../shared/contracts/cases/cases.ts';
import { myDay } from '../../shared/contracts/duties/my-day.ts';
import { makeSlip } from '../../shared/contracts/reconciliation/make-slip.ts';
import { printSlipCopy } from '../../shared/contracts/reconciliation/print-slip-copy.ts';
import { signSlip } from '../../shared/contracts/reconciliation/sign-slip.ts';
import { slip } from '../../shared/contracts/reconciliation/slip.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { instant } from '../../shared/values/calendar.ts';
import { openCounter } from '../support/counter.ts';
import { duty } from '../support/duty.ts';
import { pdfText } from '../support/pdf.ts';
import { tally } from '../support/slip.ts';

const counter = await openCounter();
const clerk = counter.as('vending-clerk');
const cashier = counter.as('cashier');
const supervisor = counter.as('vending-supervisor');

const jobs = () => counter.app.runAllJobs(counter.siteId);
const ownTask = async () => {
  const { tasks } = await clerk.ask(myDay);
  return tasks.find((task) => task.dutyId === '2.clerk.5a');
};

let slipId: string;
let contentDigest: string;

test('in the morning the duty is on the clerk’s page, due in the afternoon, and cannot be ticked by hand', async () => {
  await jobs();
  expect(await ownTask()).toMatchObject({
    state: 'due',
    dueAt: '2026-03-02T09:30:00.000Z',
    work: [{ operation: 'reconciliation.sign-slip' }],
    can: [],
  });
});

duty('2.clerk.5a', 'nobody signs for both, none but the two sign, and no other paper than this one', async () => {
  await counter.sell(counter.room.electricity, { moneyFen: 5_000 });
  const { rows } = await counter.database.app.query('select drawer_session_id as id from drawer_session');
  const drawerSessionId = rows[0].id;
  expect((await clerk.refused(makeSlip, { drawerSessionId })).code).toBe('slip.drawer_open');
  await clerk.signed(closeDrawer, { count: await counter.cashCount() });
  ({ slipId, contentDigest } = await clerk.call(makeSlip, { drawerSessionId }));
  const other = { slipId, contentDigest: 'f'.repeat(64) };
  await tally(clerk, cashier, slipId);
  expect((await cashier.refusedSigned(signSlip, other)).code).toBe('slip.digest_differs');
  const input = { slipId, contentDigest };
  expect((await supervisor.refusedSigned(signSlip, input)).code).toBe('slip.not_signer');
  expect(await clerk.signed(signSlip, input)).toMatchObject({ state: 'signed-once', signed: ['custodian'] });
  const again = await clerk.refusedSigned(signSlip, input);
  expect(await clerk.ask(slip, { slipId })).toMatchObject({ state: 'signed-once' });
  return { refused: again.code };
});

duty(
  '2.clerk.5a',
  'three copies of one content, signed by clerk and cashier, and the task of the day is done',
  async () => {
    const signed = await cashier.signed(signSlip, { slipId, contentDigest });
    expect(signed).toMatchObject({ state: 'signed', signed: ['custodian', 'second'] });
    const { printId } = await clerk.call(printSlipCopy, { slipId });
    const response = await counter.app.http.inject({
      method: 'GET',
      url: '/api/reconciliation/slip.pdf',
      query: { slipId, printId },
      headers: { cookie: `zhishou=${clerk.browser.cookie()}` },
    });
    const text = await pdfText(response.rawPayload);
    for (const copy of ['第一联售电员存', '第二联收费员存', '第三联经费管理员存']) expect(text).toContain(copy);
    expect(text).not.toContain('预览');
    expect(text).toContain('双方核对相符');
    await jobs();
    const task = await ownTask();
    expect(task).toMatchObject({ state: 'done', endedBy: clerk.name, late: false });
    const { rows } = await counter.database.app.query(
      `select g.post, g.person_id, g.content_digest, l.number, l.received_fen from daily_slip_signature g
     join daily_slip l using (site_id, slip_id) where slip_id = $1 and g.role = 'custodian'`,
      [slipId],
    );
    expect(rows).toMatchObject([{ post: 'vending-clerk', content_digest: contentDigest, received_fen: 5_000 }]);
    return { evidence: [rows[0], task!] };
  },
);

test('a day without a signed slip is handed up to the supervisor and becomes a case', async () => {
  counter.clock.set(instant('2026-03-03T01:00:00.000Z'));
  await jobs();
  expect(await ownTask()).toMatchObject({ state: 'due', dueOn: '2026-03-03' });
  await clerk.call(printSlipCopy, { slipId, reason: '存档缺页' });
  await jobs();
  counter.clock.set(instant('2026-03-04T01:00:00.000Z'));
  await jobs();
  const { escalated } = await supervisor.ask(myDay);
  expect(escalated.find((task) => task.dutyId === '2.clerk.5a')).toMatchObject({
    dueOn: '2026-03-03',
    withPost: 'vending-supervisor',
  });
  const { rows } = await supervisor.ask(cases, {});
  expect(rows.filter((row) => row.summary.zh.startsWith('2.clerk.5a'))).toMatchObject([
    { subject: 'duty.overdue', parties: [clerk.name] },
  ]);
});
