/**
 * One day of a selling office on its pages, by keyboard alone, from the set-up token on the console to the sealed day:
 * founding, accounts, authenticators, a category and its price, a room list, a drawer, sales, a reversal, the blind
 * close with money missing, the slip signed by two, the day close, the books verified, the case of the difference closed.
 * Then every page is looked at in the house as the day left it.
 */
import iconv from 'iconv-lite';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { type OutputOf, pathOf, type QueryContract } from '../../shared/contracts/contract.ts';
import { trialBalance } from '../../shared/contracts/ledger/trial-balance.ts';
import { premises } from '../../shared/contracts/metering/premises.ts';
import { session } from '../../shared/contracts/posts/session.ts';
import { day } from '../../shared/contracts/reconciliation/day.ts';
import { daySheets } from '../../shared/contracts/reconciliation/day-sheets.ts';
import { slip } from '../../shared/contracts/reconciliation/slip.ts';
import { slips } from '../../shared/contracts/reconciliation/slips.ts';
import { sales } from '../../shared/contracts/vending/sales.ts';
import { formatMoney } from '../../shared/values/money.ts';
import { truthOf } from '../support/slip.ts';
import { faultsOfEveryPage } from './every-page.ts';
import { claim, codesOn, fillInUsualStaffing } from './founding.ts';
import { at, choose, count, phone, quote, sign } from './hands.ts';
import {
  comeBack,
  go,
  hasNoViolation,
  type Journey,
  openJourney,
  PASSWORD,
  PIN,
  press,
  says,
  type,
} from './support.ts';

const USUAL = { jishu: '陈技术', zhuguan: '李主管', shoudian: '王售电', shoufei: '赵收费', jingfei: '孙经费' };

let journey: Journey;
const persons = new Map<string, Page>();
const as = (login: string): Page => persons.get(login)!;
let businessDate = '';

beforeAll(async () => {
  journey = await openJourney();
});

/** Goes to the page as one who types its address, waits for its head, and finds nothing wrong with it. */
async function open(page: Page, path: string, title: string): Promise<void> {
  await comeBack(page.context());
  await page.goto(path);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.waitForLoadState('networkidle');
  await hasNoViolation(page);
}

