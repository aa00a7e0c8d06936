/**
 * Carrying timetables out. A window is begun while it lasts and never after; one that the house slept through is noted
 * as missed and not made up for. What it has cut off is always restored, however late.
 */
import { addSeconds, type Instant, minutesBetween } from '../../../shared/values/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { placedMeters } from '../collection/index.ts';
import { restoreMeter } from './restore-meter.ts';
import { mayHaveCut } from './rules/command-states.ts';
import { type CutTime, windowsBetween } from './rules/windows.ts';
import { type CommandRow, insertCommands, type NewCommand } from './store/commands.ts';
import { insertWindow, moveWindow, startsKnown, type TimetableRow, type WindowRow } from './store/plans.ts';
import { whyNotCut } from './trip-guard.ts';

const LOOK_BACK_SECONDS = 7 * 86_400;
const VALID_AT_MOST = 1440;
/** With less left a room would go dark for nothing. */
const WORTH_CUTTING_SECONDS = 120;

export async function beginWindows(
  tx: Tx,
  actor: Actor,
  when: { readonly now: Instant; readonly timeZone: string },
  timetable: TimetableRow,
): Promise<void> {
  const { now, timeZone } = when;
  const oldest = addSeconds(now, -LOOK_BACK_SECONDS);
  // A plan approved in the middle of a window begins with the next one.
  const from = [timetable.approved_at!, oldest].sort()[1]!;
  const known = await startsKnown(tx, actor.siteId, timetable.timetable_id, from);
  for (const window of windowsBetween(timetable, { from, until: now, timeZone })) {
    if (known.has(window.startsAt)) continue;
    const late = addSeconds(now, WORTH_CUTTING_SECONDS) > window.endsAt;
    const windowId = await insertWindow(tx, actor.siteId, {
      ...window,
      timetableId: timetable.timetable_id,
      state: late ? 'missed' : 'cut',
      now,
    });
    if (!late) await cutOff(tx, actor, now, { timetable, window, windowId });
  }
}

interface Cut {
  readonly timetable: TimetableRow;
  readonly window: CutTime;
  readonly windowId: string;
}

async function cutOff(tx: Tx, actor: Actor, now: Instant, { timetable, window, windowId }: Cut): Promise<void> {
  const meters = (await placedMeters(tx, actor.siteId, { buildingId: timetable.building_id })).filter(
    ({ commodity }) => commodity === 'electricity',
  );
  const hindered = await whyNotCut(
    tx,
    actor.siteId,
    meters.map(({ meter_id }) => meter_id),
  );
  const minutes = Math.max(1, Math.min(VALID_AT_MOST, minutesBetween(now, window.endsAt)));
  const commands = meters.map((meter): NewCommand => {
    const why = timetable.exempt_room_ids.includes(meter.room_id) ? 'exempt' : hindered.get(meter.meter_id)?.why;
    return {
      meterId: meter.meter_id,
      roomId: meter.room_id,
      command: 'trip',
      origin: 'timetable',
      originId: windowId,
      reason: 'timetable',
      note: timetable.title,
      validMinutes: minutes,
      notAfter: window.endsAt,
      at: now,
      begins: why === undefined ? 'waiting' : { skipped: why },
    };
  });
  await insertCommands(tx, actor, commands);
}

/** A room that was dark before, for want of credit or by another hand, is not given power by the window's end. */
const cutByWindow = ({ state, relay_before }: CommandRow): boolean =>
  mayHaveCut(state) && state !== 'asked' && !(state === 'confirmed' && relay_before === 'open');

/** Restores what a window that has ended may have cut off; closes it when every room has its power, or another hold. */
export async function endWindow(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { window, timetable }: { readonly window: WindowRow; readonly timetable: TimetableRow },
): Promise<void> {
  const now = clock.now();
  const { siteId } = actor;
  const trips = await tx.prepared<CommandRow>(
    'control.trips-of-window',
    `select * from relay_command where site_id = $1 and origin_id = $2 and command = 'trip' order by command_id`,
    [siteId, window.window_id],
  );
  if (window.state === 'cut') await moveWindow(tx, siteId, window.window_id, { state: 'restoring' });
  let open = trips.some(({ state }) => state === 'waiting' || state === 'asked');
  for (const trip of trips.filter(cutByWindow)) {
    const restored = await restoreMeter(tx, actor, clock, {
      origin: 'timetable',
      originId: window.window_id,
      meterId: trip.meter_id,
      roomId: trip.room_id,
      command: timetable.restore,
      reason: 'timetable',
      note: timetable.title,
    });
    if (restored === 'pending') open = true;
  }
  if (!open) await moveWindow(tx, siteId, window.window_id, { state: 'restored', closed_at: now });
}
