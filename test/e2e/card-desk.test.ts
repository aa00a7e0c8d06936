/**
 * A household's card from the box to the meter and back, at a counter with a virtual reader: issued for deposit and
 * fee, sold to by keyboard alone, put into the meter, sold to again; what was not inserted is not sold to twice unless
 * the customer insists; and a card pulled off the reader says what became of money and card.
 */
import type { Page } from 'playwright-core';
import { beforeAll, it } from 'vitest';
import { receiveCards } from '../../shared/contracts/cards/receive-cards.ts';
import { setCardTerms } from '../../shared/contracts/cards/set-card-terms.ts';
import { choosePost } from '../../shared/contracts/posts/choose-post.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { fen } from '../../shared/values/money.ts';
import { at } from './hands.ts';
import { openSellingHouse } from './selling-house.ts';
import {
  callIn,
  counterIsThere,
  foundByHttp,
  go,
  hasNoViolation,
  isAccessible,
  openJourney,
  press,
  says,
  type,
} from './support.ts';

const SERIALS = ['2026000000000001', '2026000000000002'];
const METER = '000000000104';

/** The counter, and in a second window of the same clerk the card desk with the virtual hands. */
let counter: Page;
let desk: Page;

beforeAll(async () => {
  const staff = await foundByHttp(await openJourney({ agent: 'virtual' }));
  const house = await openSellingHouse(staff);
  await house.addRoom('104', METER, 'card');
  const technician = await house.contextOf('jishu');
  await callIn(technician, choosePost, { post: 'vending-technician' });
  await callIn(technician, receiveCards, { serials: SERIALS, reference: '入库单 1' });
  const terms = { depositFen: fen(1000), feeFen: fen(500), replacementFeeFen: fen(1000), reason: '按公布的标准' };
  await house.signedBy('zhuguan', setCardTerms, terms);
  counter = await staff.pageAs('shoudian1');
  await counterIsThere(counter.context());
  await callIn(counter.context(), openDrawer, { drawerId: house.drawerId, count: {} });
  desk = await counter.context().newPage();
});

/** The account, the card read by F8, the sum, how it is paid. */
async function comeToPayment(amount: string): Promise<void> {
  await counter.keyboard.type('70104');
  await at(counter, 'find');
  await counter.keyboard.press('Enter');
  await at(counter, 'amount');
  const read = counter.waitForResponse('**/api/cards/read-card');
  await counter.keyboard.press('F8');
  await read;
  await says(counter, /卡已核对，可以收款写卡|还没有插表/);
  await counter.keyboard.type(amount);
  await counter.keyboard.press('Enter');
  await at(counter, 'tender');
}

async function putIntoMeter(left: string): Promise<void> {
  await desk.keyboard.press('F2');
  await says(desk, '北苑一号楼-104');
  await press(desk, '插入电表');
  await says(desk, `${METER}：剩余 ${left} 元`);
}

it('issues a blank card of the stock for deposit and fee', async () => {
  await desk.goto('/cards');
  await says(desk, '还没有读卡');
  await press(desk, '放库存空白卡');
  await says(desk, `读卡器上：${SERIALS[1]}`);
  await isAccessible(desk);
  await desk.keyboard.press('F2');
  await says(desk, '空白卡');
  await press(desk, '发卡');
  await go(desk, /^发给哪块表/);
  await desk.keyboard.type('70104');
  await says(desk, `北苑一号楼-104 · ${METER}`);
  await desk.keyboard.press('Enter');
  await says(desk, '¥ 15.00');
  await hasNoViolation(desk);
  await press(desk, '收款并写卡');
  await says(desk, '卡已写好并读回核对');
  await says(desk, '北苑一号楼-104');
  await isAccessible(desk);
});

it('sells to the card by keyboard, and the meter takes it', async () => {
  await counter.goto('/counter');
  await at(counter, 'find');
  await comeToPayment('50');
  await hasNoViolation(counter);
  await counter.keyboard.press('F9');
  await says(counter, '已收款 50.00 元');
  await says(counter, '已写入 北苑一号楼-104 的卡并读回核对');
  await isAccessible(counter);
  await putIntoMeter('50.00');
  await comeToPayment('30');
  await counter.keyboard.press('F9');
  await says(counter, '已收款 30.00 元');
});

it('refuses the next purchase until the last is in the meter, and merges for who insists', async () => {
  await comeToPayment('20');
  await hasNoViolation(counter);
  await counter.keyboard.press('F9');
  await says(counter, '没有收款');
  await isAccessible(counter);
  await press(counter, '合并写卡');
  await type(counter, '原因', '用户路远，坚持一起买');
  await hasNoViolation(counter);
  await counter.keyboard.press('Enter');
  await says(counter, '将与卡上 30.00 元合并写入');
  await counter.keyboard.press('F9');
  await says(counter, '已收款 20.00 元');
  await putIntoMeter('100.00');
});

it('says of a card pulled off before F9 what became of the money and the card', async () => {
  await comeToPayment('10');
  await press(desk, '取走卡');
  await says(desk, '读卡器上没有卡');
  await counter.keyboard.press('F9');
  await says(counter, '不要重新收款');
  await isAccessible(counter);
  await desk.getByLabel('已有的卡').selectOption(SERIALS[1]!);
  await press(desk, '放这张卡');
  await says(desk, `读卡器上：${SERIALS[1]}`);
  await press(counter, /^打开凭证/);
  await press(counter, '补充值');
  await counter.getByRole('button', { name: '补充值' }).last().focus();
  await hasNoViolation(counter);
  await counter.keyboard.press('Enter');
  await counter.getByRole('dialog').getByText('已到账').first().waitFor();
  await putIntoMeter('110.00');
});