async function asked<C extends QueryContract>(
  login: string,
  contract: C,
  search: Record<string, string> = {},
): Promise<OutputOf<C>> {
  const answer = await as(login).request.get(`${pathOf(contract)}?${new URLSearchParams(search)}`, {
    headers: { 'X-Zhishou': '1' },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()) as OutputOf<C>;
}

const phones = new Map<string, () => string>();

async function enrol(login: string): Promise<void> {
  const page = as(login);
  await open(page, '/me', '我的账号');
  await page.getByRole('form', { name: '启用验证器' }).getByLabel('现用密码').focus();
  await page.keyboard.insertText(PASSWORD);
  await page.keyboard.press('Enter');
  const secret = ((await page.locator('.secret-text').textContent()) ?? '').replaceAll(' ', '');
  await hasNoViolation(page);
  phones.set(login, phone(secret));
  await type(page, '验证器显示的六位数字', phones.get(login)!());
  await page.keyboard.press('Enter');
  await says(page, '已启用：登录和审批时');
}

it('founds the house from the token with the usual staffing and an auditor', async () => {
  const page = await journey.person();
  await page.goto(journey.setUpUrl);
  await type(page, '单位名称', '东校区售电处');
  await press(page, '售电（水、气）', 'Space');
  await fillInUsualStaffing(page, Object.values(USUAL));
  await press(page, '添加一人');
  await page.keyboard.insertText('周审计');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('shenji');
  await press(page, '审计员', 'Space');
  await says(page, '人员与岗位符合规定');
  await hasNoViolation(page);
  await press(page, '提交设置');
  await says(page, '已提交，等待第二位创建人确认');
  await hasNoViolation(page);

  const founders = await codesOn(page);
  expect([...founders.keys()]).toEqual(['jishu', 'zhuguan']);
  for (const login of founders.keys()) {
    persons.set(login, await journey.person());
    await claim(as(login), founders.get(login)!);
    await says(as(login), login === 'jishu' ? '现在等第二位创建人' : '请逐行核对');
  }
  const second = as('zhuguan');
  await type(second, '本人 PIN', PIN);
  await hasNoViolation(second);
  await press(second, '核对无误，签字确认');
  await says(second, '已确认，单位启用');
  await hasNoViolation(second);
  const others = await codesOn(second);
  expect([...others.keys()].sort()).toEqual(['jingfei', 'shenji', 'shoudian', 'shoufei']);
  for (const [login, code] of others) {
    persons.set(login, await journey.person());
    await claim(as(login), code);
    await as(login).getByRole('navigation', { name: '菜单' }).waitFor();
  }
  await open(as('jishu'), '/', '：今日');
});

it('enrols the authenticators of those who approve', async () => {
  await enrol('zhuguan');
  // Each switch is on the record, so an arrow opens the list and switches nothing yet.
  await go(as('jingfei'), '当前岗位');
  await as('jingfei').keyboard.press('ArrowDown');
  await as('jingfei').keyboard.press('Escape');
  expect((await asked('jingfei', session)).post).toBe('funds-administrator');
  await choose(as('jingfei'), '当前岗位', '价格审批');
  await as('jingfei').getByRole('link', { name: '价格报批' }).waitFor();
  await enrol('jingfei');
});

it('prices a category of its own: proposed by the supervisor, approved by another', async () => {
  const supervisor = as('zhuguan');
  await open(supervisor, '/categories', '用户类别');
  await press(supervisor, '添加类别');
  await type(supervisor, '代码', 'guest-house');
  await type(supervisor, '中文名称', '招待所');
  await type(supervisor, '英文名称', 'Guest house');
  await supervisor.keyboard.press('Enter');
  await says(supervisor, 'guest-house');

  await open(supervisor, '/prices/propose', '提出价格');
  await press(supervisor, '跳到正文');
  await choose(supervisor, '用户类别', '招待所');
  await choose(supervisor, '阶梯累计周期', '按月累计');
  await type(supervisor, '价格内含税率', '13');
  await type(supervisor, '单价', '0.5');
  await supervisor.keyboard.press('Alt+Insert');
  await supervisor.keyboard.insertText('100');
  await go(supervisor, '去掉第 1 档');
  await type(supervisor, '单价', '0.8');
  await type(supervisor, '调价依据', '校字〔2026〕12 号');
  await hasNoViolation(supervisor);
  await press(supervisor, '签字提出');
  await sign(supervisor);
  await supervisor.waitForURL('**/prices/proposals');
  await says(supervisor, '待批');
  await hasNoViolation(supervisor);

  const approver = as('jingfei');
  await open(approver, '/prices/proposals', '价格报批');
  await press(approver, '批准价格');
  await says(approver, '请核对上面的新旧价格');
  await hasNoViolation(approver);
  await approver.getByRole('dialog').getByRole('button', { name: '批准价格' }).focus();
  await approver.keyboard.press('Enter');
  await sign(approver, phones.get('jingfei')!());
  await says(approver, '没有待批的价格');
  await open(approver, '/prices', '价目表');
  await says(approver, '招待所');
});

/** As an office keeps it: GBK, one room without a category that exists, one with a register that is no number. */
const roomList = (): Buffer => {
  const head = '楼栋,楼层,房间,用户类别,户号,住户,电话,电表号,电表起数,计费单位,充值方式';
  const room = (door: string, category = '招待所', register = '0'): string =>
    `迎宾楼,1层,${door},${category},80${door},住户${door},13900000${door},88${door},${register},用量,系统余额`;
  const rows = [room('101'), room('102'), room('103'), room('104', '研究生公寓'), room('105', '招待所', '一百')];
  return iconv.encode([head, ...rows].join('\r\n'), 'gbk');
};

it('imports the room list of the technician, its bad rows left out on purpose', async () => {
  const page = as('jishu');
  await open(page, '/import', '导入');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, '选择文件')]);
  await chooser.setFiles({ name: '迎宾楼.csv', mimeType: 'text/csv', buffer: roomList() });
  await page.waitForURL('**/import/*');
  await says(page, '有 2 行有问题');
  await says(page, '没有这个用户类别');
  await hasNoViolation(page);
  await press(page, '我看过了，略过这 2 行', 'Space');
  await press(page, '写入 3 行');
  await says(page, '新登记客户');
  await hasNoViolation(page);
  expect(await page.locator('.counts').last().textContent()).toContain('新房间3新开户3新装表3');
  await open(page, '/rooms', '房间');
  await says(page, '迎宾楼');
});

