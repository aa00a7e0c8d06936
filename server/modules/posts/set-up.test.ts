import { afterEach, beforeEach, expect, it } from 'vitest';
import { choosePost } from '../../../shared/contracts/posts/choose-post.ts';
import { claimAccount } from '../../../shared/contracts/posts/claim-account.ts';
import { confirmSetUp } from '../../../shared/contracts/posts/confirm-set-up.ts';
import { founding } from '../../../shared/contracts/posts/founding.ts';
import { session } from '../../../shared/contracts/posts/session.ts';
import { setUpHouse } from '../../../shared/contracts/posts/set-up-house.ts';
import { signIn } from '../../../shared/contracts/posts/sign-in.ts';
import { createSetUpToken } from './index.ts';
import { DOCUMENT, foundHouse, openServer, PASSWORD, PIN } from './posts.fixture.ts';

let house: Awaited<ReturnType<typeof openServer>>;
beforeEach(async () => {
  house = await openServer();
});
afterEach(() => house.close());

const newToken = () => createSetUpToken(house.database.app, house.clock).then((token) => token!);

it('opens the house only when the second founder has signed the document', async () => {
  const wizard = house.browser();
  expect(await wizard.get(session)).toMatchObject({ site: null, setUp: false, founding: false, person: null });
  const { codes } = await wizard.post(setUpHouse, { token: await newToken(), ...DOCUMENT });
  expect(codes.map((one) => one.login)).toEqual(['jishu', 'zhuguan']);

  const first = house.browser();
  const claimed = await first.post(claimAccount, { code: codes[0]!.code, password: PASSWORD, pin: PIN });
  expect(claimed).toMatchObject({ founding: true, setUp: false, person: { login: 'jishu' }, post: null, posts: [] });
  const { digest, youAre, document } = await first.get(founding);
  expect({ youAre, people: document?.people.length }).toEqual({ youAre: 'first', people: 6 });
  expect(await first.refused(confirmSetUp, { digest, pin: PIN })).toMatchObject({ code: 'set_up.not_second_founder' });

  const second = house.browser();
  await second.post(claimAccount, { code: codes[1]!.code.toLowerCase(), password: PASSWORD, pin: PIN });
  expect(await second.refused(confirmSetUp, { digest, pin: '111222' })).toMatchObject({ code: 'signature.wrong' });
  expect(await second.refused(confirmSetUp, { digest: '0'.repeat(64), pin: PIN })).toMatchObject({
    code: 'set_up.document_changed',
  });
  const rest = await second.post(confirmSetUp, { digest: digest!, pin: PIN });
  expect(rest.codes.map((one) => one.login).sort()).toEqual(['jingfei', 'shenji', 'shoudian1', 'shoufei1']);
  expect(await second.get(session)).toMatchObject({
    setUp: true,
    post: 'vending-supervisor',
    businessDate: '2026-03-02',
  });
  expect(await second.refused(confirmSetUp, { digest, pin: PIN })).toMatchObject({ code: 'set_up.done' });

  const rows = await house.database.owner.query(
    `select p.login, a.login as approver, b.login as proposer from person p
     join person a on a.person_id = p.approved_by join person b on b.person_id = p.proposed_by order by p.login`,
  );
  expect(rows.rows.map((row) => `${row.login}: ${row.proposer} / ${row.approver}`)).toEqual([
    'jingfei: jishu / zhuguan',
    'jishu: jishu / zhuguan',
    'shenji: jishu / zhuguan',
    'shoudian1: jishu / zhuguan',
    'shoufei1: jishu / zhuguan',
    'zhuguan: zhuguan / jishu',
  ]);
});

it('lets nobody else in while founding', async () => {
  const { codes } = await house.browser().post(setUpHouse, { token: await newToken(), ...DOCUMENT });
  const stranger = house.browser();
  expect(await stranger.get(founding)).toEqual({ state: 'founding', youAre: null, document: null, digest: null });
  expect(await stranger.refused(signIn, { login: 'shoudian1', password: PASSWORD })).toMatchObject({
    code: 'sign_in.failed',
  });
  await stranger.post(claimAccount, { code: codes[0]!.code, password: PASSWORD, pin: PIN });
  expect(await stranger.refused(choosePost, { post: 'system-administrator' })).toMatchObject({
    code: 'house.not_set_up',
  });
});

it('takes the newest token only, for an hour, for one document', async () => {
  const old = await newToken();
  house.later(1);
  const token = await newToken();
  const wizard = house.browser();
  expect(await wizard.refused(setUpHouse, { token: old, ...DOCUMENT })).toMatchObject({ code: 'set_up.wrong_token' });
  const before = await wizard.post(setUpHouse, { token, ...DOCUMENT });
  const again = await wizard.post(setUpHouse, { token, ...DOCUMENT });
  expect(again.codes.map((one) => one.login)).toEqual(['jishu', 'zhuguan']);
  expect(
    await wizard.refused(claimAccount, { code: before.codes[0]!.code, password: PASSWORD, pin: PIN }),
  ).toMatchObject({
    code: 'claim_code.wrong',
  });
  const other = { ...DOCUMENT, site: { ...DOCUMENT.site, name: '西校区售电处' } };
  expect(await wizard.refused(setUpHouse, { token, ...other })).toMatchObject({ code: 'set_up.done' });
  house.later(3600);
  expect(await wizard.refused(setUpHouse, { token, ...DOCUMENT })).toMatchObject({ code: 'set_up.wrong_token' });
  expect(await createSetUpToken(house.database.app, house.clock)).toBeNull();
});

it('refuses a staffing that breaks the rules and names each breach', async () => {
  const people = DOCUMENT.people.slice(0, 4);
  const refusal = await house.browser().refused(setUpHouse, { token: await newToken(), ...DOCUMENT, people });
  expect(refusal.code).toBe('set_up.staffing');
  expect(refusal.facts.problems).toContainEqual({ problem: 'too-few', needed: 5, given: 4 });
  expect((await house.database.owner.query('select 1 from site')).rowCount).toBe(0);
});

it('keeps the founding whole in the chain and no secret in it', async () => {
  await foundHouse(house);
  const records = await house.database.owner.query<{ operation: string; body: string }>(
    'select operation, body from chain_record order by seq',
  );
  expect(records.rows.map((row) => row.operation)).toEqual(['posts.set-up-house', 'posts.confirm-set-up']);
  const bodies = records.rows.map((row) => row.body).join('\n');
  expect(bodies).toContain('shoudian1');
  expect(bodies).not.toMatch(/argon2|730518|wooden/);
});
