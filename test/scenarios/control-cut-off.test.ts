/**
 * Remote control on real bytes: a room is cut off with a reason and read back, a protected one is not, a meter whose
 * relay is stuck is found out, a building goes dark by its timetable and always gets its power again.
 */
import { expect, test } from 'vitest';
import { whatIsVerified } from '../../server/app.ts';
import { verifyHouse } from '../../server/platform/chain/verify/house.ts';
import { flags } from '../../shared/contracts/collection/flags.ts';
import { approveTimetable } from '../../shared/contracts/control/approve-timetable.ts';
import { commands } from '../../shared/contracts/control/commands.ts';
import { cutWindows } from '../../shared/contracts/control/cut-windows.ts';
import { proposeTimetable } from '../../shared/contracts/control/propose-timetable.ts';
import { protectRoom } from '../../shared/contracts/control/protect-room.ts';
import { switchMeter } from '../../shared/contracts/control/switch-meter.ts';
import { businessDate } from '../../shared/values/calendar.ts';
import { openCampusLine } from '../support/campus-line.ts';

const line = await openCampusLine(['101', '102', '103', '104'], { delivery: 'network', creditUnit: 'money' });
const technician = line.counter.as('vending-technician');
const supervisor = line.counter.as('vending-supervisor');
const said = { reason: 'safety', note: '插座冒烟' } as const;
const relays = () => line.simulator.meters.map(({ electricity }) => electricity.relay);

test('a room is cut off with a reason and a signature, and what is answered is what was read back', async () => {
  line.meter('101').setLoad(700);
  const trip = { meterId: line.room('101').meterId, command: 'trip', ...said } as const;
  expect(await technician.refused(switchMeter, { ...trip, signatures: [] })).toMatchObject({ code: 'request.invalid' });
  const done = await technician.signed(switchMeter, trip);
  expect(done).toMatchObject({ state: 'confirmed', relayBefore: 'closed', relayAfter: 'open', powerWatts: 0 });
  expect(relays()).toEqual(['open', 'closed', 'closed', 'closed']);
  expect(await technician.signed(switchMeter, { ...trip, command: 'close', reason: 'restore' })).toMatchObject({
    state: 'confirmed',
    relayAfter: 'closed',
    powerWatts: 700,
  });
  line.meter('101').setLoad(0);
  const { rows } = await line.counter.as('auditor').ask(commands);
  expect(rows.map(({ command, reason, askedBy, state }) => [command, reason.zh, askedBy, state])).toEqual([
    ['close', '恢复供电', technician.name, 'confirmed'],
    ['trip', '安全隐患', technician.name, 'confirmed'],
  ]);
});

test('a meter that says yes and does not move is found out', async () => {
  line.meter('102').setStuck(true);
  const trip = { meterId: line.room('102').meterId, command: 'trip', ...said } as const;
  expect(await technician.signed(switchMeter, trip)).toMatchObject({ state: 'contradicted', relayAfter: 'closed' });
  expect((await technician.ask(flags)).rows).toMatchObject([
    { roomCode: '60-102', kind: 'relay-differs', what: { zh: '最近命令“断电”，实际“合闸”' } },
  ]);
  line.meter('102').setStuck(false);
});

test('a protected room and a room whose sale is not delivered are not cut off', async () => {
  await technician.call(protectRoom, { roomId: line.room('103').roomId, kind: 'medical', note: '家用呼吸机' });
  const trip = { command: 'trip', ...said } as const;
  expect(await technician.refusedSigned(switchMeter, { meterId: line.room('103').meterId, ...trip })).toMatchObject({
    code: 'control.room_protected',
  });
  const { meterId } = line.room('104');
  line.meter('104').setDead(true);
  const sale = await line.counter.sell(meterId, { moneyFen: 2000 });
  expect(sale.state).not.toBe('delivered');
  line.meter('104').setDead(false);
  expect(await technician.refusedSigned(switchMeter, { meterId, ...trip })).toMatchObject({
    code: 'control.sale_open',
    facts: { slip: sale.slipNo },
  });
  expect(relays()).toEqual(['closed', 'closed', 'closed', 'closed']);
});

test('a timetable approved by another person cuts off at night and restores in the morning, through a cut line', async () => {
  line.setTime('2026-03-16', '10:00');
  const planned = await technician.signed(proposeTimetable, {
    buildingId: line.buildingId,
    title: '宿舍熄灯',
    windows: [{ weekdays: [1, 2, 3, 4, 7], from: '23:00', to: '06:00' }],
    exceptions: [{ from: businessDate('2026-03-17'), to: businessDate('2026-03-17'), note: '校庆' }],
    restore: 'close',
    exemptRoomIds: [],
    reason: '学生公寓作息规定',
  });
  await supervisor.signed(approveTimetable, { timetableId: planned.id });
  line.setTime('2026-03-16', '23:00');
  await line.minute('control');
  expect(relays()).toEqual(['open', 'open', 'closed', 'closed']);
  line.meter('101').setDead(true);
  line.setTime('2026-03-17', '06:00');
  await line.minute('control');
  expect(relays()).toEqual(['open', 'closed', 'closed', 'closed']);
  line.meter('101').setDead(false);
  for (const time of ['06:10', '06:20', '06:30']) {
    line.setTime('2026-03-17', time);
    await line.minute('control');
  }
  expect(relays()).toEqual(['closed', 'closed', 'closed', 'closed']);
  line.setTime('2026-03-17', '23:30');
  await line.minute('control');
  expect(relays()).toEqual(['closed', 'closed', 'closed', 'closed']);
  const { rows } = await technician.ask(cutWindows);
  expect(rows).toMatchObject([{ state: 'restored', tripped: 2, skipped: 2, restored: 2 }]);
});

test('every command, window and protection is in the chain', async () => {
  expect(await verifyHouse(line.counter.database.app, whatIsVerified())).toMatchObject({ faults: [] });
});
