import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { myDay } from '../../../shared/contracts/duties/my-day.ts';
import { changePassword } from '../../../shared/contracts/posts/change-password.ts';
import { changePin } from '../../../shared/contracts/posts/change-pin.ts';
import { choosePost } from '../../../shared/contracts/posts/choose-post.ts';
import { colleagues } from '../../../shared/contracts/posts/colleagues.ts';
import { confirmTotp } from '../../../shared/contracts/posts/confirm-totp.ts';
import { demoSignIn } from '../../../shared/contracts/posts/demo-sign-in.ts';
import { lockSession } from '../../../shared/contracts/posts/lock-session.ts';
import { session } from '../../../shared/contracts/posts/session.ts';
import { signAct } from '../../../shared/contracts/posts/sign-act.ts';
import { signIn } from '../../../shared/contracts/posts/sign-in.ts';
import { signOut } from '../../../shared/contracts/posts/sign-out.ts';
import { startTotp } from '../../../shared/contracts/posts/start-totp.ts';
import { unlockSession } from '../../../shared/contracts/posts/unlock-session.ts';
import { codeAt } from './authenticator.ts';
import { type Founded, foundHouse, openServer, PASSWORD, PIN } from './posts.fixture.ts';

let house: Awaited<ReturnType<typeof openServer>>;
let staff: Founded;
beforeAll(async () => {
  house = await openServer();
  staff = await foundHouse(house);
});
afterAll(() => house.close());
// What one test has tried must not count in the next.
beforeEach(() => house.later(2 * 3600));

const clerk = { login: 'shoudian1', password: PASSWORD };

it('signs in with a new token each time and ends the browser’s old session', async () => {
  const browser = house.browser();
  const view = await browser.post(signIn, { ...clerk, login: 'SHOUDIAN1' });
  expect(view).toMatchObject({ person: { login: 'shoudian1' }, post: 'vending-clerk', posts: ['vending-clerk'] });
  const old = browser.cookie();
  await browser.post(signIn, clerk);
  expect(browser.cookie()).not.toBe(old);
  browser.useCookie(old);
  expect(await browser.refused(colleagues)).toMatchObject({ code: 'session.ended' });
});

it('keeps no token, only its digest', async () => {
  const browser = house.browser();
  await browser.post(signIn, clerk);
  const { rows } = await house.database.owner.query<{ all: string }>(
    'select string_agg(s::text, $1) as all from session s',
    ['\n'],
  );
  expect(rows[0]!.all).not.toContain(browser.cookie()!.split('.')[1]);
});

it.each([
  ['a wrong password', { login: 'shoudian1', password: 'something else' }],
  ['an unknown login', { login: 'nobody', password: PASSWORD }],
])('says the same for %s', async (_, input) => {
  expect(await house.browser().refused(signIn, input)).toMatchObject({ code: 'sign_in.failed' });
});

it('delays after five wrong tries, also when they come at once, and never blocks for good', async () => {
  const browser = house.browser('10.0.9.9');
  const wrong = { ...clerk, password: 'wrong wrong wrong' };
  const codes = await Promise.all(Array.from({ length: 9 }, () => browser.refused(signIn, wrong)));
  expect(codes.filter((one) => one.code === 'sign_in.failed')).toHaveLength(5);
  expect(await browser.refused(signIn, clerk)).toMatchObject({ code: 'sign_in.wait', facts: { seconds: 31 } });
  await house.browser('10.0.9.10').post(signIn, clerk);
  house.later(31);
  await browser.post(signIn, clerk);
  expect(await browser.refused(signIn, wrong)).toMatchObject({ code: 'sign_in.failed' });
});

