/**
 * The pages of cards, lines, remote reading, switching and tokens in a house where all of it has happened: at a counter
 * with virtual devices, with simulated meters on a line, one of which does not answer.
 */
import type { BrowserContext, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { blacklistCard } from '../../shared/contracts/cards/blacklist-card.ts';
import { issueCard } from '../../shared/contracts/cards/issue-card.ts';
import { readCard } from '../../shared/contracts/cards/read-card.ts';
import { receiveCards } from '../../shared/contracts/cards/receive-cards.ts';
import { runCollectionNow } from '../../shared/contracts/collection/run-collection-now.ts';
import { setCollectionSchedule } from '../../shared/contracts/collection/set-collection-schedule.ts';
import { proposeLoadPolicy } from '../../shared/contracts/control/propose-load-policy.ts';
import { proposeTimetable } from '../../shared/contracts/control/propose-timetable.ts';
import { protectRoom } from '../../shared/contracts/control/protect-room.ts';
import { startBatch } from '../../shared/contracts/control/start-batch.ts';
import { checkDevices } from '../../shared/contracts/devices/check-devices.ts';
import { virtualPlaceCard } from '../../shared/contracts/devices/virtual-place-card.ts';
import { addLine } from '../../shared/contracts/network/add-line.ts';
import { attachMeter } from '../../shared/contracts/network/attach-meter.ts';
import { readMeter } from '../../shared/contracts/network/read-meter.ts';
import { choosePost } from '../../shared/contracts/posts/choose-post.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { fen } from '../../shared/values/money.ts';
import { startSimulator } from '../../tools/meter-simulator/simulator.ts';
import { closeAfterFile } from '../support/close-after-file.ts';
import { faultsOfEveryPage } from './every-page.ts';
import { openSellingHouse, type SellingHouse } from './selling-house.ts';
import { callIn, comeBack, counterIsThere, foundByHttp, openJourney, STAFF } from './support.ts';

const METERS = ['000000000301', '000000000302', '000000000303'] as const;
const MODULES = ['devices', 'cards', 'network', 'collection', 'control', 'tokens', 'rollout'] as const;
const SERIALS = ['2026000000000001', '2026000000000002', '2026000000000003'];

async function onTheLine(house: SellingHouse, technician: BrowserContext): Promise<void> {
  const simulator = await startSimulator({
    meters: METERS.map((address) => ({ protocol: 'dlt645', address, customerNo: address, loadWatts: 300 })),
  });
  closeAfterFile(() => simulator.close());
  const place = { name: '北苑一层', transport: 'tcp', host: '127.0.0.1', port: simulator.port, answerMs: 500 } as const;
  const { lineId } = await callIn(technician, addLine, { ...place, retries: 0 });
  for (const address of METERS) {
    const { meterId, roomId } = await house.addRoom(address.slice(-3), address, 'network');
    const on = { meterId, lineId, protocol: 'dlt645-plain', address, customerNo: address, ratesItself: true } as const;
    await callIn(technician, attachMeter, on);
    simulator.meter(address).setDead(address === METERS[2]);
    await callIn(technician, readMeter, { meterId });
    if (address !== METERS[2]) continue;
    await callIn(technician, protectRoom, { roomId, kind: 'medical', note: '住户使用呼吸机' });
  }
  const { buildingId } = house;
  await callIn(technician, runCollectionNow, { buildingId });
  await callIn(technician, setCollectionSchedule, { buildingId, everyHours: 6 });
  const why = { command: 'trip', reason: 'repair', note: '更换进线开关' } as const;
  await house.signedBy('jishu', startBatch, { buildingId, ...why });
  await house.signedBy('jishu', proposeTimetable, {
    buildingId,
    title: '工作日熄灯',
    windows: [{ weekdays: [1, 2, 3, 4, 5], from: '23:00', to: '06:00' }],
    reason: '按学生宿舍管理办法',
  });
  await house.signedBy('jishu', proposeLoadPolicy, {
    buildingId,
    thresholdWatts: 1500,
    restoreAfterMinutes: 5,
    restoresADay: 3,
    notice: '请停用大功率电器，五分钟后自动恢复供电。',
    reason: '按学生宿舍管理办法',
  });
}

async function atTheCardDesk(house: SellingHouse, technician: BrowserContext, clerk: BrowserContext): Promise<void> {
  const { meterId } = await house.addRoom('104', '000000000104', 'card');
  await callIn(technician, receiveCards, { serials: SERIALS, reference: '入库单 1' });
  await counterIsThere(clerk);
  await callIn(clerk, checkDevices, {});
  await callIn(clerk, openDrawer, { drawerId: house.drawerId, count: {} });
  await callIn(clerk, virtualPlaceCard, { card: 'blank', serial: SERIALS[0]! });
  const { onReader } = await callIn(clerk, readCard, {});
  await callIn(clerk, issueCard, { readingId: onReader!.readingId, meterId, expectedFen: fen(0), tenders: [] });
  await callIn(clerk, blacklistCard, { serial: SERIALS[2]!, reason: '用户报失' });
}

it('shows them in English, large and twice as big', async () => {
  const journey = await openJourney({ agent: 'virtual' });
  const staff = await foundByHttp(journey);
  const house = await openSellingHouse(staff);
  const technician = await house.contextOf('jishu');
  await comeBack(technician);
  await callIn(technician, choosePost, { post: 'vending-technician' });
  await onTheLine(house, technician);
  await atTheCardDesk(house, technician, await house.contextOf('shoudian1'));
  const persons = new Map<string, Page>();
  for (const { login } of STAFF.people) persons.set(login, await staff.pageAs(login));
  expect(await faultsOfEveryPage(journey, persons, MODULES)).toEqual([]);
});
