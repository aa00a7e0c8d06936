import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FlagView, RunView } from '../../../shared/collection/view.ts';
import { addSeconds, businessDate, instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { type LineSite, openLineSite } from '../../../test/support/line-site.ts';
import { transaction } from '../../platform/db/tx.ts';
import { systemActor } from '../../platform/operations/actor.ts';
import { carryFlags } from './jobs/carry-flags.ts';
import { collect } from './jobs/collect.ts';
import { planRuns } from './jobs/plan-runs.ts';
import { endCollectionSchedule } from './operations/end-collection-schedule.ts';
import { resolveFlag } from './operations/resolve-flag.ts';
import { runCollectionNow } from './operations/run-collection-now.ts';
import { setCollectionSchedule } from './operations/set-collection-schedule.ts';
import { consumption } from './queries/consumption.ts';
import { creditSeen } from './queries/credit-seen.ts';
import { flags } from './queries/flags.ts';
import { runResults } from './queries/run-results.ts';
import { runs } from './queries/runs.ts';
import { schedules } from './queries/schedules.ts';
import { takeReturned } from './take-returned.ts';

let site: LineSite;
beforeEach(async () => {
  site = await openLineSite(instant('2026-03-02T01:00:00.000Z'));
});
afterEach(() => site.close());

const technician = () => site.as('vending-technician');
const flagsNow = async () => (await technician().ask<{ rows: FlagView[] }>(flags, {})).rows;
const later = (hours: number) => site.clock.set(addSeconds(site.clock.now(), hours * 3600));

async function readNow(input: object = {}): Promise<RunView> {
  const run = await technician().call<RunView>(runCollectionNow, input);
  await site.runOutside(collect);
  const { rows } = await technician().ask<{ rows: RunView[] }>(runs, { runId: run.id });
  return rows[0]!;
}

describe('run-collection-now', () => {
  it('reads every meter of the building; counts what answered, what did not and what no line reached', async () => {
    const { buildingId, rooms } = await site.building('3', ['101', '102', '103']);
    site.link.meter(rooms[0]!.meterId).energyMilli = 12_340;
    site.link.meter(rooms[1]!.meterId).line = 'silent';
    site.link.meter(rooms[2]!.meterId).line = 'down';
    const run = await readNow({ buildingId });
    expect(run).toMatchObject({ state: 'done', asked: 3, read: 1, silent: 1, unreachable: 1, refused: 0, flagged: 0 });
    const { rows } = await technician().ask<{ rows: object[] }>(runResults, { runId: run.id });
    expect(rows[0]).toMatchObject({ meterNo: '3101', state: 'read', totalMilli: 12_340, usedMilli: 12_340 });
    const readings = await site.rows<{ source: string; value_milli: number }>(
      'select source, value_milli from reading where site_id = $1',
    );
    expect(readings).toEqual([{ source: 'network', value_milli: 12_340 }]);
  });

  it('is refused where no line leads to a meter, while the same run is under way, and to a clerk', async () => {
    expect(await technician().refused(runCollectionNow, {})).toBe('collection.no_meters');
    await site.building('3', ['101']);
    await technician().call(runCollectionNow, {});
    expect(await technician().refused(runCollectionNow, {})).toBe('collection.under_way');
    expect(await technician().refused(runCollectionNow, { buildingId: newId() })).toBe('record.not_found');
    expect(await site.as('vending-clerk').refused(runCollectionNow, {})).toBe('post.not_allowed');
  });

  it('goes on after the server died in the middle, and books each meter once', async () => {
    const { rooms } = await site.building('3', ['101', '102', '103', '104']);
    for (const room of rooms) site.link.meter(room.meterId).energyMilli = 5000;
    await technician().call(runCollectionNow, {});
    let answered = 0;
    site.link.before = () => {
      answered += 1;
      if (answered > 2) throw new Error('the server stops here');
    };
    await expect(site.runOutside(collect)).rejects.toThrow('the server stops here');
    site.link.before = () => {};
    site.clock.set(addSeconds(site.clock.now(), 700));
    await site.runOutside(collect);
    const [run] = (await technician().ask<{ rows: RunView[] }>(runs, {})).rows;
    expect(run).toMatchObject({ state: 'done', asked: 4, read: 4 });
    const counted = await site.rows<{ n: number }>('select count(*)::int as n from reading where site_id = $1');
    expect(counted).toEqual([{ n: 4 }]);
  });
});

describe('set-collection-schedule', () => {
  it('begins a run at its time, once, and makes up only for the last time missed', async () => {
    const { buildingId } = await site.building('3', ['101']);
    const set = await technician().call<{ scheduleId: string; nextAt: string; times: string }>(setCollectionSchedule, {
      buildingId,
      times: '12:00 00:05',
    });
    expect(set).toMatchObject({ times: '00:05 12:00', nextAt: '2026-03-02T04:00:00.000Z' });
    await site.run(planRuns);
    expect((await technician().ask<{ rows: RunView[] }>(runs, {})).rows).toEqual([]);
    site.clock.set(instant('2026-03-04T05:00:00.000Z'));
    await site.run(planRuns);
    await site.run(planRuns);
    const { rows } = await technician().ask<{ rows: RunView[] }>(runs, {});
    expect(rows).toMatchObject([{ bySchedule: true, plannedAt: '2026-03-04T04:00:00.000Z', asked: 1 }]);
  });

  it('takes an interval too, replaces what the building had, and can be ended once', async () => {
    const first = await technician().call<{ scheduleId: string }>(setCollectionSchedule, { times: '00:05' });
    const second = await technician().call<{ scheduleId: string }>(setCollectionSchedule, { everyHours: 6 });
    const { rows } = await technician().ask<{ rows: { everyHours: number; nextAt: string }[] }>(schedules, {});
    expect(rows).toMatchObject([{ everyHours: 6, nextAt: '2026-03-02T04:00:00.000Z' }]);
    const { scheduleId } = second;
    expect(await technician().refused(endCollectionSchedule, { scheduleId: first.scheduleId })).toBe(
      'collection.schedule_ended',
    );
    await technician().call(endCollectionSchedule, { scheduleId });
    expect(await technician().refused(endCollectionSchedule, { scheduleId: newId() })).toBe('record.not_found');
    expect(await site.as('vending-clerk').refused(endCollectionSchedule, { scheduleId })).toBe('post.not_allowed');
    expect(await site.as('vending-clerk').refused(setCollectionSchedule, { everyHours: 6 })).toBe('post.not_allowed');
    expect(await technician().refused(setCollectionSchedule, { buildingId: newId(), everyHours: 6 })).toBe(
      'record.not_found',
    );
    expect(await technician().refused(setCollectionSchedule, {})).toBe('request.invalid');
  });
});

describe('flags', () => {
  it('a register that runs backwards is not taken, is flagged and a case at once', async () => {
    const { rooms } = await site.building('3', ['101']);
    const meter = site.link.meter(rooms[0]!.meterId);
    meter.energyMilli = 50_000;
    await readNow();
    later(1);
    meter.energyMilli = 40_000;
    expect(await readNow()).toMatchObject({ read: 0, refused: 1, flagged: 1 });
    expect(await flagsNow()).toMatchObject([
      { kind: 'backwards', state: 'open', caseNumber: 'C1', what: { zh: '读数 40.00，低于上次 50.00，未采用' } },
    ]);
    later(1);
    await readNow();
    expect(await flagsNow()).toMatchObject([{ kind: 'backwards', times: 2, caseNumber: 'C1' }]);
  });

  it('a jump and an implausible figure are flagged; the figure is not taken', async () => {
    const { rooms } = await site.building('3', ['101', '102']);
    site.link.meter(rooms[0]!.meterId).energyMilli = 20_000_000;
    site.link.meter(rooms[1]!.meterId).energyMilli = -5;
    expect(await readNow()).toMatchObject({ read: 1, refused: 1, flagged: 2 });
    expect((await flagsNow()).map(({ kind }) => kind).sort()).toEqual(['implausible', 'jump']);
  });

  it('a clock off by more than five minutes is flagged until it is right again', async () => {
    const { rooms } = await site.building('3', ['101']);
    const meter = site.link.meter(rooms[0]!.meterId);
    meter.clockAheadSeconds = 300;
    await readNow();
    expect(await flagsNow()).toEqual([]);
    later(1);
    meter.clockAheadSeconds = -301;
    await readNow();
    expect(await flagsNow()).toMatchObject([{ kind: 'clock', what: { zh: '表内时钟慢 5 分钟' } }]);
    later(1);
    meter.clockAheadSeconds = 0;
    await readNow();
    expect(await flagsNow()).toEqual([]);
    expect((await technician().ask<{ rows: FlagView[] }>(flags, { state: 'resolved' })).rows).toMatchObject([
      { kind: 'clock', resolvedBy: '系统', note: '时钟已准' },
    ]);
  });

  it('meters nobody read for three days are flagged; what stays is one incident for the building', async () => {
    const { rooms } = await site.building('3', ['101', '102']);
    await technician().call(setCollectionSchedule, { everyHours: 12 });
    for (const room of rooms) site.link.meter(room.meterId).line = 'silent';
    later(24);
    await site.run(carryFlags);
    expect(await flagsNow()).toEqual([]);
    later(60);
    await site.run(carryFlags);
    expect(await flagsNow()).toMatchObject([
      { kind: 'gap', caseNumber: null },
      { kind: 'gap', caseNumber: null },
    ]);
    later(73);
    await site.run(carryFlags);
    await site.run(carryFlags);
    expect((await flagsNow()).map(({ caseNumber }) => caseNumber)).toEqual(['I1', 'I1']);
    for (const room of rooms) site.link.meter(room.meterId).line = 'up';
    await readNow();
    expect(await flagsNow()).toEqual([]);
  });

  it('are taken in hand and resolved with their cause, once, by who can repair', async () => {
    const { rooms } = await site.building('3', ['101']);
    site.link.meter(rooms[0]!.meterId).clockAheadSeconds = 900;
    await readNow();
    const flagId = (await flagsNow())[0]!.id;
    const note = '已派人校时';
    expect(await site.as('vending-clerk').refused(resolveFlag, { flagId, state: 'seen', note })).toBe(
      'post.not_allowed',
    );
    await technician().call(resolveFlag, { flagId, state: 'seen', note });
    const done = await technician().call<FlagView>(resolveFlag, { flagId, state: 'resolved', note: '已校时' });
    expect(done).toMatchObject({ state: 'resolved', note: '已校时', can: [] });
    expect(await technician().refused(resolveFlag, { flagId, state: 'seen', note })).toBe('state.illegal_move');
    expect(await technician().refused(resolveFlag, { flagId: newId(), state: 'seen', note })).toBe('record.not_found');
  });
});

describe('credit that a meter holds itself', () => {
  const seen = async () =>
    (await technician().ask<{ rows: { remainingFen: number; possibleFen: number; agrees: boolean }[] }>(creditSeen, {}))
      .rows;

  it('more than the books allow is flagged, and a case when the meter says so again', async () => {
    const { rooms } = await site.building('3', ['101'], { delivery: 'network', creditUnit: 'money' });
    const meter = site.link.meter(rooms[0]!.meterId);
    await readNow();
    later(1);
    meter.moneyLeftFen = 5000;
    expect(await readNow()).toMatchObject({ read: 1, flagged: 1 });
    expect(await flagsNow()).toMatchObject([
      { kind: 'credit-over', caseNumber: null, what: { zh: '表内剩余 50.00 元，账上最多 0.00 元' } },
    ]);
    later(1);
    await readNow();
    expect(await flagsNow()).toMatchObject([{ kind: 'credit-over', caseNumber: 'C1' }]);
    expect(await seen()).toMatchObject([
      { remainingFen: 5000, possibleFen: 0, agrees: false },
      { remainingFen: 5000, possibleFen: 0, agrees: false },
      { remainingFen: 0, possibleFen: 0, agrees: true },
    ]);
    await technician().call(resolveFlag, {
      flagId: (await flagsNow())[0]!.id,
      state: 'resolved',
      note: '装表前的余额，已核实',
    });
    later(1);
    meter.moneyLeftFen = 4200;
    await readNow();
    expect(await flagsNow()).toEqual([]);
    expect((await seen())[0]).toMatchObject({ remainingFen: 4200, possibleFen: 5000, agrees: true });
  });

  it('a meter that came with credit in it is flagged, and a case only when nobody accepts it for days', async () => {
    const { rooms } = await site.building('3', ['101'], { delivery: 'network', creditUnit: 'money' });
    site.link.meter(rooms[0]!.meterId).moneyLeftFen = 5000;
    await readNow();
    later(1);
    await readNow();
    expect(await flagsNow()).toMatchObject([{ kind: 'credit-over', times: 2, caseNumber: null }]);
    later(80);
    await site.run(carryFlags);
    expect(await flagsNow()).toMatchObject([{ kind: 'credit-over', caseNumber: 'C1' }]);
  });

  it('a card’s return is taken once; illegal insertions are flagged', async () => {
    const { rooms } = await site.building('3', ['101'], { delivery: 'card', creditUnit: 'money' });
    const returned = {
      clock: site.clock,
      cardNo: '000054586664',
      meterId: rooms[0]!.meterId,
      returnedAt: instant('2026-03-02T00:10:00.000Z'),
      purchaseCount: 1,
      remaining: 6120,
      overdraft: 0,
      illegalInsertions: 3,
    };
    const take = () => transaction(site.db.app, (tx) => takeReturned(tx, systemActor(site.siteId, newId()), returned));
    expect(await take()).toEqual({ taken: true, agrees: false });
    expect(await take()).toEqual({ taken: false, agrees: true });
    const known = await site.rows<{ n: number }>('select count(*)::int as n from card_return where site_id = $1');
    expect(known).toEqual([{ n: 1 }]);
    expect((await flagsNow()).map(({ kind, caseNumber }) => [kind, caseNumber])).toEqual([
      ['illegal-card', null],
      ['credit-over', null],
    ]);
  });
});

describe('consumption', () => {
  const of = (input: object) =>
    technician().ask<{
      totalMilli: number;
      buildings: object[];
      rows: { date: string; usedMilli: number; days: number }[];
    }>(consumption, input);

  it('between two freezes belongs to the day before the later, otherwise to the day of the later reading', async () => {
    const { buildingId, rooms } = await site.building('3', ['101']);
    const { meterId, roomId } = rooms[0]!;
    site.clock.set(instant('2026-03-12T08:00:00.000Z'));
    const at = (readAt: string, totalMilli: number) => site.readByHand(meterId, instant(readAt), totalMilli);
    await at('2026-03-02T16:05:00.000Z', 10_000);
    await at('2026-03-03T16:05:00.000Z', 14_000);
    await at('2026-03-04T02:00:00.000Z', 15_500);
    await at('2026-03-08T02:00:00.000Z', 23_500);
    const all = await of({ from: businessDate('2026-03-01'), until: businessDate('2026-03-31'), buildingId, roomId });
    expect(all.rows.map(({ date, usedMilli, days }) => [date, usedMilli, days])).toEqual([
      ['2026-03-03', 14_000, 1],
      ['2026-03-04', 1500, 1],
      ['2026-03-08', 8000, 4],
    ]);
    expect(all.totalMilli).toBe(23_500);
    expect(all.buildings).toMatchObject([{ buildingCode: '3', meters: 1, usedMilli: 23_500 }]);
    expect((await of({ from: businessDate('2026-03-05'), until: businessDate('2026-03-31') })).totalMilli).toBe(8000);
    const tooLong = { from: businessDate('2025-01-01'), until: businessDate('2026-03-31') };
    expect(await technician().refused(consumption, tooLong)).toBe('collection.too_long');
  });
});