it('registers a drawer, which the clerk counts and opens', async () => {
  const supervisor = as('zhuguan');
  await open(supervisor, '/drawers', '钱箱管理');
  await press(supervisor, '登记钱箱');
  await type(supervisor, '编号', 'A1');
  await type(supervisor, '名称', '一号窗口');
  await type(supervisor, '所在窗口', '迎宾楼大厅');
  await type(supervisor, '现金限额', '5000');
  await hasNoViolation(supervisor);
  await supervisor.keyboard.press('Enter');
  await says(supervisor, '迎宾楼大厅');

  const clerk = as('shoudian');
  await open(clerk, '/counter', '售电');
  await clerk.keyboard.press('F4');
  await clerk.waitForURL('**/drawer');
  await says(clerk, '逐张清点');
  await hasNoViolation(clerk);
  await press(clerk, '开钱箱');
  await says(clerk, '选择要办理的业务');
});

it('sells by money for cash with change, by quantity for a scanned code, and prints the slip', async () => {
  const page = as('shoudian');
  await open(page, '/counter', '售电台');
  await quote(page, '80101', '60');
  await page.keyboard.press('Enter');
  await at(page, 'figures');
  await page.keyboard.type('100');
  await says(page, '¥ 40.00');
  await hasNoViolation(page);
  await page.keyboard.press('F9');
  await says(page, '已收款 60.00 元，凭证 A1-1-1');
  await says(page, '凭证已送打印');

  await quote(page, '80102', '50d');
  await page.keyboard.press('3');
  await at(page, 'figures');
  await page.keyboard.type('WX20260001');
  await page.keyboard.press('F9');
  await says(page, '已收款 25.00 元，凭证 A1-1-2');

  await quote(page, '80103', '30');
  await page.keyboard.press('F9');
  await says(page, '已收款 30.00 元，凭证 A1-1-3');
  await hasNoViolation(page);
  const { rows } = await asked('shoudian', sales);
  expect(rows.map((sale) => [sale.slipNo, sale.totalFen, sale.quantityMilli, sale.state]).toReversed()).toEqual([
    // As much as 60 and 30 yuan pay for, half up: some watt-hours more than 112.5 and 60 kWh.
    ['A1-1-1', 6000, 112_506, 'delivered'],
    ['A1-1-2', 2500, 50_000, 'delivered'],
    ['A1-1-3', 3000, 60_009, 'delivered'],
  ]);
});

it('reverses an unused sale: asked for by the clerk, approved by the supervisor, paid back by the clerk', async () => {
  const clerk = as('shoudian');
  await open(clerk, '/sales', '售电明细');
  await press(clerk, /-\d+-\d+$/);
  await says(clerk, '充值经过');
  await press(clerk, '申请冲正');
  await type(clerk, '原因', '用户报错房间号');
  await hasNoViolation(clerk);
  await press(clerk, '申请冲正');
  await says(clerk, '应退（元）');
  await hasNoViolation(clerk);

  const supervisor = as('zhuguan');
  await open(supervisor, '/sales/reversals', '冲正单');
  await press(supervisor, 'CZ');
  await says(supervisor, '用户报错房间号');
  await hasNoViolation(supervisor);
  await press(supervisor, '批准冲正');
  await sign(supervisor, phones.get('zhuguan')!());
  await says(supervisor, '已批准');

  await open(clerk, '/sales', '售电明细');
  await press(clerk, /-\d+-\d+$/);
  await says(clerk, '现金退 30.00 元，从您的钱箱付出');
  await hasNoViolation(clerk);
  await press(clerk, '退款');
  await says(clerk, '退款时间');
});

