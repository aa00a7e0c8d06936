/**
 * A damaged printer by keyboard: the plan is approved with one signature, the clerk records the item and finds damage,
 * the technician repairs it and enters the part, the clerk accepts it; then every page of upkeep with it there.
 */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { choosePost } from '../../shared/contracts/posts/choose-post.ts';
import { proposeItem } from '../../shared/contracts/upkeep/propose-item.ts';
import { takeUsualPlan } from '../../shared/contracts/upkeep/take-usual-plan.ts';
import { WEEKDAY_KEYS } from '../../shared/upkeep/words.ts';
import { addDays, businessDateOf, daysBetween, instant, weekOf } from '../../shared/values/calendar.ts';
import { faultsOfEveryPage } from './every-page.ts';
import { choose, sign } from './hands.ts';
import {
  callIn,
  comeBack,
  type FoundedStaff,
  foundByHttp,
  hasNoViolation,
  type Journey,
  openJourney,
  press,
  STAFF,
  says,
  speak,
  type,
} from './support.ts';

let journey: Journey;
let staff: FoundedStaff;
beforeAll(async () => {
  journey = await openJourney();
  staff = await foundByHttp(journey);
});

/** A weekly item of tomorrow: on the list today, whatever the day and the hour. */
const tomorrow = () => {
  const day = addDays(businessDateOf(instant(Date.now()), 'Asia/Shanghai'), 1);
  return WEEKDAY_KEYS[daysBetween(weekOf(day), day)]!;
};

async function runJobs(): Promise<void> {
  const { app } = journey.house;
  const { rows } = await app.jobs.pool.query<{ site_id: string }>('select site_id from site');
  await app.runAllJobs(rows[0]!.site_id);
}

async function at(login: string, path: string): Promise<Page> {
  const page = await staff.pageAs(login);
  await comeBack(page.context());
  await page.goto(path);
  await speak(page, 'zh');
  return page;
}

const inDialog = (page: Page) => page.getByRole('dialog').first().waitFor();

it('goes from the plan to the accepted repair without a mouse', async () => {
  const technician = (await staff.pageAs('jishu')).context();
  await callIn(technician, choosePost, { post: 'vending-technician' });
  await callIn(technician, takeUsualPlan, {});
  await callIn(technician, proposeItem, {
    target: 'printer',
    titleZh: '每周试打',
    titleEn: 'Weekly test print',
    howZh: '打印测试页，看字迹',
    howEn: 'Print the test page and look at the type',
    every: 'week',
    weekday: tomorrow(),
    post: 'vending-clerk',
  });
  const supervisor = await at('zhuguan', '/upkeep/plan?state=proposed');
  await says(supervisor, '每周试打');
  await press(supervisor, '批准全部 10 项');
  await inDialog(supervisor);
  await press(supervisor, '批准全部 10 项');
  await sign(supervisor);
  await says(supervisor, '没有符合条件的记录');
  await runJobs();

  const clerk = await at('shoudian1', '/upkeep?own=true');
  await says(clerk, '每周试打');
  await press(clerk, '记录 每周试打');
  await inDialog(clerk);
  await choose(clerk, '结果', '发现损坏');
  await press(clerk, /^记录$/);
  await says(clerk, '发现损坏或未做时须写明情况');
  await hasNoViolation(clerk);
  await type(clerk, '说明', '字迹发白');
  await press(clerk, /^记录$/);
  await clerk.getByRole('dialog').waitFor({ state: 'detached' });

  const repairing = await at('jishu', '/upkeep/repairs?state=reported');
  await press(repairing, 'BX-000001');
  await says(repairing, '字迹发白');
  await press(repairing, '接修 BX-000001');
  await press(repairing, /^接修$/);
  await press(repairing, '记料工费 BX-000001');
  await choose(repairing, '类别', '配件');
  await type(repairing, '名称', '打印头');
  await type(repairing, '单价', '128.50');
  await press(repairing, /^记料工费$/);
  await says(repairing, '128.50');
  await hasNoViolation(repairing);
  await press(repairing, '修好 BX-000001');
  await type(repairing, '原因与处理', '更换打印头，试打清楚');
  await type(repairing, '用时', '20');
  await press(repairing, /^修好$/);
  await sign(repairing);
  await says(repairing, '已修好，待验收');

  const accepting = await at('shoudian1', '/upkeep/repairs?state=repaired');
  await press(accepting, 'BX-000001');
  await press(accepting, '验收通过 BX-000001');
  await press(accepting, /^验收通过$/);
  await says(accepting, '已验收');
  expect(await accepting.locator('.timeline strong').allTextContents()).toEqual([
    '已报修',
    '已接修',
    '已修好，待验收',
    '已验收',
  ]);
});

it('is found by Ctrl+K, and reported from the counter’s menu', async () => {
  const clerk = await at('shoudian1', '/');
  await clerk.getByRole('heading', { level: 1 }).waitFor();
  await clerk.keyboard.press('Control+k');
  await inDialog(clerk);
  await clerk.keyboard.insertText('报修');
  await clerk.getByRole('option', { name: '报修', exact: false }).first().waitFor();
  await clerk.keyboard.press('Enter');
  await clerk.waitForURL('**/upkeep/report');
  await clerk.goto('/');
  await press(clerk, /^报修$/);
  await clerk.waitForURL('**/upkeep/report');
  await choose(clerk, '对象', '读卡器');
  await type(clerk, '现象', '放卡没有反应');
  await press(clerk, /^报修$/);
  await clerk.waitForURL('**/upkeep/repairs?open=*');
  await says(clerk, 'BX-000002');
});

it('shows its pages in English, large and twice as big', async () => {
  const persons = new Map<string, Page>();
  for (const { login } of STAFF.people) persons.set(login, await staff.pageAs(login));
  expect(await faultsOfEveryPage(journey, persons, ['upkeep', 'cases'])).toEqual([]);
});
