/**
 * From the console's address to a house at work, by keyboard alone: the wizard, both founders' accounts, the second
 * founder's signature, everybody's account, everybody signed in.
 */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { claim, codesOn, fillInUsualStaffing } from './founding.ts';
import {
  go,
  hasNoViolation,
  isAccessible,
  type Journey,
  openJourney,
  PASSWORD,
  PIN,
  press,
  says,
  type,
} from './support.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});

const USUAL = { jishu: '陈技术', zhuguan: '李主管', shoudian: '王售电', shoufei: '赵收费', jingfei: '孙经费' };
const NAMES = { ...USUAL, shenji: '周审计' };
const persons = new Map<string, Page>();
let founders: ReadonlyMap<string, string>;
let others: ReadonlyMap<string, string>;

it('says while typing what breaks the rules, and gives codes to the two founders only', async () => {
  const page = await journey.person();
  await page.goto(journey.setUpUrl);
  await says(page, '选择业务后开始核对');
  await isAccessible(page);

  await press(page, '提交设置');
  await says(page, '请至少选择一项业务');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
  await isAccessible(page);

  await type(page, '单位名称', '东校区售电处');
  await press(page, '售电（水、气）', 'Space');
  await says(page, '至少需要 5 人，现有 0 人');
  await fillInUsualStaffing(page, Object.values(USUAL));
  await says(page, '人员与岗位符合规定');
  await press(page, '添加一人');
  await page.keyboard.insertText(NAMES.shenji);
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('shenji');
  await says(page, '周审计还没有岗位');
  await press(page, '审计员', 'Space');
  await says(page, '人员与岗位符合规定');

  // The clerk may not keep the cash too: said at once, and the form is not sent.
  const clerk = page.getByRole('group', { name: '第 3 人' });
  await clerk.locator('summary').focus();
  await page.keyboard.press('Enter');
  await press(page, '收费员', 'Space');
  await says(page, '王售电不得同时担任“售电员”和“收费员”');
  await press(page, '提交设置');
  await says(page, '还有 1 处须调整');
  await isAccessible(page);
  await clerk.locator('summary').focus();
  await press(page, '收费员', 'Space');
  await says(page, '人员与岗位符合规定');

  await press(page, '提交设置');
  await says(page, '已提交，等待第二位创建人确认');
  await isAccessible(page);
  founders = await codesOn(page);
  expect([...founders.keys()]).toEqual(['jishu', 'zhuguan']);
});

it('refuses an easy password with its reason and keeps the code', async () => {
  const page = await journey.person();
  persons.set('jishu', page);
  await page.goto('/claim');
  await isAccessible(page);
  await type(page, '领取码', founders.get('jishu')!);
  await type(page, '新密码', 'password1234');
  await type(page, '再输入一次新密码', 'password1234');
  await type(page, '新 PIN', PIN);
  await type(page, '再输入一次新 PIN', PIN);
  await press(page, '领取并登录');
  await says(page, '它在最常用的密码之列');
  await isAccessible(page);
  await claim(page, founders.get('jishu')!);
  await says(page, '现在等第二位创建人核对并签字');
  expect(await page.getByText('本人 PIN').count()).toBe(0);
  await isAccessible(page);
});

it('opens the house by the second founder’s signature and gives that founder the others’ codes', async () => {
  const page = await journey.person();
  persons.set('zhuguan', page);
  await claim(page, founders.get('zhuguan')!);
  await says(page, '请逐行核对');
  await says(page, NAMES.shoufei);
  await isAccessible(page);
  await type(page, '本人 PIN', '111222');
  await press(page, '核对无误，签字确认');
  await says(page, '签字未通过');
  await type(page, '本人 PIN', PIN);
  await press(page, '核对无误，签字确认');
  await says(page, '已确认，单位启用');
  await isAccessible(page);
  others = await codesOn(page);
  expect([...others.keys()].sort()).toEqual(['jingfei', 'shenji', 'shoudian', 'shoufei']);
  await press(page, '进入系统');
  await page.getByRole('combobox', { name: '当前岗位' }).or(page.getByText('售电主管')).first().waitFor();
});

it('lets everybody claim the account and sign in again with the own password', async () => {
  for (const [login, code] of others) {
    const page = await journey.person();
    persons.set(login, page);
    await claim(page, code);
    await page.getByRole('navigation', { name: '菜单' }).waitFor();
  }
  await persons.get('jishu')!.goto('/');
  expect([...persons.keys()].sort()).toEqual(Object.keys(NAMES).sort());
  for (const [login, page] of persons) {
    await page.getByRole('navigation', { name: '菜单' }).waitFor();
    await press(page, '退出');
    await says(page, '第一次来？用领取码领取账号');
    await type(page, '登录名', login);
    await type(page, '密码', PASSWORD);
    await press(page, '登录');
    await page.getByRole('navigation', { name: '菜单' }).waitFor();
    await says(page, NAMES[login as keyof typeof NAMES]);
  }
});

it('shows people, rights, logs and the own account without a fault for those who cannot see or use a mouse', async () => {
  const administrator = persons.get('jishu')!;
  await administrator.getByRole('combobox', { name: '当前岗位' }).selectOption('system-administrator');
  await administrator.getByRole('link', { name: '人员与岗位' }).first().waitFor();
  for (const [path, text] of [
    ['/people', NAMES.shoudian],
    ['/post-matrix', '提出新人员'],
    ['/security-events', '切换岗位'],
    ['/me', '手机验证器'],
  ] as const) {
    await administrator.goto(path);
    await says(administrator, text);
    await isAccessible(administrator);
  }
  await administrator.goto('/people');
  await press(administrator, NAMES.shoudian);
  await says(administrator, '岗位及变更经过');
  await hasNoViolation(administrator);
  await press(administrator, '指派岗位');
  await go(administrator, '岗位');
  await administrator.keyboard.type('收费员');
  await hasNoViolation(administrator);
  const auditor = persons.get('shenji')!;
  await auditor.goto('/audit-log');
  await says(auditor, '确认设置');
  await isAccessible(auditor);
  await press(auditor, '展开');
  await says(auditor, '写入内容');
  await hasNoViolation(auditor);
});
