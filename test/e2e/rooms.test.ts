/**
 * From an office's room list to an open account, by keyboard: two hundred rows of which six are bad are checked, the
 * six are named and left out on purpose, the rest is applied; then a room is found in the tree and by the find box.
 */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../server/platform/clock.ts';
import { formatInstant } from '../../shared/values/calendar.ts';
import {
  type FoundedStaff,
  foundByHttp,
  go,
  hasNoViolation,
  isAccessible,
  openJourney,
  press,
  says,
  speak,
  type,
} from './support.ts';

const HEAD = '楼栋,楼层,房间,床位数,用户类别,户号,住户,电话,电表号,电表起数,计费单位,充值方式,电表余额,宿管备注';
const FLOORS = 5;
const DOORS = 40;

/** Column of the row → what somebody wrote there. */
const FLAWS: ReadonlyMap<number, readonly [column: number, text: string]> = new Map([
  [10, [4, '研究生公寓']],
  [50, [9, '一百']],
  [77, [8, '9010100']],
  [120, [7, '12']],
  [150, [3, '很多']],
  [199, [0, '']],
]);

/** Line in the file, column as the page names it, words of the reason. */
const NAMED = [
  ['12', '用户类别', '没有这个用户类别'],
  ['52', '电表起数', '起数须为'],
  ['79', '电表号', '与第 2 行的表号重复'],
  ['122', '电话', '电话号码格式不对'],
  ['152', '床位数', '床位数须为'],
  ['201', '楼栋', ''],
] as const;

function roomList(): Buffer {
  const rows = Array.from({ length: FLOORS * DOORS }, (_, index) => {
    const floor = Math.trunc(index / DOORS) + 1;
    const door = `${floor}${String((index % DOORS) + 1).padStart(2, '0')}`;
    const people = ['住户甲、住户乙', '13900000001、13900000002'];
    const cells = ['南苑三号楼', `${floor}层`, door, '4', '学生宿舍', `90${door}`, ...people, `90${door}00`];
    cells.push('100.5', '用量', '系统余额', '12.50', '');
    const flaw = FLAWS.get(index);
    if (flaw) cells[flaw[0]] = flaw[1];
    return cells.join(',');
  });
  return Buffer.from([HEAD, ...rows].join('\r\n'), 'utf8');
}

let staff: FoundedStaff;
beforeAll(async () => {
  staff = await foundByHttp(await openJourney());
});

const choose = async (page: Page, name: string, content: Buffer): Promise<void> => {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, '选择文件')]);
  await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer: content });
};

const rowsOf = (page: Page): Promise<string[][]> =>
  page
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent?.trim() ?? '')),
    );

it('imports a room list, its bad rows named and left out on purpose', async () => {
  const page = await staff.pageAs('zhuguan');
  await page.goto('/rooms');
  await says(page, '还没有房间');
  await isAccessible(page);
  await press(page, '导入房间表');
  await page.waitForURL('**/import');
  await says(page, '还没有导入过');
  await isAccessible(page);

  await choose(page, '房间表.xls', Buffer.from('old'));
  await says(page, '旧版 Excel 文件');
  await choose(page, '别的表.csv', Buffer.from('姓名,年龄\n甲,20'));
  await says(page, '缺少列：楼栋、楼层、房间');

  await choose(page, '南苑三号楼.csv', roomList());
  await page.waitForURL('**/import/*');
  await says(page, '有 6 行有问题');
  await says(page, '宿管备注');
  await page.locator('tbody tr').nth(5).waitFor();
  const named = await rowsOf(page);
  for (const [line, column, reason] of NAMED) {
    expect(
      named
        .filter((row) => row[0] === line && row[1] === column)
        .map((row) => row[3])
        .join(),
      line,
    ).toContain(reason);
  }
  expect(new Set(named.map((row) => row[0])).size).toBe(6);
  await isAccessible(page);
  const csv = await page.request.get((await page.getByRole('link', { name: /CSV/ }).getAttribute('href')) ?? '');
  expect(await csv.text()).toContain('研究生公寓');

  const apply = page.getByRole('button', { name: '写入 194 行' });
  expect(await apply.isDisabled()).toBe(true);
  await press(page, '我看过了，略过这 6 行', 'Space');
  await press(page, '写入 194 行');
  await says(page, '新登记客户');
  const counts = await page.locator('.counts').last().textContent();
  expect(counts).toContain('新房间194新开户194新装表194新登记客户388');
  expect(counts).toContain('略过的行6');
  await isAccessible(page);
});