it('ends an office session after 15 minutes and locks a counter’s after 3', async () => {
  const [office, counter] = [house.browser(), house.browser()];
  await office.post(signIn, { ...clerk, login: 'zhuguan' });
  await counter.post(signIn, clerk);
  house.later(181);
  await office.get(colleagues);
  expect(await counter.refused(colleagues)).toMatchObject({ code: 'session.locked' });
  expect(await counter.get(session)).toMatchObject({ locked: true, post: null, person: { login: 'shoudian1' } });
  expect(await counter.refused(choosePost, { post: 'vending-clerk' })).toMatchObject({ code: 'session.locked' });
  expect(await counter.refused(unlockSession, { pin: '000000' })).toMatchObject({ code: 'signature.wrong' });
  expect(await counter.post(unlockSession, { pin: PIN })).toMatchObject({ locked: false, post: 'vending-clerk' });
  await counter.get(colleagues);
  house.later(901);
  expect(await office.refused(colleagues)).toMatchObject({ code: 'session.ended' });
  expect(await counter.refused(unlockSession, { pin: PIN })).toMatchObject({ code: 'session.ended' });
});

it('ends any session after 12 hours', async () => {
  const browser = house.browser();
  await browser.post(signIn, { ...clerk, login: 'zhuguan' });
  for (let minutes = 0; minutes < 12 * 60 - 14; minutes += 14) {
    house.later(14 * 60);
    await browser.get(colleagues);
  }
  house.later(14 * 60);
  expect(await browser.refused(colleagues)).toMatchObject({ code: 'session.ended' });
});

it('locks on request, signs out, and lets the post be chosen among one’s own', async () => {
  const browser = house.browser();
  await browser.post(signIn, { ...clerk, login: 'jingfei' });
  expect(await browser.post(choosePost, { post: 'finance' })).toMatchObject({ post: 'finance' });
  expect(await browser.refused(choosePost, { post: 'cashier' })).toMatchObject({ code: 'post.not_held' });
  expect(await browser.post(lockSession, {})).toMatchObject({ locked: true, post: null });
  expect(await browser.post(unlockSession, { password: PASSWORD })).toMatchObject({ locked: false, post: 'finance' });
  await browser.post(signOut, {});
  expect(browser.cookie()).toBeUndefined();
  expect(await browser.refused(colleagues)).toMatchObject({ code: 'session.none' });
  await browser.post(signIn, { ...clerk, login: 'jingfei' });
  expect(await browser.get(session)).toMatchObject({ post: 'finance' });
});

it('enrols an authenticator, asks for it at sign-in, and takes each code once', async () => {
  const browser = house.browser();
  const cashier = { ...clerk, login: 'shoufei1' };
  await browser.post(signIn, cashier);
  expect(await browser.refused(confirmTotp, { totp: '123456' })).toMatchObject({ code: 'totp_code.not_started' });
  const { secret, uri } = await browser.post(startTotp, { password: PASSWORD });
  expect(uri).toContain(`secret=${secret}`);
  const code = codeAt(secret, house.clock.now());
  await browser.post(confirmTotp, { totp: `${code.slice(0, 3)} ${code.slice(3)}` });
  expect(await browser.refused(signIn, cashier)).toMatchObject({ code: 'sign_in.totp_needed' });
  expect(await browser.refused(signIn, { ...cashier, totp: code })).toMatchObject({ code: 'totp_code.used' });
  house.later(30);
  const next = codeAt(secret, house.clock.now());
  expect(await browser.post(signIn, { ...cashier, totp: next })).toMatchObject({ totp: true });
  const act = { act: 'posts.end-sessions', content: { personId: staff.idOf('zhuguan') } };
  expect(await browser.refused(signAct, { ...act, totp: next })).toMatchObject({ code: 'totp_code.used' });
  house.later(30);
  const signed = await browser.post(signAct, { ...act, totp: codeAt(secret, house.clock.now()) });
  expect(signed).toMatchObject({ post: 'cashier', personId: staff.idOf('shoufei1') });
  const { rows } = await house.database.owner.query<{ all: string }>(
    'select string_agg(c::text, $1) as all from credential c',
    ['\n'],
  );
  expect(rows[0]!.all).not.toContain(secret);
});

