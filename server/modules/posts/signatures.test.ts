import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { approvePerson } from '../../../shared/contracts/posts/approve-person.ts';
import { choosePost } from '../../../shared/contracts/posts/choose-post.ts';
import { proposePerson } from '../../../shared/contracts/posts/propose-person.ts';
import { signAct } from '../../../shared/contracts/posts/sign-act.ts';
import { unlockSession } from '../../../shared/contracts/posts/unlock-session.ts';
import { newId } from '../../../shared/values/ids.ts';
import { reading } from '../../platform/db/tx.ts';
import { Refusal } from '../../platform/operations/refuse.ts';
import { requireDifferentPersons } from './different-persons.ts';
import { type Founded, foundHouse, openServer, PIN } from './posts.fixture.ts';
import { type NeededSignature, requireSignature } from './signatures.ts';

let house: Awaited<ReturnType<typeof openServer>>;
let staff: Founded;
beforeAll(async () => {
  house = await openServer();
  staff = await foundHouse(house);
  await staff.as('jishu').post(choosePost, { post: 'system-administrator' });
});
afterAll(() => house.close());

// The clock runs on in these tests, and a counter's screen locks after three minutes.
beforeEach(async () => {
  for (const login of ['shoudian1', 'shoufei1']) await staff.as(login).post(unlockSession, { pin: PIN });
});

let count = 0;
async function proposed(): Promise<string> {
  count += 1;
  const input = { name: '候选', login: `houxuan${count}`, posts: ['vending-clerk' as const] };
  return (await staff.as('jishu').post(proposePerson, input)).personId;
}

it('counts once, for two minutes, for what was signed, and only the actor’s own', async () => {
  const supervisor = staff.as('zhuguan');
  const [first, second] = [await proposed(), await proposed()];
  const refused = async (personId: string, ...signatures: string[]) =>
    (await supervisor.refused(approvePerson, { personId, signatures })).code;

  expect(await refused(first, newId())).toBe('signature.needed');
  const forFirst = await staff.sign('zhuguan', approvePerson, { personId: first });
  expect(await refused(second, forFirst)).toBe('signature.content');
  const byClerk = await staff.sign('shoudian1', approvePerson, { personId: first });
  expect(await refused(first, byClerk)).toBe('signature.needed');
  const byPin = await supervisor.post(signAct, { pin: PIN, act: 'posts.approve-person', content: { personId: first } });
  expect(await refused(first, byPin.signatureId)).toBe('signature.needed');

  house.later(121);
  expect(await refused(first, forFirst)).toBe('signature.expired');
  const fresh = await staff.sign('zhuguan', approvePerson, { personId: first });
  await supervisor.post(approvePerson, { personId: first, signatures: [fresh] });
  expect(await refused(first, fresh)).toBe('signature.used');
});

it('a refused act leaves the signature unused', async () => {
  const personId = await proposed();
  const id = await staff.sign('zhuguan', approvePerson, { personId });
  const both = [id, await staff.sign('shoudian1', approvePerson, { personId: await proposed() })];
  expect(await staff.as('zhuguan').refused(approvePerson, { personId, signatures: both })).toMatchObject({
    code: 'signature.content',
  });
  await staff.as('zhuguan').post(approvePerson, { personId, signatures: [id] });
});

it('is signed with exactly one secret, over an act that exists, with content that fits it', async () => {
  const cashier = staff.as('shoufei1');
  const act = { act: 'posts.approve-person', content: { personId: newId() } };
  const code = async (input: object) => (await cashier.refused(signAct, input)).code;
  expect(await code(act)).toBe('signature.secret_missing');
  expect(await code({ ...act, pin: PIN, totp: '123456' })).toBe('signature.secret_missing');
  expect(await code({ ...act, totp: '123456' })).toBe('signature.totp_missing');
  expect(await code({ ...act, pin: PIN, act: 'posts.no-such' })).toBe('signature.act_unknown');
  expect(await code({ ...act, pin: PIN, content: { personId: 'x' } })).toBe('request.invalid');
  expect(await code({ ...act, pin: PIN, login: 'shoudian1', post: 'finance' })).toBe('post.not_held');
});

it('delays a signer after five wrong PINs, at whatever counter the colleague stands', async () => {
  house.later(60);
  const cashier = staff.as('shoufei1');
  const input = { login: 'shoudian1', act: 'posts.approve-person', content: { personId: newId() } };
  for (let n = 0; n < 5; n += 1)
    expect(await cashier.refused(signAct, { ...input, pin: '999991' })).toMatchObject({ code: 'signature.wrong' });
  expect(await cashier.refused(signAct, { ...input, pin: PIN })).toMatchObject({ code: 'signature.wait' });
  expect((await cashier.post(signAct, { ...input, login: undefined, pin: PIN })).post).toBe('cashier');
  house.later(31);
  expect(await cashier.post(signAct, { ...input, pin: PIN })).toMatchObject({ post: 'vending-clerk', name: '售电丙' });
});

it('is kept in the chain and can be changed by nobody', async () => {
  await expect(house.database.owner.query(`update signature set method = 'totp'`)).rejects.toThrow('posted is final');
  await expect(house.database.app.query('delete from signature_use')).rejects.toThrow('permission denied');
  const { rows } = await house.database.owner.query<{ missing: number }>(
    `select count(*)::int as missing from signature s where not exists
     (select 1 from chain_record r where position(s.signature_id::text in r.body) > 0)`,
  );
  expect(rows[0]!.missing).toBe(0);
});

it('finds among the given the party that must have signed', async () => {
  const content = { personId: newId() };
  const act = 'posts.approve-person';
  const cashier = staff.as('shoufei1');
  const own = await cashier.post(signAct, { pin: PIN, act, content });
  const other = await cashier.post(signAct, { pin: PIN, act, content, login: 'shoudian1' });
  const siteId = (await house.database.owner.query<{ site_id: string }>('select site_id from site')).rows[0]!.site_id;
  const signatureIds = [own.signatureId, other.signatureId];
  const need = async (more: Partial<NeededSignature>) => {
    const needed = { siteId, signatureIds, act, contentOf: { ...content, signatures: signatureIds }, ...more };
    try {
      return await reading(house.database.app, async (tx) =>
        (await requireSignature(tx, needed)).map((one) => one.post),
      );
    } catch (error) {
      return error instanceof Refusal ? error.code : String(error);
    }
  };
  expect(await need({})).toEqual(['cashier', 'vending-clerk']);
  expect(await need({ notPersonId: own.personId })).toEqual(['vending-clerk']);
  expect(await need({ personId: own.personId })).toEqual(['cashier']);
  expect(await need({ posts: ['vending-supervisor'] })).toBe('signature.needed');
  expect(await need({ contentOf: { personId: newId() } })).toBe('signature.content');
  expect(await need({ act: 'posts.refuse-person' })).toBe('signature.content');
});

it('refuses one person for both acts of a pair', () => {
  expect(() => requireDifferentPersons('worker-inspector', 'a', 'a')).toThrow('person.must_differ');
  requireDifferentPersons('worker-inspector', 'a', 'b');
});
