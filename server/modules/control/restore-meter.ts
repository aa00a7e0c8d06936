/**
 * Giving power back to one meter, for a window that has ended or an event whose time has come. It is tried until it is
 * read back; a person is told when it does not succeed. A room that a person cut off is left to a person.
 */
import type { SkipReason, SwitchCommand } from '../../../shared/control/words.ts';
import { addSeconds, type Instant } from '../../../shared/values/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { raiseFlag } from '../collection/index.ts';
import { isTimeAgain, isTold } from './rules/retry.ts';
import { type CommandRow, insertCommands } from './store/commands.ts';

export interface Restoring {
  readonly origin: 'timetable' | 'load';
  readonly originId: string;
  readonly meterId: string;
  readonly roomId: string;
  readonly command: Extract<SwitchCommand, 'close' | 'allow-close'>;
  readonly reason: string;
  readonly note: string;
}

/** held: somebody else restores it. */
export type Restored = 'done' | 'pending' | 'held';

const DAY_SECONDS = 86_400;
const LOOKED_AT_SECONDS = 300;
const VALID_MINUTES = 60;

async function tripsBySomebodyElse(tx: Tx, siteId: string, one: Restoring): Promise<SkipReason | null> {
  const [told] = await tx.prepared<{ command: SwitchCommand }>(
    'control.last-by-person',
    `select command from relay_command where site_id = $1 and meter_id = $2 and origin in ('hand', 'batch')
       and command in ('trip', 'close', 'allow-close') and state in ('confirmed', 'accepted', 'silent')
     order by asked_at desc, command_id desc limit 1`,
    [siteId, one.meterId],
  );
  if (told?.command === 'trip') return 'tripped-by-person';
  if (one.origin === 'timetable') {
    const events = await tx.prepared(
      'control.event-holds',
      `select 1 from load_event where site_id = $1 and meter_id = $2 and state in ('tripping', 'off', 'stays-off')`,
      [siteId, one.meterId],
    );
    if (events.length > 0) return 'stays-off';
  }
  const windows = await tx.prepared(
    'control.window-holds',
    `select 1 from cut_window w join relay_command c on c.site_id = w.site_id and c.origin_id = w.window_id
     where w.site_id = $1 and w.state = 'cut' and w.window_id <> $3 and c.meter_id = $2 and c.command = 'trip'
       and c.state <> 'skipped'`,
    [siteId, one.meterId, one.originId],
  );
  return windows.length > 0 ? 'in-window' : null;
}

export async function restoreMeter(tx: Tx, actor: Actor, clock: Clock, one: Restoring): Promise<Restored> {
  const now = clock.now();
  const tried = await tx.prepared<CommandRow>(
    'control.restores-tried',
    `select * from relay_command where site_id = $1 and origin_id = $2 and meter_id = $3
       and command in ('close', 'allow-close') order by asked_at desc, command_id desc`,
    [actor.siteId, one.originId, one.meterId],
  );
  const [last] = tried;
  if (last !== undefined) {
    const settled = standsSince(last, now);
    if (settled !== null) return settled;
  }
  const hold = await tripsBySomebodyElse(tx, actor.siteId, one);
  if (hold === 'in-window') return 'pending';
  const tries = tried.length;
  if (hold === null && last !== undefined && !isTimeAgain(tries, last.ended_at!, now)) return 'pending';
  if (hold === null && isTold(tries))
    await raiseFlag(tx, actor, clock, {
      meterId: one.meterId,
      kind: 'relay-differs',
      at: now,
      facts: { wanted: one.command, found: last?.relay_after ?? null },
    });
  await insertCommands(tx, actor, [
    {
      ...one,
      validMinutes: VALID_MINUTES,
      notAfter: addSeconds(now, DAY_SECONDS),
      at: now,
      begins: hold === null ? 'waiting' : { skipped: hold },
    },
  ]);
  return hold === null ? 'pending' : 'held';
}

/** Null: it is to be tried again. */
function standsSince(last: CommandRow, now: Instant): Restored | null {
  if (last.state === 'confirmed') return 'done';
  if (last.state === 'skipped') return 'held';
  if (last.ended_at === null) return 'pending';
  const unsure = last.state === 'accepted' || last.state === 'silent';
  return unsure && addSeconds(last.ended_at, LOOKED_AT_SECONDS) > now ? 'pending' : null;
}
