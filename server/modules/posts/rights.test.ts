import { afterAll, beforeAll, expect, it } from 'vitest';
import { approveAssignment } from '../../../shared/contracts/posts/approve-assignment.ts';
import { approvePerson } from '../../../shared/contracts/posts/approve-person.ts';
import { approveSecretReset } from '../../../shared/contracts/posts/approve-secret-reset.ts';
import { assignPost } from '../../../shared/contracts/posts/assign-post.ts';
import { auditLog } from '../../../shared/contracts/posts/audit-log.ts';
import { choosePost } from '../../../shared/contracts/posts/choose-post.ts';
import { claimAccount } from '../../../shared/contracts/posts/claim-account.ts';
import { colleagues } from '../../../shared/contracts/posts/colleagues.ts';
import { disablePerson } from '../../../shared/contracts/posts/disable-person.ts';
import { endAssignment } from '../../../shared/contracts/posts/end-assignment.ts';
import { endSessions } from '../../../shared/contracts/posts/end-sessions.ts';
import { issueClaimCode } from '../../../shared/contracts/posts/issue-claim-code.ts';
import { people } from '../../../shared/contracts/posts/people.ts';
import { person } from '../../../shared/contracts/posts/person.ts';
import { postMatrix } from '../../../shared/contracts/posts/post-matrix.ts';
import { proposePerson } from '../../../shared/contracts/posts/propose-person.ts';
import { proposeSecretReset } from '../../../shared/contracts/posts/propose-secret-reset.ts';
import { refuseAssignment } from '../../../shared/contracts/posts/refuse-assignment.ts';
import { refusePerson } from '../../../shared/contracts/posts/refuse-person.ts';
import { securityEvents } from '../../../shared/contracts/posts/security-events.ts';
import { session } from '../../../shared/contracts/posts/session.ts';
import { signIn } from '../../../shared/contracts/posts/sign-in.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { reading } from '../../platform/db/tx.ts';
import { type Founded, foundHouse, openServer, PASSWORD, PIN } from './posts.fixture.ts';
import { newRights } from './rights.ts';

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
const nobodySigned = { signatures: [newId()] };
const codeOf = async (approver: string, personId: string) =>
  (await staff.as(approver).post(issueClaimCode, { personId })).issued.code;

async function bringIn(login: string, post: 'vending-clerk' | 'cashier' | 'equipment-keeper') {
  const { personId } = await admin().post(proposePerson, { name: '新来', login, posts: [post] });
  await staff.signed('zhuguan', approvePerson, { personId });
  return personId;
}

it('brings a person in by two: proposed, approved with the authenticator, claimed with an own code', async () => {
  const { personId } = await admin().post(proposePerson, {
    name: '新来庚',
    login: 'shoudian2',
    posts: ['vending-clerk'],
  });
  expect((await supervisor().get(people, { state: 'proposed' })).rows).toMatchObject([
    { login: 'shoudian2', posts: ['vending-clerk'], can: ['posts.approve-person', 'posts.refuse-person'] },
  ]);
  await staff.signed('zhuguan', approvePerson, { personId });
  const browser = house.browser();
  const code = await codeOf('zhuguan', personId);
  expect(await browser.refused(signIn, { login: 'shoudian2', password: PASSWORD })).toMatchObject({
    code: 'sign_in.failed',
  });
  const view = await browser.post(claimAccount, { code, password: PASSWORD, pin: PIN });
  expect(view).toMatchObject({ post: 'vending-clerk', person: { name: '新来庚' } });
  expect(await browser.refused(claimAccount, { code, password: PASSWORD, pin: PIN })).toMatchObject({
    code: 'claim_code.wrong',
  });
  expect(await supervisor().refused(issueClaimCode, { personId })).toMatchObject({ code: 'claim_code.claimed' });
  expect(await supervisor().refused(approvePerson, { personId, ...nobodySigned })).toMatchObject({
    code: 'signature.needed',
  });
});

it('refuses a proposal that breaks the rules, and approval without a signature of one’s own', async () => {
  const propose = (posts: string[], login = 'xinlai') => admin().refused(proposePerson, { name: '甲', login, posts });
  expect(await propose(['vending-clerk'], 'SHOUFEI1')).toMatchObject({ code: 'login.taken' });
  expect(await propose(['mechanic'])).toMatchObject({ code: 'post.of_no_pack' });
  expect(await propose(['vending-clerk', 'price-approver'])).toMatchObject({
    code: 'person.must_differ',
    facts: { key: 'sell-price', posts: ['vending-clerk', 'price-approver'] },
  });
  const forbidden = await staff.as('shoufei1').refused(proposePerson, { name: '甲', login: 'x1', posts: ['cashier'] });
  expect(forbidden).toMatchObject({ code: 'post.not_allowed' });
});

