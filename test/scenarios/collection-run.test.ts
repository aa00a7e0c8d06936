/**
 * A building is read over its line every night. One meter is silent, one runs its clock twenty minutes ahead, one was
 * sold to by somebody else: the run counts them, the lists name them, and no figure is put right by itself.
 */
import { expect, test } from 'vitest';
import { consumption } from '../../shared/contracts/collection/consumption.ts';
import { creditSeen } from '../../shared/contracts/collection/credit-seen.ts';
import { flags } from '../../shared/contracts/collection/flags.ts';
import { resolveFlag } from '../../shared/contracts/collection/resolve-flag.ts';
import { runResults } from '../../shared/contracts/collection/run-results.ts';
import { runs } from '../../shared/contracts/collection/runs.ts';
import { setCollectionSchedule } from '../../shared/contracts/collection/set-collection-schedule.ts';
import { readings } from '../../shared/contracts/metering/readings.ts';
import { openCampusLine } from '../support/campus-line.ts';

const line = await openCampusLine(['101', '102', '103']);
const technician = line.counter.as('vending-technician');

test('every night a freeze; what was used is dated to the day before', async () => {
  await technician.call(setCollectionSchedule, { buildingId: line.buildingId, times: '00:05' });
  line.meter('102').setDead(true);
  line.meter('103').setClockOffset(20 * 60_000);
  for (const day of ['2026-03-10', '2026-03-11', '2026-03-12']) {
    line.setTime(day, '00:05');
    await line.minute('collection');
    line.meter('101').setLoad(500);
  }
  const [last] = (await technician.ask(runs)).rows;
  expect(last).toMatchObject({ bySchedule: true, state: 'done', asked: 3, read: 2, silent: 1, flagged: 1 });
  const { rows } = await technician.ask(runResults, { runId: last!.id });
  expect(rows.map(({ roomCode, state }) => [roomCode, state])).toEqual([
    ['60-101', 'read'],
    ['60-102', 'silent'],
    ['60-103', 'read'],
  ]);

  const used = await technician.ask(consumption, { roomId: line.room('101').roomId });
  expect(used.rows.map(({ date, usedMilli }) => [date, usedMilli])).toEqual([
    ['2026-03-10', 12_000],
    ['2026-03-11', 12_000],
  ]);
  const { rows: taken } = await technician.ask(readings, { meterId: line.room('101').meterId });
  expect(taken.map(({ source, usedMilli }) => [source, usedMilli])).toEqual([
    ['network', 12_000],
    ['network', 12_000],
    ['network', 0],
  ]);
});

test('what is odd waits on a list until somebody has dealt with it', async () => {
  const { rows } = await technician.ask(flags);
  expect(rows.map(({ roomCode, kind }) => [roomCode, kind])).toEqual([
    ['60-103', 'clock'],
    ['60-102', 'gap'],
  ]);
  const [clock] = rows;
  expect(clock).toMatchObject({ roomCode: '60-103', kind: 'clock', times: 3, what: { zh: '表内时钟快 20 分钟' } });
  line.meter('103').setClockOffset(0);
  const done = await technician.call(resolveFlag, { flagId: clock!.id, state: 'resolved', note: '已现场校时' });
  expect(done).toMatchObject({ state: 'resolved', note: '已现场校时' });
  expect((await technician.ask(flags)).rows).toMatchObject([{ kind: 'gap', what: { zh: '接入以来没有抄到' } }]);
  expect((await technician.ask(creditSeen)).rows).toEqual([]);
});
