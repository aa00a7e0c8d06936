import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OutputOf } from '../../../../shared/contracts/contract.ts';
import type { publishRule as publishContract } from '../../../../shared/contracts/duties/publish-rule.ts';
import type { rules } from '../../../../shared/contracts/duties/rules.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { duty } from '../../../../test/support/duty.ts';
import { type Office, openOffice } from '../../../../test/support/held-office.ts';
import { dutiesModule } from '../index.ts';
import { publishRule } from './publish-rule.ts';
import { signRule } from './sign-rule.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

type Rule = OutputOf<typeof publishContract>;
const signatures = () => [newId()];
const text = {
  title: '水电管理办法',
  bodyZh: '收费按公布的标准执行，每日结账，钱账相符。',
  posts: ['vending-clerk', 'cashier'],
};
const publish = (more: object = {}) =>
  office.as('vending-supervisor').call<Rule>(publishRule, { ...text, ...more, signatures: signatures() });
const query = (name: string) => dutiesModule.queries.find((one) => one.contract.name === name)!;

duty('2.clerk.1', 'the clerk reads the rules of water and electricity and signs to act by them', async () => {
  const { id, version } = await publish();
  const signed = await office
    .as('vending-clerk')
    .call<Rule>(signRule, { ruleId: id, version, signatures: signatures() });
  expect(signed.signers).toMatchObject([
    { post: 'vending-clerk', at: office.clock.now() },
    { post: 'cashier', at: null },
  ]);
  const { rows } = await office.db.app.query('select * from rule_reading where site_id = $1', [office.siteId]);
  return { evidence: rows };
});

test('a new version is signed anew, the old one no more', async () => {
  const { id } = await publish();
  const clerk = office.as('vending-clerk');
  await clerk.call(signRule, { ruleId: id, version: 1, signatures: signatures() });
  expect(await clerk.refused(signRule, { ruleId: id, version: 1, signatures: signatures() })).toBe(
    'rule.signed_already',
  );
  const second = await publish({ ruleId: id, title: '水电管理办法（修订）' });
  expect([second.version, second.signed, second.missing]).toEqual([2, 0, 2]);
  expect(await clerk.refused(signRule, { ruleId: id, version: 1, signatures: signatures() })).toBe('rule.replaced');
  const listed = await clerk.ask<OutputOf<typeof rules>>(query('rules'), {});
  expect(listed.rows).toMatchObject([{ id, version: 2, can: ['duties.sign-rule'] }]);
});

test('who need not sign cannot; who may not publish does not', async () => {
  const { id } = await publish();
  const refused = await office
    .as('vending-technician')
    .refused(signRule, { ruleId: id, version: 1, signatures: signatures() });
  expect(refused).toBe('rule.not_for_post');
  expect(await office.as('cashier').refused(publishRule, { ...text, signatures: signatures() })).toBe(
    'post.not_allowed',
  );
  expect(
    await office.as('vending-supervisor').refused(publishRule, { ...text, ruleId: newId(), signatures: signatures() }),
  ).toBe('record.not_found');
  expect(await office.as('cashier').refused(signRule, { ruleId: newId(), version: 1, signatures: signatures() })).toBe(
    'record.not_found',
  );
});

test('what is published stays as it is', async () => {
  await publish();
  await expect(office.db.owner.query(`update rule set title = 'x'`)).rejects.toThrow(/posted is final/);
});

test('rules to sign wait on the page of the day until they are signed', async () => {
  const { id } = await publish();
  const clerk = office.as('vending-clerk');
  const waiting = async () => (await clerk.ask<{ queue: { href: string }[] }>(query('my-day'), {})).queue;
  expect(await waiting()).toMatchObject([{ href: '/duties/rules', count: 1 }]);
  await clerk.call(signRule, { ruleId: id, version: 1, signatures: signatures() });
  expect(await waiting()).toEqual([]);
});