it('never lets one person do both: not propose and approve, not one’s own', async () => {
  // An administrator who later becomes supervisor and finds the own proposal waiting.
  const { personId } = await admin().post(proposePerson, { name: '辛', login: 'shoudian3', posts: ['vending-clerk'] });
  await house.database.owner.query('update person set proposed_by = $1 where person_id = $2', [
    staff.idOf('zhuguan'),
    personId,
  ]);
  const signatures = [await staff.sign('zhuguan', approvePerson, { personId })];
  expect(await supervisor().refused(approvePerson, { personId, signatures })).toMatchObject({
    code: 'person.not_alone',
  });
  await supervisor().post(refusePerson, { personId });
  expect(await supervisor().refused(refusePerson, { personId })).toMatchObject({ code: 'state.illegal_move' });
  expect(await admin().refused(refusePerson, { personId })).toMatchObject({ code: 'post.not_allowed' });
  const update = house.database.owner.query(
    'update person set approved_by = proposed_by, approved_at = now() where person_id = $1',
    [personId],
  );
  await expect(update).rejects.toThrow(/check/);
});

it('gives a post that touches money by two, another by one, and none that excludes one held', async () => {
  const personId = await bringIn('baoguan', 'equipment-keeper');
  const direct = await admin().post(assignPost, { personId, post: 'trainer' });
  expect(direct.state).toBe('active');
  expect(await admin().refused(assignPost, { personId, post: 'trainer' })).toMatchObject({ code: 'post.held_already' });
  const cashier = await admin().post(assignPost, { personId, post: 'cashier' });
  expect(cashier.state).toBe('proposed');
  expect(await admin().refused(assignPost, { personId, post: 'vending-clerk' })).toMatchObject({
    facts: { key: 'clerk-cashier' },
  });
  expect(
    (await supervisor().get(person, { personId })).assignments.find((one) => one.post === 'cashier'),
  ).toMatchObject({
    state: 'proposed',
    can: ['posts.approve-assignment', 'posts.refuse-assignment', 'posts.end-assignment'],
  });
  const { assignmentId } = cashier;
  expect(await admin().refused(approveAssignment, { assignmentId, ...nobodySigned })).toMatchObject({
    code: 'post.not_allowed',
  });
  await staff.signed('zhuguan', approveAssignment, { assignmentId });
  expect((await admin().get(colleagues, { post: 'cashier' })).rows.map((row) => row.login)).toEqual([
    'shoufei1',
    'baoguan',
  ]);
  const second = await admin().refused(assignPost, { personId, post: 'system-administrator' });
  expect(second).toMatchObject({ facts: { key: 'administrator-business' } });
});

it('refuses a proposed post, and ends one at once, sessions included', async () => {
  const personId = await bringIn('shoudian4', 'vending-clerk');
  const browser = house.browser();
  await browser.post(claimAccount, { code: await codeOf('zhuguan', personId), password: PASSWORD, pin: PIN });
  const auditor = await admin().refused(assignPost, { personId, post: 'auditor' });
  expect(auditor).toMatchObject({ facts: { key: 'auditor-writer' } });
  const held = (await admin().get(person, { personId })).assignments[0]!;
  expect(await supervisor().refused(refuseAssignment, { assignmentId: held.assignmentId })).toMatchObject({
    code: 'state.illegal_move',
  });
  expect(await browser.refused(refuseAssignment, { assignmentId: held.assignmentId })).toMatchObject({
    code: 'post.not_allowed',
  });
  await admin().post(endAssignment, { assignmentId: held.assignmentId });
  expect(await browser.refused(colleagues)).toMatchObject({ code: 'post.not_held' });
  expect(await browser.get(session)).toMatchObject({ post: null, posts: [] });
  expect(await admin().refused(endAssignment, { assignmentId: held.assignmentId })).toMatchObject({
    code: 'state.illegal_move',
  });
  const proposed = await admin().post(assignPost, { personId, post: 'cashier' });
  await supervisor().post(refuseAssignment, { assignmentId: proposed.assignmentId });
  const own = (await admin().get(person, { personId: staff.idOf('jishu') })).assignments[0]!;
  expect(own.can).toEqual([]);
  expect(await admin().refused(endAssignment, { assignmentId: own.assignmentId })).toMatchObject({
    code: 'person.not_alone',
  });
});

it('resets secrets by two; the holder claims again and the authenticator is gone', async () => {
  const personId = staff.idOf('shoufei1');
  await staff.sign('shoufei1', endSessions, { personId });
  const { resetId } = await admin().post(proposeSecretReset, { personId, reason: '忘记密码' });
  expect(await admin().refused(proposeSecretReset, { personId, reason: '又忘了' })).toMatchObject({
    code: 'reset.open_already',
  });
  expect(await supervisor().refused(proposeSecretReset, { personId, reason: '忘记' })).toMatchObject({
    code: 'post.not_allowed',
  });
  expect(await admin().refused(approveSecretReset, { resetId, ...nobodySigned })).toMatchObject({
    code: 'post.not_allowed',
  });
  await staff.signed('zhuguan', approveSecretReset, { resetId });
  expect(await staff.as('shoufei1').refused(colleagues)).toMatchObject({ code: 'session.ended' });
  const browser = staff.as('shoufei1');
  expect(await browser.refused(signIn, { login: 'shoufei1', password: PASSWORD })).toMatchObject({
    code: 'sign_in.failed',
  });
  expect(await admin().refused(issueClaimCode, { personId })).toMatchObject({ code: 'post.not_allowed' });
  const view = await browser.post(claimAccount, {
    code: await codeOf('zhuguan', personId),
    password: PASSWORD,
    pin: PIN,
  });
  expect(view).toMatchObject({ totp: false, post: 'cashier' });
});