it('finds a room by the arrow keys and by the find box, and opens its account', async () => {
  const page = await staff.pageAs('zhuguan');
  await page.goto('/rooms');
  const tree = page.getByRole('tree');
  await tree.getByText('南苑三号楼').waitFor();
  await go(page, /南苑三号楼/);
  await page.keyboard.press('ArrowRight');
  await tree.getByText('2层').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await tree.getByText('217').first().waitFor();
  await page.keyboard.type('217');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '南苑三号楼-217' }).waitFor();
  await says(page, '更改用户类别');
  await isAccessible(page);

  await page.keyboard.press('F2');
  await page.keyboard.insertText('90305');
  await page.getByRole('option', { name: /南苑三号楼-305/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '南苑三号楼-305' }).waitFor();
  await press(page, '单独打开这一户');
  await page.getByRole('heading', { name: '户 90305（南苑三号楼-305）' }).waitFor();
  await says(page, '12.50');
  await says(page, '139****0001');
  expect(await page.locator('main').textContent()).not.toContain('13900000001');
  await isAccessible(page);
});

it('reads a meter, and refuses a register that goes back with what to do', async () => {
  const page = await staff.pageAs('zhuguan');
  await page.goto('/meters?find=9010200');
  await press(page, /^9010200/);
  await page.getByRole('dialog').waitFor();
  await hasNoViolation(page);
  await press(page, '抄表');
  await type(page, '总读数', '90');
  await page.keyboard.press('Enter');
  await says(page, '低于上次读数');
  await hasNoViolation(page);
  await type(page, '总读数', '104.25');
  await page.keyboard.press('Enter');
  await says(page, '用量 3.75 kWh，已计入。');
  await says(page, '8.75');
});

it('imports readings; a bad one is named with the cell it stands in', async () => {
  const page = await staff.pageAs('zhuguan');
  await page.goto('/import?kind=readings');
  const now = formatInstant(systemClock.now(), 'Asia/Shanghai');
  const file = `表号,抄表时间,读数\r\n9010300,${now},103\r\n9010400,2099-01-01,120\r\n`;
  await choose(page, '抄表.csv', Buffer.from(file));
  await page.waitForURL('**/import/*');
  await says(page, '抄表时间晚于现在');
  expect(await rowsOf(page)).toEqual([['3', '抄表时间', '2099-01-01', '抄表时间晚于现在']]);
  await press(page, '我看过了，略过这 1 行', 'Space');
  await press(page, '写入 1 行');
  await says(page, '记下的读数');
  expect(await page.locator('.counts').last().textContent()).toContain('记下的读数1');
  await page.goto('/readings');
  await says(page, '南苑三号楼-103');
  expect((await rowsOf(page)).map((row) => row.join(' ')).join('\n')).toContain('2.50');
});

it('shows a customer in full only with a reason', async () => {
  const page = await staff.pageAs('zhuguan');
  await page.goto('/customers');
  await press(page, /^住/);
  await page.getByRole('dialog').waitFor();
  await press(page, '查看完整资料');
  await type(page, '原因', '核对领卡人身份');
  await page.keyboard.press('Enter');
  await says(page, '今天还可查看 19 次');
  expect(await page.getByRole('dialog').last().textContent()).toContain('1390000000');
  await hasNoViolation(page);
});

/** Under an open dialog the language cannot be switched: it is chosen before. */
it.each(['/meters', '/customers'])('%s shows one beside the list in English too', async (path) => {
  const page = await staff.pageAs('zhuguan');
  await page.goto(path);
  await speak(page, 'en');
  await page.locator('tbody a').first().click();
  await page.getByRole('dialog').getByRole('button').nth(1).waitFor();
  await hasNoViolation(page);
  await page.keyboard.press('Escape');
  await speak(page, 'zh');
});

it.each(['/customers', '/meters', '/readings', '/import?kind=readings', '/categories'])(
  '%s is accessible',
  async (path) => {
    const page = await staff.pageAs('zhuguan');
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await isAccessible(page);
  },
);
