import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LoadPolicyView, TimetableView } from '../../../shared/control/view.ts';
import { addSeconds, instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { type LineRoom, type LineSite, openLineSite } from '../../../test/support/line-site.ts';
import { carryOut } from './jobs/carry-out.ts';
import { planCuts } from './jobs/plan-cuts.ts';
import { watchLoad } from './jobs/watch-load.ts';
import { approveLoadPolicy } from './operations/approve-load-policy.ts';
import { approveTimetable } from './operations/approve-timetable.ts';
import { endLoadPolicy } from './operations/end-load-policy.ts';
import { endTimetable } from './operations/end-timetable.ts';
import { proposeLoadPolicy } from './operations/propose-load-policy.ts';
import { proposeTimetable } from './operations/propose-timetable.ts';
import { protectRoom } from './operations/protect-room.ts';
import { switchMeter } from './operations/switch-meter.ts';
import { cutWindows } from './queries/cut-windows.ts';
import { loadEvents } from './queries/load-events.ts';
import { loadPolicies } from './queries/load-policies.ts';
import { timetables } from './queries/timetables.ts';

let site: LineSite;
let buildingId: string;
let rooms: LineRoom[];
// Monday, 2 March 2026, 10:00 in Shanghai
beforeEach(async () => {
  site = await openLineSite(instant('2026-03-02T02:00:00.000Z'));
  ({ buildingId, rooms } = await site.building('3', ['101', '102', '103']));
});
afterEach(() => site.close());

const technician = () => site.as('vending-technician');
const supervisor = () => site.as('vending-supervisor');
const signed = () => ({ signatures: [newId()] });
const meterAt = (index: number) => site.link.meter(rooms[index]!.meterId);
const relays = () => rooms.map(({ meterId }) => site.link.meter(meterId).relay);
const local = (day: string, time: string) => instant(`${day}T${time}:00.000+08:00`);

/** What the jobs do at that minute of the site's day. */
async function at(day: string, time: string): Promise<void> {
  site.clock.set(local(day, time));
  await site.run(planCuts);
  await site.runOutside(carryOut);
}

/** 23:00 to 06:00 from Sunday to Thursday; none in the holiday of 4 to 6 March. */
const plan = () => ({
  buildingId,
  title: '宿舍熄灯',
  windows: [{ weekdays: [7, 1, 2, 3, 4], from: '23:00', to: '06:00' }],
  exceptions: [{ from: '2026-03-04', to: '2026-03-06', note: '校庆' }],
  restore: 'close',
  exemptRoomIds: [rooms[2]!.roomId],
  reason: '学生公寓作息规定',
  ...signed(),
});

async function inForce(): Promise<string> {
  const { id } = await technician().call<TimetableView>(proposeTimetable, plan());
  await supervisor().call(approveTimetable, { timetableId: id, ...signed() });
  return id;
}

const windowsNow = async () => (await technician().ask<{ rows: { state: string }[] }>(cutWindows, {})).rows;

describe('timetables', () => {
  it('are planned by one person and approved by another, and end once', async () => {
    const planned = await supervisor().call<TimetableView>(proposeTimetable, plan());
    const approve = { timetableId: planned.id, ...signed() };
    expect(planned).toMatchObject({ state: 'proposed', exemptRooms: [{ roomCode: '3-103' }] });
    expect(await supervisor().refused(approveTimetable, approve)).toBe('person.must_differ');
    expect(await technician().refused(approveTimetable, approve)).toBe('post.not_allowed');
    const director = site.as('campus-director');
    const { rows } = await director.ask<{ rows: TimetableView[] }>(timetables, {});
    expect(rows[0]!.can).toEqual(['control.approve-timetable', 'control.end-timetable']);
    expect(await director.call(approveTimetable, approve)).toMatchObject({
      state: 'approved',
      can: ['control.end-timetable'],
    });
    expect(await director.refused(approveTimetable, approve)).toBe('state.illegal_move');
    const end = { timetableId: planned.id, note: '学期结束', ...signed() };
    expect(await technician().call(endTimetable, end)).toMatchObject({ state: 'ended', endNote: '学期结束' });
    expect(await technician().refused(endTimetable, end)).toBe('state.illegal_move');
    expect(await technician().refused(endTimetable, { ...end, timetableId: newId() })).toBe('record.not_found');
    expect(await director.refused(approveTimetable, { ...approve, timetableId: newId() })).toBe('record.not_found');
    const room = { ...plan(), buildingId: rooms[0]!.roomId };
    expect(await technician().refused(proposeTimetable, room)).toBe('control.not_building');
    expect(await technician().refused(proposeTimetable, { ...plan(), buildingId: newId() })).toBe('record.not_found');
    expect(await site.as('vending-clerk').refused(proposeTimetable, plan())).toBe('post.not_allowed');
    expect(await site.as('vending-clerk').refused(endTimetable, end)).toBe('post.not_allowed');
  });

  it('cut off at the start and restore at the end; exempt and protected rooms keep their power', async () => {
    await technician().call(protectRoom, { roomId: rooms[1]!.roomId, kind: 'medical', note: '家用呼吸机' });
    await inForce();
    await at('2026-03-02', '22:59');
    expect(relays()).toEqual(['closed', 'closed', 'closed']);
    await at('2026-03-02', '23:00');
    expect(relays()).toEqual(['open', 'closed', 'closed']);
    await at('2026-03-03', '05:59');
    expect(relays()).toEqual(['open', 'closed', 'closed']);
    await at('2026-03-03', '06:00');
    expect(relays()).toEqual(['closed', 'closed', 'closed']);
    await at('2026-03-03', '06:01');
    expect(await windowsNow()).toMatchObject([
      { state: 'restored', tripped: 1, skipped: 2, failed: 0, restored: 1, startsAt: '2026-03-02T15:00:00.000Z' },
    ]);
    expect(meterAt(0).told).toEqual(['trip', 'close']);
    await at('2026-03-04', '23:30');
    expect(relays()).toEqual(['closed', 'closed', 'closed']);
  });

  it('a proposal does nothing, and one approved in the middle of a window begins with the next', async () => {
    const { id } = await technician().call<TimetableView>(proposeTimetable, plan());
    await at('2026-03-02', '23:30');
    expect(relays()).toEqual(['closed', 'closed', 'closed']);
    await supervisor().call(approveTimetable, { timetableId: id, ...signed() });
    await at('2026-03-02', '23:31');
    expect(relays()).toEqual(['closed', 'closed', 'closed']);
    expect(await windowsNow()).toEqual([]);
  });

  it('never cuts off late: what the house slept through is noted as missed', async () => {
    await inForce();
    await at('2026-03-03', '06:30');
    expect(relays()).toEqual(['closed', 'closed', 'closed']);
    expect(await windowsNow()).toMatchObject([{ state: 'missed', tripped: 0 }]);
    expect(rooms.flatMap(({ meterId }) => site.link.meter(meterId).told)).toEqual([]);
  });

  it('always restores, however late, and until it is read back', async () => {
    await inForce();
    await at('2026-03-02', '23:00');
    expect(relays()).toEqual(['open', 'open', 'closed']);
    meterAt(0).line = 'down';
    await at('2026-03-03', '09:00');
    expect(relays()).toEqual(['open', 'closed', 'closed']);
    expect(await windowsNow()).toMatchObject([{ state: 'restoring', restored: 1 }]);
    await at('2026-03-03', '09:02');
    meterAt(0).line = 'up';
    await at('2026-03-03', '09:04');
    expect(relays()).toEqual(['closed', 'closed', 'closed']);
    await at('2026-03-03', '09:05');
    expect(await windowsNow()).toMatchObject([{ state: 'restored', restored: 2 }]);
  });

  it('leaves a room that a person cut off to a person', async () => {
    await inForce();
    const by = { reason: 'arrears', note: '欠费', ...signed() };
    await technician().call(switchMeter, { meterId: rooms[0]!.meterId, command: 'trip', ...by });
    await at('2026-03-02', '23:00');
    await at('2026-03-03', '06:00');
    await at('2026-03-03', '06:01');
    expect(relays()).toEqual(['open', 'closed', 'closed']);
    expect(await windowsNow()).toMatchObject([{ state: 'restored' }]);
  });

  it('does not give power to a room that was dark before it', async () => {
    await inForce();
    meterAt(0).relay = 'open';
    await at('2026-03-02', '23:00');
    await at('2026-03-03', '06:00');
    await at('2026-03-03', '06:01');
    expect(relays()).toEqual(['open', 'closed', 'closed']);
    expect(await windowsNow()).toMatchObject([{ state: 'restored' }]);
  });

  it('ended in the middle of a window gives the rooms their power at once', async () => {
    const timetableId = await inForce();
    await at('2026-03-02', '23:00');
    await technician().call(endTimetable, { timetableId, note: '临时活动', ...signed() });
    await at('2026-03-02', '23:10');
    expect(relays()).toEqual(['closed', 'closed', 'closed']);
  });
});

const policy = () => ({
  buildingId,
  thresholdWatts: 1000,
  jumpWatts: 600,
  restoreAfterMinutes: 10,
  restoresADay: 1,
  notice: '请勿使用大功率电器，十分钟后自动恢复。',
  exemptRoomIds: [rooms[2]!.roomId],
  reason: '学生公寓用电规定',
  ...signed(),
});

async function policyInForce(): Promise<string> {
  const { id } = await technician().call<LoadPolicyView>(proposeLoadPolicy, policy());
  await supervisor().call(approveLoadPolicy, { policyId: id, ...signed() });
  return id;
}

async function watchAt(day: string, time: string): Promise<void> {
  site.clock.set(local(day, time));
  await site.runOutside(watchLoad);
  await at(day, time);
}

const eventsNow = async () =>
  (await technician().ask<{ rows: { state: string; rule: string; roomCode: string }[] }>(loadEvents, {})).rows;

describe('malicious load', () => {
  it('policies are approved by another person; approving one ends the one before', async () => {
    const first = await policyInForce();
    const second = await supervisor().call<LoadPolicyView>(proposeLoadPolicy, policy());
    const approve = { policyId: second.id, ...signed() };
    expect(await supervisor().refused(approveLoadPolicy, approve)).toBe('person.must_differ');
    expect(await technician().refused(approveLoadPolicy, approve)).toBe('post.not_allowed');
    const director = site.as('campus-director');
    await director.call(approveLoadPolicy, approve);
    expect(await director.refused(approveLoadPolicy, approve)).toBe('state.illegal_move');
    expect(await director.refused(approveLoadPolicy, { ...approve, policyId: newId() })).toBe('record.not_found');
    const { rows } = await director.ask<{ rows: LoadPolicyView[] }>(loadPolicies, { state: 'ended' });
    expect(rows).toMatchObject([{ id: first, endNote: '由新规则接替' }]);
    const end = { policyId: second.id, note: '试行结束', ...signed() };
    expect(await site.as('vending-clerk').refused(endLoadPolicy, end)).toBe('post.not_allowed');
    await technician().call(endLoadPolicy, end);
    expect(await technician().refused(endLoadPolicy, end)).toBe('state.illegal_move');
    expect(await technician().refused(endLoadPolicy, { ...end, policyId: newId() })).toBe('record.not_found');
    const room = { ...policy(), buildingId: rooms[0]!.roomId };
    expect(await technician().refused(proposeLoadPolicy, room)).toBe('control.not_building');
    expect(await technician().refused(proposeLoadPolicy, { ...policy(), buildingId: newId() })).toBe(
      'record.not_found',
    );
    expect(await site.as('vending-clerk').refused(proposeLoadPolicy, policy())).toBe('post.not_allowed');
  });

  it('cuts off over the limit, restores by itself so many times a day, then stays off until a person restores', async () => {
    await policyInForce();
    meterAt(0).powerWatts = 1001;
    meterAt(1).powerWatts = 1000;
    meterAt(2).powerWatts = 3000;
    await watchAt('2026-03-02', '10:05');
    expect(relays()).toEqual(['open', 'closed', 'closed']);
    expect(await eventsNow()).toMatchObject([{ roomCode: '3-101', rule: 'threshold', state: 'off', powerWatts: 1001 }]);
    await watchAt('2026-03-02', '10:14');
    expect(relays()).toEqual(['open', 'closed', 'closed']);
    await watchAt('2026-03-02', '10:15');
    expect(relays()).toEqual(['closed', 'closed', 'closed']);
    await watchAt('2026-03-02', '10:20');
    expect(relays()).toEqual(['open', 'closed', 'closed']);
    expect((await eventsNow()).map(({ state }) => state)).toEqual(['stays-off', 'restored']);
    await watchAt('2026-03-02', '12:00');
    expect(relays()).toEqual(['open', 'closed', 'closed']);
    const by = { command: 'close', reason: 'restore', note: '已收走电炉', ...signed() };
    await technician().call(switchMeter, { meterId: rooms[0]!.meterId, ...by });
    expect((await eventsNow()).map(({ state }) => state)).toEqual(['restored-by-person', 'restored']);
    meterAt(0).powerWatts = 100;
    await watchAt('2026-03-02', '12:05');
    expect(relays()).toEqual(['closed', 'closed', 'closed']);
  });

  it('a sudden rise counts; a protected room is not cut off; a meter that does not obey is said so', async () => {
    await policyInForce();
    await technician().call(protectRoom, { roomId: rooms[1]!.roomId, kind: 'medical', note: '家用呼吸机' });
    meterAt(0).powerWatts = 100;
    meterAt(1).powerWatts = 5000;
    await watchAt('2026-03-02', '10:05');
    expect(await eventsNow()).toEqual([]);
    meterAt(0).powerWatts = 750;
    meterAt(0).manner = 'refuses';
    await watchAt('2026-03-02', '10:10');
    expect(await eventsNow()).toMatchObject([{ roomCode: '3-101', rule: 'jump', state: 'not-cut' }]);
    expect(relays()).toEqual(['closed', 'closed', 'closed']);
  });

  it('inside a cut-off window its restore waits for the window to end', async () => {
    await policyInForce();
    await inForce();
    meterAt(0).powerWatts = 1500;
    await watchAt('2026-03-02', '22:55');
    expect(relays()[0]).toBe('open');
    await at('2026-03-02', '23:00');
    await at('2026-03-02', '23:06');
    expect(relays()[0]).toBe('open');
    await at('2026-03-03', '06:00');
    await at('2026-03-03', '06:01');
    expect(relays()).toEqual(['closed', 'closed', 'closed']);
    site.clock.set(addSeconds(site.clock.now(), 60));
    await site.run(planCuts);
    expect((await eventsNow()).map(({ state }) => state)).toEqual(['restored']);
  });
});