it('does not let the right password clear wrong tries at the authenticator', async () => {
  const browser = house.browser('10.0.7.7');
  const cashier = { ...clerk, login: 'shoufei1' };
  for (let n = 0; n < 5; n += 1) {
    expect(await browser.refused(signIn, { ...cashier, totp: '000000' })).toMatchObject({ code: 'sign_in.failed' });
    if (n < 4) expect(await browser.refused(signIn, cashier)).toMatchObject({ code: 'sign_in.totp_needed' });
  }
  expect(await browser.refused(signIn, cashier)).toMatchObject({ code: 'sign_in.wait' });
});

it('changes password and PIN only against the present password, and refuses what everybody tries', async () => {
  const [browser, elsewhere] = [house.browser(), house.browser()];
  const auditor = { ...clerk, login: 'shenji' };
  await browser.post(signIn, auditor);
  await elsewhere.post(signIn, auditor);
  const own = { password: PASSWORD };
  expect(await browser.refused(changePin, { password: 'not it at all', newPin: '840291' })).toMatchObject({
    code: 'signature.wrong',
  });
  expect(await browser.refused(changePin, { ...own, newPin: '123456' })).toMatchObject({ code: 'pin.too_easy' });
  expect(await browser.refused(changePassword, { ...own, newPassword: 'password123' })).toMatchObject({
    code: 'password.too_easy',
  });
  await browser.post(changePin, { ...own, newPin: '840291' });
  await browser.post(changePassword, { ...own, newPassword: 'nine small blue boats' });
  await browser.get(colleagues);
  expect(await elsewhere.refused(colleagues)).toMatchObject({ code: 'session.ended' });
  expect(await elsewhere.refused(signIn, auditor)).toMatchObject({ code: 'sign_in.failed' });
  await elsewhere.post(signIn, { ...auditor, password: 'nine small blue boats' });
});

it('notes a person at two places, and tells the person and the supervisor while it lasts', async () => {
  const [first, second] = [house.browser('10.0.0.21'), house.browser('10.0.0.22')];
  const supervisor = house.browser('10.0.0.23');
  const told = async (browser: typeof first): Promise<string[]> =>
    (await browser.get(myDay)).queue.map(({ title }) => title.zh).filter((title) => /登录/.test(title));
  await supervisor.post(signIn, { login: 'zhuguan', password: PASSWORD });
  await first.post(signIn, clerk);
  expect(await told(first)).toEqual([]);
  await second.post(signIn, clerk);
  const { rows } = await house.database.app.query(
    "select address, detail from security_event where kind = 'signed-in-twice' order by at desc, event_id desc limit 1",
  );
  expect(rows).toEqual([{ address: '10.0.0.22', detail: { places: ['10.0.0.21'] } }]);
  for (const browser of [first, second]) expect(await told(browser)).toEqual(['本人在别处也登录着，请核实']);
  expect(await told(supervisor)).toEqual(['两处同时登录：售电丙']);
  await second.post(signOut, {});
  expect(await told(first)).toEqual([]);
  expect(await told(supervisor)).toEqual([]);
});

it('knows no demo unless it is one', async () => {
  const input = { token: 'x', post: 'cashier' };
  expect(await house.browser().refused(demoSignIn, input)).toMatchObject({ code: 'demo.not_here' });
});

it('notes sign-ins, failures and denials in the security log', async () => {
  const { rows } = await house.database.owner.query<{ kind: string }>(
    'select distinct kind from security_event order by kind',
  );
  expect(rows.map((row) => row.kind)).toEqual(
    expect.arrayContaining([
      'authenticator-enrolled',
      'choose-post',
      'lock',
      'password-changed',
      'sign-in',
      'sign-in-failed',
      'sign-out',
      'unlock',
    ]),
  );
});