it('closes the drawer blind with two counts that differ from the books', async () => {
  const page = as('shoudian');
  await open(page, '/drawer?do=close-drawer', '我的钱箱');
  await says(page, '结班前不显示应有金额');
  await count(page, ['', '1']);
  await page.keyboard.press('Enter');
  await sign(page);
  await says(page, '第一次清点与账面不符');
  expect(await page.locator('main').textContent()).not.toContain('60.00');
  await hasNoViolation(page);
  await count(page, ['', '1', '', '', '1']);
  await page.keyboard.insertText('找零时多付五元');
  await page.keyboard.press('Enter');
  await sign(page);
  await says(page, '短款');
  await says(page, '¥ 5.00');
  await hasNoViolation(page);
});

it('makes the slip, which clerk and cashier sign at one screen', async () => {
  const page = as('shoudian');
  await press(page, '制作并签署日结单');
  await says(page, '已结班、还没有日结单');
  await hasNoViolation(page);
  await press(page, '生成日结单');
  await says(page, '核对人还没有录入自己的核对数');
  const { slipId } = (await asked('shoudian', slips)).rows[0]!;
  const { content } = await asked('shoudian', slip, { slipId });
  await press(page, '核对人在本机录入核对数');
  await hasNoViolation(page);
  // The figures are off the page while the second signer enters the own account.
  expect(await page.locator('main').textContent()).not.toContain('承前结存');
  const own = truthOf(content!);
  await type(page, '现金', formatMoney(own.cashFen));
  await type(page, '扫码支付', formatMoney(own.qrFen));
  await press(page, '录入核对数');
  await says(page, '签字：录入核对数');
  await hasNoViolation(page);
  await sign(page);
  await says(page, '双方相符');
  await press(page, '双方在场签字');
  await hasNoViolation(page);
  await sign(page);
  await says(page, '赵收费');
  await choose(page, '核对人', '赵收费');
  await hasNoViolation(page);
  await sign(page);
  await says(page, '日结单已双签');
  await hasNoViolation(page);
});

it('closes and seals the day', async () => {
  const page = as('zhuguan');
  ({ businessDate } = await asked('zhuguan', day));
  await open(page, '/reconciliation/day', '日结');
  await says(page, '可以日结');
  await page.keyboard.press('F9');
  await press(page, '营业日日结');
  await sign(page);
  await page.waitForURL('**/reconciliation/day?open=*');
  await page.getByRole('dialog').getByText('打印').first().waitFor();
  await hasNoViolation(page);
  await page.keyboard.press('Escape');
  expect(await asked('zhuguan', day, { businessDate })).toMatchObject({ sealed: true, missing: [] });
});

it('has the books verified by the auditor, with no fault', async () => {
  const page = as('shenji');
  await open(page, '/ledger/trial-balance', '科目余额表');
  await open(page, '/ledger/verify', '账簿核验');
  await press(page, '开始核验');
  await says(page, '核验通过：账簿自第一条起未被改动');
  await hasNoViolation(page);
});

it('closes the case of the difference above the clerk', async () => {
  const page = as('zhuguan');
  await open(page, '/cases', '差错与异常');
  await press(page, /^C/);
  await says(page, '短款');
  await press(page, '结案');
  await type(page, '原因与处理', '核对凭证，确认找零多付，由售电员补足');
  await hasNoViolation(page);
  await go(page, '取消');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await sign(page);
  await says(page, '结案时间');
  await hasNoViolation(page);
});

it('leaves books that balance, a sealed day, and chains without a fault', async () => {
  const { rows, debitFen, creditFen } = await asked('shenji', trialBalance, { from: businessDate, to: businessDate });
  expect(debitFen).toBe(creditFen);
  expect(rows.reduce((sum, row) => sum + row.closingFen, 0)).toBe(0);
  expect(rows.find((row) => row.accountZh.includes('短款'))?.closingFen).toBe(500);
  expect((await asked('shenji', daySheets)).rows).toMatchObject([{ businessDate, agrees: true }]);
  expect((await asked('shenji', premises)).rows).toHaveLength(1);
  const { faults, records } = await verifyHouse(journey.house.database.pool, whatIsVerified());
  expect(faults).toEqual([]);
  expect(records).toBeGreaterThan(0);
});

it('shows every page of the house after its day in English, large and twice as big', async () => {
  expect(await faultsOfEveryPage(journey, persons)).toEqual([]);
});
