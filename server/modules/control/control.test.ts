import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BatchView, CommandView } from '../../../shared/control/view.ts';
import { addSeconds, instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { type LineRoom, type LineSite, openLineSite } from '../../../test/support/line-site.ts';
import { carryOut } from './jobs/carry-out.ts';
import { watchRelays } from './jobs/watch-relays.ts';
import { askRelays } from './operations/ask-relays.ts';
import { carryOnBatch } from './operations/carry-on-batch.ts';
import { liftProtection } from './operations/lift-protection.ts';
import { protectRoom } from './operations/protect-room.ts';
import { startBatch } from './operations/start-batch.ts';
import { switchMeter } from './operations/switch-meter.ts';
import { batch as batchQuery } from './queries/batch.ts';
import { batches } from './queries/batches.ts';
import { commands } from './queries/commands.ts';
import { protections } from './queries/protections.ts';
import { rooms as roomsQuery } from './queries/rooms.ts';
import { registerOpenSales } from './trip-guard.ts';

let site: LineSite;
let buildingId: string;
let rooms: LineRoom[];
beforeEach(async () => {
  site = await openLineSite(instant('2026-03-02T01:00:00.000Z'));
  ({ buildingId, rooms } = await site.building('3', ['101', '102', '103']));
});
afterEach(async () => {
  registerOpenSales(async () => new Map());
  await site.close();
});

const technician = () => site.as('vending-technician');
const said = { reason: 'arrears', note: '欠费三个月', validMinutes: 10 };
const signed = () => ({ signatures: [newId()] });
const meterAt = (index: number) => site.link.meter(rooms[index]!.meterId);
const toSwitch = (index: number, command: string) => ({
  meterId: rooms[index]!.meterId,
  command,
  ...said,
  ...signed(),
});
const throwIt = (index: number, command: string) =>
  technician().call<CommandView>(switchMeter, toSwitch(index, command));

describe('switch-meter', () => {
  it('is confirmed by what was read back, with the relay before and the power after', async () => {
    meterAt(0).powerWatts = 880;
    const done = await throwIt(0, 'trip');
    expect(done).toMatchObject({
      state: 'confirmed',
      relayBefore: 'closed',
      relayAfter: 'open',
      powerWatts: 0,
      reason: { zh: '欠费' },
      answer: { zh: '表已接受' },
    });
    expect(await throwIt(0, 'allow-close')).toMatchObject({ state: 'confirmed', relayAfter: 'close-allowed' });
    expect(await throwIt(0, 'close')).toMatchObject({ state: 'confirmed', relayAfter: 'closed', powerWatts: 880 });
    expect(meterAt(0).told).toEqual(['trip', 'allow-close', 'close']);
    expect(await throwIt(0, 'keep-power-on')).toMatchObject({ state: 'accepted' });
  });

  it.each([
    ['a meter that refuses', 'refuses', 'up', 'refused'],
    ['a meter that says yes and does nothing', 'lies', 'up', 'contradicted'],
    ['a meter that obeys and does not answer', 'does-not-answer', 'up', 'confirmed'],
    ['a silent meter', 'obeys', 'silent', 'silent'],
    ['a line that is down', 'obeys', 'down', 'unreachable'],
  ] as const)('%s', async (_what, manner, line, state) => {
    Object.assign(meterAt(0), { manner, line });
    expect(await throwIt(0, 'trip')).toMatchObject({ state });
    expect(await site.oddNow()).toMatchObject(state === 'contradicted' ? [{ kind: 'relay-differs' }] : []);
  });

  it('does not cut off a protected room, one with an undelivered sale, or one with emergency supply', async () => {
    await technician().call(protectRoom, { roomId: rooms[0]!.roomId, kind: 'medical', note: '家用呼吸机' });
    expect(await technician().refused(switchMeter, toSwitch(0, 'trip'))).toBe('control.room_protected');
    registerOpenSales(async (_tx, _siteId, ids) => new Map(ids.map((id) => [id, '1-7'])));
    expect(await technician().refused(switchMeter, toSwitch(1, 'trip'))).toBe('control.sale_open');
    await site.db.app.query(
      `insert into emergency_supply (site_id, supply_id, number, meter_id, room_code, reason, state, minutes,
         requested_by, requested_post, requested_at, decided_by, decided_at, signature_ids)
       values ($1, $2, 1, $3, '3-103', '表故障', 'approved', 60, $4, 'vending-technician', $6, $5, $6, '{}')`,
      [site.siteId, newId(), rooms[2]!.meterId, newId(), newId(), site.clock.now()],
    );
    expect(await technician().refused(switchMeter, toSwitch(2, 'trip'))).toBe('control.supply_running');
    expect(rooms.flatMap(({ meterId }) => site.link.meter(meterId).told)).toEqual([]);
    expect(await throwIt(1, 'close')).toMatchObject({ state: 'confirmed' });
  });

  it('is refused for a meter on no line, one that is not here, a second while one is under way, and to a clerk', async () => {
    const meterId = await site.unlinkedMeter(rooms[0]!.roomId, 'X1');
    const to = { ...toSwitch(0, 'trip'), meterId };
    expect(await technician().refused(switchMeter, to)).toBe('control.not_linked');
    expect(await technician().refused(switchMeter, { ...to, meterId: newId() })).toBe('record.not_found');
    expect(await site.as('vending-clerk').refused(switchMeter, toSwitch(0, 'trip'))).toBe('post.not_allowed');
    await technician().call(startBatch, { roomIds: [rooms[0]!.roomId], command: 'trip', ...said, ...signed() });
    expect(await technician().refused(switchMeter, toSwitch(0, 'close'))).toBe('control.under_way');
  });

  it('one that was not read back is looked at again, and never sent again', async () => {
    meterAt(0).line = 'silent';
    await throwIt(0, 'trip');
    meterAt(0).line = 'up';
    meterAt(0).relay = 'open';
    site.clock.set(addSeconds(site.clock.now(), 90));
    await site.runOutside(carryOut);
    const { rows } = await technician().ask<{ rows: CommandView[] }>(commands, {});
    expect(rows).toMatchObject([{ state: 'confirmed', relayAfter: 'open' }]);
    expect(meterAt(0).told).toEqual([]);
  });
});

describe('protect-room and lift-protection', () => {
  it('one protection a room, lifted once with its reason, by the supervisor only', async () => {
    const supervisor = site.as('vending-supervisor');
    const room = { roomId: rooms[0]!.roomId, kind: 'essential', note: '服务器机房' };
    const { protectionId } = await technician().call<{ protectionId: string }>(protectRoom, room);
    expect(await technician().refused(protectRoom, room)).toBe('control.protected_already');
    expect(await technician().refused(protectRoom, { ...room, roomId: buildingId })).toBe('premise.not_room');
    expect(await technician().refused(protectRoom, { ...room, roomId: newId() })).toBe('record.not_found');
    expect(await site.as('vending-clerk').refused(protectRoom, room)).toBe('post.not_allowed');
    const lift = { protectionId, note: '机房已搬迁', ...signed() };
    expect(await technician().refused(liftProtection, lift)).toBe('post.not_allowed');
    await supervisor.call(liftProtection, lift);
    expect(await supervisor.refused(liftProtection, lift)).toBe('control.not_protected');
    expect(await supervisor.refused(liftProtection, { ...lift, protectionId: newId() })).toBe('record.not_found');
    expect((await technician().ask<{ rows: object[] }>(protections, {})).rows).toEqual([]);
    expect(await throwIt(0, 'trip')).toMatchObject({ state: 'confirmed' });
  });
});

describe('start-batch and carry-on-batch', () => {
  it('a whole building: protected rooms are left out by name, the rest is carried out by page or job', async () => {
    await technician().call(protectRoom, { roomId: rooms[1]!.roomId, kind: 'medical', note: '家用呼吸机' });
    const started = await technician().call<BatchView>(startBatch, {
      buildingId,
      command: 'trip',
      ...said,
      ...signed(),
    });
    expect(started).toMatchObject({ meters: 3, waiting: 2, confirmed: 0, skipped: 1, failed: 0 });
    const { batchId } = started;
    meterAt(2).line = 'down';
    const on = await technician().call<BatchView>(carryOnBatch, { batchId });
    expect(on).toMatchObject({ waiting: 0, confirmed: 1, skipped: 1, failed: 1 });
    expect(await technician().call<BatchView>(carryOnBatch, { batchId })).toMatchObject({ waiting: 0, confirmed: 1 });
    const { rows } = await technician().ask<{ rows: CommandView[] }>(batchQuery, { batchId });
    expect(rows.map(({ roomCode, state, answer }) => [roomCode, state, answer?.zh ?? null]).sort()).toEqual([
      ['3-101', 'confirmed', '表已接受'],
      ['3-102', 'skipped', '医疗保障房间'],
      ['3-103', 'unreachable', null],
    ]);
    expect((await technician().ask<{ rows: BatchView[] }>(batches, {})).rows).toHaveLength(1);
    expect(meterAt(1).told).toEqual([]);
  });

  it('left alone it is carried out by the job; beyond its time nothing is sent', async () => {
    const begin = () => technician().call(startBatch, { buildingId, command: 'trip', ...said, ...signed() });
    await begin();
    await site.runOutside(carryOut);
    expect(rooms.map(({ meterId }) => site.link.meter(meterId).relay)).toEqual(['open', 'open', 'open']);
    for (const { meterId } of rooms) site.link.meter(meterId).relay = 'closed';
    await begin();
    site.clock.set(addSeconds(site.clock.now(), 3700));
    await site.runOutside(carryOut);
    expect(rooms.map(({ meterId }) => site.link.meter(meterId).relay)).toEqual(['closed', 'closed', 'closed']);
  });

  it('a room sold to or protected after the batch began is left out when its turn comes', async () => {
    const input = { buildingId, command: 'trip', ...said, ...signed() };
    const { batchId } = await technician().call<BatchView>(startBatch, input);
    await technician().call(protectRoom, { roomId: rooms[0]!.roomId, kind: 'medical', note: '家用呼吸机' });
    const sold = rooms[1]!.meterId;
    registerOpenSales(async (_tx, _siteId, ids) => new Map(ids.filter((id) => id === sold).map((id) => [id, '1-7'])));
    const on = await technician().call<BatchView>(carryOnBatch, { batchId });
    expect(on).toMatchObject({ waiting: 0, confirmed: 1, skipped: 2 });
    expect(rooms.map(({ meterId }) => site.link.meter(meterId).relay)).toEqual(['closed', 'closed', 'open']);
  });

  it('is refused where there is nothing to switch, for what is no building, and to a clerk', async () => {
    const input = { buildingId: newId(), command: 'trip', ...said, ...signed() };
    expect(await technician().refused(startBatch, input)).toBe('record.not_found');
    const empty = { ...input, buildingId: undefined, roomIds: [newId()] };
    expect(await technician().refused(startBatch, empty)).toBe('control.no_meters');
    expect(await site.as('vending-clerk').refused(startBatch, { ...input, buildingId })).toBe('post.not_allowed');
    expect(await technician().refused(carryOnBatch, { batchId: newId() })).toBe('record.not_found');
    expect(await site.as('vending-clerk').refused(carryOnBatch, { batchId: newId() })).toBe('post.not_allowed');
  });
});

describe('relays', () => {
  const listed = async (input: object = {}) =>
    (await technician().ask<{ rows: { roomCode: string; relay: string; differs: boolean }[] }>(roomsQuery, input)).rows;

  it('are read when a person asks, and shown with the last command', async () => {
    meterAt(0).powerWatts = 1234;
    meterAt(1).line = 'silent';
    const meterIds = rooms.map(({ meterId }) => meterId);
    const { rows } = await technician().call<{ rows: object[] }>(askRelays, { meterIds });
    expect(rows).toMatchObject([
      { roomCode: '3-101', relay: 'closed', powerWatts: 1234, differs: false },
      { roomCode: '3-102', relay: null, powerWatts: null },
      { roomCode: '3-103', relay: 'closed' },
    ]);
    expect(await technician().refused(askRelays, { meterIds: [newId()] })).toBe('record.not_found');
    expect(await site.as('vending-clerk').refused(askRelays, { meterIds })).toBe('post.not_allowed');
  });

  it('one that is not as the last command left it is flagged by the job, until it is again', async () => {
    await throwIt(0, 'trip');
    meterAt(0).relay = 'closed';
    site.clock.set(addSeconds(site.clock.now(), 3600));
    await site.runOutside(watchRelays);
    expect(await site.oddNow()).toMatchObject([{ kind: 'relay-differs', what: { zh: '最近命令“断电”，实际“合闸”' } }]);
    expect(await listed({ differing: true })).toMatchObject([{ roomCode: '3-101', relay: 'closed', differs: true }]);
    meterAt(0).relay = 'open';
    site.clock.set(addSeconds(site.clock.now(), 3600));
    await site.runOutside(watchRelays);
    expect(await site.oddNow()).toEqual([]);
    expect(await listed({ differing: true })).toEqual([]);
  });
});
