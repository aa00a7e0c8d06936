import { afterAll, beforeAll, expect, it } from 'vitest';
import { approveAssignment } from '../../../shared/contracts/posts/approve-assignment.ts';
import { approveSingleOperator } from '../../../shared/contracts/posts/approve-single-operator.ts';
import { assignPost } from '../../../shared/contracts/posts/assign-post.ts';
import { choosePost } from '../../../shared/contracts/posts/choose-post.ts';
import { people } from '../../../shared/contracts/posts/people.ts';
import { proposeSingleOperator } from '../../../shared/contracts/posts/propose-single-operator.ts';
import { session } from '../../../shared/contracts/posts/session.ts';
import { type Founded, foundHouse, openServer } from './posts.fixture.ts';

let house: Awaited<ReturnType<typeof openServer>>;
let staff: Founded;
beforeAll(async () => {
  house = await openServer();
  staff = await foundHouse(house);
});
afterAll(() => house.close());

it('is switched by two persons, and not off while one person holds both posts', async () => {
  const [admin, supervisor, funds] = [staff.as('jishu'), staff.as('zhuguan'), staff.as('jingfei')];
  await funds.post(choosePost, { post: 'finance' });
  await admin.post(choosePost, { post: 'system-administrator' });
  const clerk = staff.idOf('shoudian1');
  const both = { personId: clerk, post: 'cashier' as const };
  expect(await admin.refused(assignPost, both)).toMatchObject({ facts: { key: 'clerk-cashier' } });

  const wanted = { wanted: true, reason: '人手不足，一人兼管' };
  const { changeId } = await supervisor.post(proposeSingleOperator, wanted);
  expect(await admin.refused(proposeSingleOperator, wanted)).toMatchObject({ code: 'single_operator.open_already' });
  expect(await staff.as('shoudian1').refused(proposeSingleOperator, wanted)).toMatchObject({
    code: 'post.not_allowed',
  });
  const own = [await staff.sign('zhuguan', approveSingleOperator, { changeId })];
  expect(await supervisor.refused(approveSingleOperator, { changeId, signatures: own })).toMatchObject({
    code: 'person.not_alone',
  });
  expect(await admin.refused(approveSingleOperator, { changeId, signatures: own })).toMatchObject({
    code: 'post.not_allowed',
  });
  expect((await funds.get(people)).singleOperatorChange).toMatchObject({
    wanted: true,
    can: ['posts.approve-single-operator', 'posts.refuse-single-operator'],
  });
  await staff.signed('jingfei', approveSingleOperator, { changeId });
  expect(await admin.get(session)).toMatchObject({ singleOperator: true });

  const { assignmentId } = await admin.post(assignPost, both);
  await staff.signed('zhuguan', approveAssignment, { assignmentId });
  expect(await admin.refused(proposeSingleOperator, wanted)).toMatchObject({ code: 'single_operator.already_so' });
  const off = await admin.post(proposeSingleOperator, { wanted: false, reason: '人员到齐' });
  const signatures = [await staff.sign('jingfei', approveSingleOperator, off)];
  expect(await funds.refused(approveSingleOperator, { ...off, signatures })).toMatchObject({
    code: 'single_operator.held_by_one',
  });
});
