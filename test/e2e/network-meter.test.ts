/**
 * Meters on a line, simulated: sold to at the counter with the read-back seen, an answer that is lost and found out by
 * looking again, a meter asked by the technician at once, its relay switched with a reason and a signature.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addLine } from '../../shared/contracts/network/add-line.ts';
import { attachMeter } from '../../shared/contracts/network/attach-meter.ts';
import { choosePost } from '../../shared/contracts/posts/choose-post.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { startSimulator } from '../../tools/meter-simulator/simulator.ts';
import { at, choose, quote, sign } from './hands.ts';
import { openSellingHouse } from './selling-house.ts';
import {
  callIn,
  comeBack,
  foundByHttp,
  hasNoViolation,
  isAccessible,
  openJourney,
  press,
  says,
  type,
} from './support.ts';

const METERS = ['000000000201', '000000000202'] as const;
const [GOOD, LOSING] = METERS;

const simulator = await startSimulator({
  meters: METERS.map((address) => ({
    protocol: 'dlt645',
    address,
    customerNo: address,
    phase: 'running',
    purchaseCount: 0,
    loadWatts: 0,
    closesByItself: true,
  })),
});
afterAll(() => simulator.close());

let counter: Page;
let technician: Page;

beforeAll(async () => {
  const staff = await foundByHttp(await openJourney());
  const house = await openSellingHouse(staff);
  technician = await staff.pageAs('jishu');
  await callIn(technician.context(), choosePost, { post: 'vending-technician' });
  const place = { name: '北苑一层', transport: 'tcp', host: '127.0.0.1', port: simulator.port, answerMs: 500 } as const;
  const { lineId } = await callIn(technician.context(), addLine, { ...place, retries: 0 });
  for (const address of METERS) {
    const { meterId } = await house.addRoom(address.slice(-3), address, 'network');
    const on = { meterId, lineId, protocol: 'dlt645-plain', address, customerNo: address } as const;
    expect(await callIn(technician.context(), attachMeter, on)).toMatchObject({ result: 'attached' });
  }
  counter = await staff.pageAs('shoudian1');
  await callIn(counter.context(), openDrawer, { drawerId: house.drawerId, count: {} });
});

it('sells to a meter on the line, and the meter has it', async () => {
  await counter.goto('/counter');
  await quote(counter, '70201', '50');
  await hasNoViolation(counter);
  await counter.keyboard.press('F9');
  await says(counter, '已收款 50.00 元');
  await says(counter, '已充入 北苑一号楼-201，余额');
  await isAccessible(counter);
  expect(simulator.meter(GOOD).electricity).toMatchObject({ moneyLeftFen: 5000, purchaseCount: 1 });
});

/** The cable breaks the moment the recharge has arrived. */
function breakAtRecharge(address: string): void {
  const meter = simulator.meter(address);
  const timer = setInterval(() => {
    if (meter.electricity.purchases.length === 0) return;
    meter.setDead(true);
    clearInterval(timer);
  }, 1);
}

it('says of a recharge without an answer that it is not known, and finds it out by looking', async () => {
  breakAtRecharge(LOSING);
  simulator.setFaults({ loseAnswer: 1, only: 'changes' });
  await counter.keyboard.type('70202');
  await at(counter, 'find');
  await counter.keyboard.press('Enter');
  await at(counter, 'amount');
  await counter.keyboard.type('40');
  await counter.keyboard.press('Enter');
  await at(counter, 'tender');
  await counter.keyboard.press('F9');
  await says(counter, '是否到账还不知道（原因：已发送，未收到应答）。不要重新收款。');
  await isAccessible(counter);
  await press(counter, /^打开凭证/);
  await press(counter, '查询到账');
  simulator.setFaults({ loseAnswer: 0 });
  simulator.meter(LOSING).setDead(false);
  await counter.getByRole('button', { name: '查询到账' }).last().focus();
  await counter.keyboard.press('Enter');
  await counter.getByRole('dialog').getByText('已到账').first().waitFor();
  expect(simulator.meter(LOSING).electricity).toMatchObject({ moneyLeftFen: 4000, purchaseCount: 1 });
});

it('asks a meter at once and switches its relay with a reason and a signature', async () => {
  await comeBack(technician.context());
  await technician.goto('/network-meters');
  await press(technician, GOOD);
  await technician.getByRole('dialog').waitFor();
  await press(technician, '立即抄读');
  await technician.getByRole('dialog', { name: '立即抄读' }).waitFor();
  await technician.keyboard.press('Enter');
  await says(technician, '表计已应答');
  await hasNoViolation(technician);
  await technician.goto('/control');
  await press(technician, /^通断 北苑一号楼-201/);
  await technician.getByRole('dialog', { name: '远程通断' }).waitFor();
  await choose(technician, '操作', '断电');
  await choose(technician, '原因', '检修');
  await type(technician, '说明', '更换漏电开关');
  await hasNoViolation(technician);
  await press(technician, '通断');
  await sign(technician);
  await says(technician, '已读回确认');
  expect(simulator.meter(GOOD).electricity.relay).toBe('open');
});
