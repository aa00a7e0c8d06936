/** A name corrected, proposals refused, one's own sessions: what is taken back or put right without a new right. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { choosePost } from '../../../shared/contracts/posts/choose-post.ts';
import { endOwnSessions } from '../../../shared/contracts/posts/end-own-sessions.ts';
import { ownSessions } from '../../../shared/contracts/posts/own-sessions.ts';
import { people } from '../../../shared/contracts/posts/people.ts';
import { person } from '../../../shared/contracts/posts/person.ts';
import { proposeSecretReset } from '../../../shared/contracts/posts/propose-secret-reset.ts';
import { proposeSingleOperator } from '../../../shared/contracts/posts/propose-single-operator.ts';
import { refuseSecretReset } from '../../../shared/contracts/posts/refuse-secret-reset.ts';
import { refuseSingleOperator } from '../../../shared/contracts/posts/refuse-single-operator.ts';
import { renamePerson } from '../../../shared/contracts/posts/rename-person.ts';
import { signIn } from '../../../shared/contracts/posts/sign-in.ts';
import { newId } from '../../../shared/values/ids.ts';
import { type Founded, foundHouse, openServer, PASSWORD } from './posts.fixture.ts';

let house: Awaited<ReturnType<typeof openServer>>;
let staff: Founded;
beforeAll(async () => {
  house = await openServer();
  staff = await foundHouse(house);
  await staff.as('jishu').post(choosePost, { post: 'system-administrator' });
});
afterAll(() => house.close());

const admin = () => staff.as('jishu');
const supervisor = () => staff.as('zhuguan');

it('corrects a name by an approver’s authenticator, never the own one', async () => {
  const personId = staff.idOf('shoudian1');
  const reason = '设置时写错';
  expect((await supervisor().get(person, { personId })).can).toContain('posts.rename-person');
  await staff.signed('zhuguan', renamePerson, { personId, name: '售电丙甲', reason });
  expect(await supervisor().get(person, { personId })).toMatchObject({ name: '售电丙甲', login: 'shoudian1' });
  const own = { personId: staff.idOf('zhuguan'), name: '另一名', reason };
  const signatures = [await staff.sign('zhuguan', renamePerson, own)];
  expect(await supervisor().refused(renamePerson, { ...own, signatures })).toMatchObject({ code: 'person.not_alone' });
  const unsigned = { personId, name: '丙', reason, signatures: [newId()] };
  expect(await supervisor().refused(renamePerson, unsigned)).toMatchObject({ code: 'signature.needed' });
  expect(await admin().refused(renamePerson, unsigned)).toMatchObject({ code: 'post.not_allowed' });
});

it('refuses a reset, so that another may be proposed and the account stays as it was', async () => {
  const personId = staff.idOf('shoufei1');
  const { resetId } = await admin().post(proposeSecretReset, { personId, reason: '忘记密码' });
  expect(await admin().refused(refuseSecretReset, { resetId })).toMatchObject({ code: 'post.not_allowed' });
  expect((await supervisor().get(person, { personId })).openReset?.can).toEqual([
    'posts.approve-secret-reset',
    'posts.refuse-secret-reset',
  ]);
  expect((await supervisor().get(people, { text: 'shoufei1' })).rows).toMatchObject([{ awaiting: 1 }]);
  await supervisor().post(refuseSecretReset, { resetId });
  expect((await supervisor().get(people, { text: 'shoufei1' })).rows).toMatchObject([{ awaiting: 0 }]);
  expect(await supervisor().refused(refuseSecretReset, { resetId })).toMatchObject({ code: 'state.illegal_move' });
  expect(await supervisor().get(person, { personId })).toMatchObject({ openReset: null, claimed: true });
  await admin().post(proposeSecretReset, { personId, reason: '确实忘记' });
});

it('refuses a change of the mode, but not by the one who proposed it', async () => {
  const { changeId } = await supervisor().post(proposeSingleOperator, { wanted: true, reason: '人手不足' });
  expect(await supervisor().refused(refuseSingleOperator, { changeId })).toMatchObject({ code: 'person.not_alone' });
  await staff.as('jingfei').post(choosePost, { post: 'finance' });
  await staff.as('jingfei').post(refuseSingleOperator, { changeId });
  expect(await supervisor().get(people)).toMatchObject({ singleOperatorChange: null });
});

it('shows where one is signed in and ends the others', async () => {
  const elsewhere = house.browser('10.0.0.9');
  await elsewhere.post(signIn, { login: 'shenji', password: PASSWORD });
  const { rows } = await staff.as('shenji').get(ownSessions);
  expect(rows).toMatchObject([
    { address: '10.0.0.9', here: false, post: 'auditor' },
    { address: '10.0.0.1', here: true },
  ]);
  expect(await staff.as('shenji').post(endOwnSessions, {})).toEqual({ endedSessions: 1 });
  expect(await elsewhere.refused(ownSessions)).toMatchObject({ code: 'session.ended' });
  expect((await staff.as('shenji').get(ownSessions)).rows).toHaveLength(1);
});
