/** A customer who got no slip says so without a name; the leaders answer; neither counter nor supervisor sees it. */
import { expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { TIPS_AN_HOUR } from '../../shared/cases/tip.ts';
import { answerTip } from '../../shared/contracts/cases/answer-tip.ts';
import { leaveTip } from '../../shared/contracts/cases/leave-tip.ts';
import { lookUpTip } from '../../shared/contracts/cases/look-up-tip.ts';
import { tips } from '../../shared/contracts/cases/tips.ts';
import { myDay } from '../../shared/contracts/duties/my-day.ts';
import { openHouse } from '../support/house.ts';

const house = await openHouse();
const finance = house.as('finance');
const auditor = house.as('auditor');
const stranger = house.browser('203.0.113.77');
const TEXT = '三号楼窗口收了钱不给小票，说系统坏了';

test('left without sign-in, with a code to come back', async () => {
  const { number, code } = await stranger.post(leaveTip, { about: 'money', text: TEXT });
  expect(number).toBe('JB-000001');
  expect(code).toMatch(/^([2-9A-Z]{4}-){3}[2-9A-Z]{4}$/);
  const { rows } = await finance.ask(tips);
  expect(rows).toMatchObject([
    { number, about: 'money', state: 'open', messages: [{ post: null, person: null, text: TEXT }] },
  ]);
  const { tipId } = rows[0]!;
  const { queue } = await finance.ask(myDay);
  expect(queue).toContainEqual(expect.objectContaining({ href: '/cases/tips?state=open', count: 1 }));
  for (const post of ['vending-clerk', 'cashier', 'vending-supervisor', 'system-administrator'] as const)
    expect((await house.as(post).refused(tips)).code, post).toBe('post.not_allowed');
  expect((await auditor.ask(tips)).rows[0]).toMatchObject({ number, can: [] });
  expect((await auditor.refused(answerTip, { tipId, text: '审计员不答复', state: 'closed' })).code).toBe(
    'post.not_allowed',
  );

  await finance.call(answerTip, { tipId, text: '正在核对该窗口当日的单据', state: 'in-hand' });
  const seen = await stranger.post(lookUpTip, { code: code.toLowerCase().replaceAll('-', ' ') });
  expect(seen).toMatchObject({ state: 'in-hand', messages: [{ text: TEXT }, { post: 'finance', person: null }] });
  await stranger.post(lookUpTip, { code, more: '时间是周一上午十点左右' });
  await finance.call(answerTip, { tipId, text: '已查实并处理，谢谢', state: 'closed' });
  const late = await stranger.refused(lookUpTip, { code, more: '还有一件事情要说' });
  expect(late.code).toBe('tip.closed');
  expect((await stranger.post(lookUpTip, { code })).messages.map(({ post }) => post)).toEqual([
    null,
    'finance',
    null,
    'finance',
  ]);
  expect((await finance.refused(answerTip, { tipId, text: '再说一句话', state: 'closed' })).code).toBe(
    'state.illegal_move',
  );
});

test('somebody who is signed in leaves no trace either: neither person, session, address nor words in the chain', async () => {
  const clerk = house.as('vending-clerk');
  await clerk.call(leaveTip, { about: 'conduct', text: '同班的人总是借用我的登录名' });
  const { rows: events } = await house.database.owner.query(
    "select 1 from security_event where address = '203.0.113.77' or kind <> 'denied' and detail::text like '%tip%'",
  );
  expect(events).toEqual([]);
  const { rows: records } = await house.database.owner.query(
    "select body from chain_record where body like '%leave-tip%' or body like '%look-up-tip%'",
  );
  expect(records.length).toBeGreaterThan(0);
  for (const { body } of records) {
    expect(body).not.toContain(clerk.personId);
    expect(body).not.toMatch(/203\.0\.113\.77|三号楼|登录名/);
  }
  const { rows: requests } = await house.database.owner.query(
    "select 1 from request where operation like 'cases.%tip'",
  );
  expect(requests).toHaveLength(2);
});

test('a wrong code tells nothing; more than twenty in an hour are held back', async () => {
  expect((await stranger.refused(lookUpTip, { code: '2222-2222-2222-2222' })).code).toBe('tip.code_wrong');
  for (let left = 2; left < TIPS_AN_HOUR; left += 1)
    await stranger.post(leaveTip, { about: 'other', text: `第 ${left} 件事情` });
  expect((await stranger.refused(leaveTip, { about: 'other', text: '又一件事情' })).code).toBe('tip.too_many');
  house.later(3600);
  await stranger.post(leaveTip, { about: 'other', text: '过了一个小时' });
});

test('every row stands in the chain as it was written', async () => {
  expect((await verifyHouse(house.database.app, whatIsVerified())).faults).toEqual([]);
});
