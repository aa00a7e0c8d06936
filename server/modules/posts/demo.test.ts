import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoSignIn } from '../../../shared/contracts/posts/demo-sign-in.ts';
import { signAct } from '../../../shared/contracts/posts/sign-act.ts';
import { foundHouse, openServer } from './posts.fixture.ts';

let house: Awaited<ReturnType<typeof openServer>>;
beforeAll(async () => {
  house = await openServer({ demo: { token: 'made-at-this-start' } });
  await foundHouse(house);
});
afterAll(() => house.close());

it('lets in by the token of this start, as any post somebody holds', async () => {
  const browser = house.browser();
  expect(await browser.refused(demoSignIn, { token: 'of-yesterday', post: 'cashier' })).toMatchObject({
    code: 'demo.wrong_token',
  });
  expect(await browser.refused(demoSignIn, { token: 'made-at-this-start', post: 'mechanic' })).toMatchObject({
    code: 'demo.nobody_holds',
  });
  const view = await browser.post(demoSignIn, { token: 'made-at-this-start', post: 'price-approver' });
  expect(view).toMatchObject({ demo: true, post: 'price-approver', demoPin: expect.stringMatching(/^\d{6}$/) });
  const act = { act: 'posts.end-sessions', content: { personId: view.person!.personId } };
  const signed = await browser.post(signAct, { ...act, totp: view.demoPin! });
  expect(signed.post).toBe('price-approver');
  const byClerk = await browser.post(signAct, { ...act, login: 'shoudian1', pin: view.demoPin! });
  expect(byClerk.post).toBe('vending-clerk');
});