it('a one-time code lasts 72 hours', async () => {
  const personId = await bringIn('shoudian5', 'vending-clerk');
  const code = await codeOf('zhuguan', personId);
  house.later(72 * 3600);
  const late = await house.browser().refused(claimAccount, { code, password: PASSWORD, pin: PIN });
  expect(late).toMatchObject({ code: 'claim_code.wrong' });
  for (const login of ['jishu', 'zhuguan', 'shenji', 'shoufei1']) {
    const browser = staff.as(login);
    if (login !== 'zhuguan') await browser.post(signIn, { login, password: PASSWORD });
  }
});

it('ends sessions and disables a person, at once and not oneself', async () => {
  const { personId } = await admin().post(proposePerson, { name: '壬', login: 'shoudian6', posts: ['vending-clerk'] });
  expect(await admin().refused(disablePerson, { personId })).toMatchObject({ code: 'state.illegal_move' });
  expect(await admin().refused(disablePerson, { personId: staff.idOf('jishu') })).toMatchObject({
    code: 'person.not_alone',
  });
  expect(await staff.as('shoufei1').refused(disablePerson, { personId })).toMatchObject({ code: 'post.not_allowed' });
  expect(await staff.as('shoufei1').refused(endSessions, { personId })).toMatchObject({ code: 'post.not_allowed' });
  const cashier = staff.idOf('shoufei1');
  expect(await admin().post(endSessions, { personId: cashier })).toEqual({ endedSessions: 1 });
  expect(await staff.as('shoufei1').refused(colleagues)).toMatchObject({ code: 'session.ended' });
  await staff.as('shoufei1').post(signIn, { login: 'shoufei1', password: PASSWORD });
  // What was only proposed for the person goes with the person; it can be refused, not ended.
  const { assignmentId } = await admin().post(assignPost, { personId: cashier, post: 'centre-leader' });
  expect(await admin().refused(endAssignment, { assignmentId })).toMatchObject({ code: 'state.illegal_move' });
  expect(await admin().post(disablePerson, { personId: cashier })).toMatchObject({ state: 'left', endedSessions: 1 });
  const { rows: posts } = await house.database.app.query(
    'select post, state from post_assignment where person_id = $1 order by post',
    [cashier],
  );
  expect(posts).toEqual([
    { post: 'cashier', state: 'ended' },
    { post: 'centre-leader', state: 'refused' },
  ]);
  expect(await staff.as('shoufei1').refused(colleagues)).toMatchObject({ code: 'session.ended' });
  const again = await staff.as('shoufei1').refused(signIn, { login: 'shoufei1', password: PASSWORD });
  expect(again).toMatchObject({ code: 'sign_in.failed' });
});

it('tells the next slip which posts were given', async () => {
  const [from, to] = [house.clock.now(), house.later(1)];
  const { personId } = (await admin().get(people, { text: 'shoudian5' })).rows[0]!;
  await admin().post(assignPost, { personId, post: 'trainer' });
  const { site_id } = (await house.database.owner.query<{ site_id: string }>('select site_id from site')).rows[0]!;
  const between = (span: { from: Instant; to: Instant }) =>
    reading(house.database.app, (tx) => newRights(tx, site_id, span));
  expect(await between({ from, to })).toEqual([]);
  expect(await between({ from, to: house.later(1) })).toMatchObject([
    { name: '新来', post: 'trainer', approvedBy: null },
  ]);
});

it('shows the auditor the matrix, the security log and the chain, and nobody else the chain', async () => {
  const auditor = staff.as('shenji');
  const { rows } = await auditor.get(postMatrix);
  expect(rows.find((row) => row.act === 'posts.approve-person')).toMatchObject({ who: 'posts', sign: 'totp' });
  const denied = await auditor.get(securityEvents, { kind: 'denied', limit: 2 });
  expect(denied.rows).toHaveLength(2);
  const more = await auditor.get(securityEvents, { kind: 'denied', limit: 2, after: denied.next! });
  expect(more.rows[0]!.eventId).not.toBe(denied.rows[1]!.eventId);
  expect((await auditor.get(auditLog, { operation: 'posts.approve-person', text: '新来庚' })).rows).toMatchObject([
    { operation: 'posts.approve-person', person: '主管乙', post: 'vending-supervisor' },
  ]);
  const page = await auditor.get(auditLog, { limit: 3 });
  const next = await auditor.get(auditLog, { limit: 3, after: page.next! });
  expect(new Set([...page.rows, ...next.rows].map((row) => row.hash)).size).toBe(6);
  expect(await admin().refused(auditLog)).toMatchObject({ code: 'post.not_allowed' });
});
