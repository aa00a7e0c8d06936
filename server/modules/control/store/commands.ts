/** SQL of commands: every one is kept with who asked, why, what the meter said and what was read back. */
import type { CommandState, Origin, Relay, SwitchCommand } from '../../../../shared/control/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';

export interface CommandRow {
  readonly site_id: string;
  readonly command_id: string;
  readonly meter_id: string;
  readonly room_id: string;
  readonly command: SwitchCommand;
  readonly origin: Origin;
  readonly origin_id: string | null;
  readonly reason: string;
  readonly note: string;
  readonly valid_minutes: number;
  readonly not_after: Instant;
  readonly asked_by: string;
  readonly asked_post: string;
  readonly asked_at: Instant;
  readonly state: CommandState;
  readonly attempts: number;
  readonly sent_at: Instant | null;
  readonly answer: string | null;
  readonly relay_before: Relay | null;
  readonly relay_after: Relay | null;
  readonly power_watts: number | null;
  readonly current_milliamperes: number | null;
  readonly ended_at: Instant | null;
}

export interface NewCommand {
  readonly meterId: string;
  readonly roomId: string;
  readonly command: SwitchCommand;
  readonly origin: Origin;
  readonly originId: string | null;
  readonly reason: string;
  readonly note: string;
  readonly validMinutes: number;
  readonly notAfter: Instant;
  readonly at: Instant;
  /** Waiting for the job, under way at once, or left out with its reason. */
  readonly begins: 'waiting' | 'asked' | { readonly skipped: string };
}

export async function insertCommands(tx: Tx, actor: Actor, list: readonly NewCommand[]): Promise<CommandRow[]> {
  if (list.length === 0) return [];
  const rows = list.map((one) => {
    const skipped = typeof one.begins === 'object' ? one.begins.skipped : null;
    const asked = one.begins === 'asked';
    return {
      site_id: actor.siteId,
      command_id: newId(),
      meter_id: one.meterId,
      room_id: one.roomId,
      command: one.command,
      origin: one.origin,
      origin_id: one.originId,
      reason: one.reason,
      note: one.note,
      valid_minutes: one.validMinutes,
      not_after: one.notAfter,
      asked_by: actor.personId,
      asked_post: actor.post,
      asked_at: one.at,
      state: skipped === null ? (asked ? 'asked' : 'waiting') : 'skipped',
      attempts: asked ? 1 : 0,
      sent_at: asked ? one.at : null,
      answer: skipped,
      relay_before: null,
      relay_after: null,
      power_watts: null,
      current_milliamperes: null,
      ended_at: skipped === null ? null : one.at,
    };
  });
  tx.touch('control');
  return (await tx.keep('relay_command', q.insertInto('relay_command').values(rows).returningAll())) as CommandRow[];
}

export async function lockCommand(tx: Tx, siteId: string, commandId: string): Promise<CommandRow | undefined> {
  const [row] = await tx.prepared<CommandRow>(
    'control.lock-command',
    'select * from relay_command where site_id = $1 and command_id = $2 for update',
    [siteId, commandId],
  );
  return row;
}

/** One that was asked and is not settled; the caller holds the meter's credit row, so nobody adds another. */
export async function openCommandOf(tx: Tx, siteId: string, meterId: string): Promise<boolean> {
  const rows = await tx.prepared(
    'control.open-command',
    'select 1 from relay_command where site_id = $1 and meter_id = $2 and ended_at is null',
    [siteId, meterId],
  );
  return rows.length > 0;
}

export async function endCommand(
  tx: Tx,
  siteId: string,
  commandId: string,
  ended: Pick<
    CommandRow,
    'state' | 'answer' | 'relay_before' | 'relay_after' | 'power_watts' | 'current_milliamperes' | 'ended_at'
  >,
): Promise<CommandRow> {
  const rows = await tx.keep(
    'relay_command',
    q
      .updateTable('relay_command')
      .set(ended)
      .where('site_id', '=', siteId)
      .where('command_id', '=', commandId)
      .returningAll(),
  );
  tx.touch('control');
  return rows[0] as CommandRow;
}

const keepAll = (tx: Tx, rows: readonly CommandRow[]): void => {
  if (rows.length === 0) return;
  tx.kept('relay_command', rows as unknown as readonly Record<string, unknown>[]);
  tx.touch('control');
};

/** What waited beyond its time is not sent any more. */
export async function expireCommands(tx: Tx, siteId: string, now: Instant): Promise<CommandRow[]> {
  const rows = await tx.prepared<CommandRow>(
    'control.expire-commands',
    `update relay_command set state = 'expired', ended_at = $2
     where site_id = $1 and state = 'waiting' and not_after < $2 returning *`,
    [siteId, now],
  );
  keepAll(tx, rows);
  return rows;
}

export interface Taking {
  readonly now: Instant;
  /** Asked before this and not settled: the server that asked has stopped. */
  readonly lostBefore: Instant;
  readonly batchId: string | null;
  readonly limit: number;
}

/** Restoring goes before cutting off, older before younger. One command of a meter at a time. */
export async function takeCommands(tx: Tx, siteId: string, taking: Taking): Promise<CommandRow[]> {
  const rows = await tx.prepared<CommandRow>(
    'control.take-commands',
    `with next as (
       select command_id from relay_command c
       where site_id = $1 and ended_at is null and origin <> 'hand' and ($4::uuid is null or origin_id = $4)
         and (state = 'waiting' or sent_at < $3)
         and not exists (select 1 from relay_command o where o.site_id = c.site_id and o.meter_id = c.meter_id
           and o.ended_at is null and o.command_id <> c.command_id and (o.state = 'asked' and o.sent_at >= $3
             or (o.command <> 'trip') > (c.command <> 'trip')
             or (o.command <> 'trip') = (c.command <> 'trip') and o.command_id < c.command_id))
       order by command = 'trip', asked_at, command_id limit $5 for update skip locked
     )
     update relay_command r set state = 'asked', attempts = r.attempts + 1, sent_at = $2
     from next n where r.site_id = $1 and r.command_id = n.command_id returning r.*`,
    [siteId, taking.now, taking.lostBefore, taking.batchId, taking.limit],
  );
  keepAll(tx, rows);
  return rows;
}

/** Ended without being read back, some minutes ago: to be looked at again, a few times. */
export async function takeUnsure(
  tx: Tx,
  siteId: string,
  how: { readonly endedBefore: Instant; readonly endedAfter: Instant; readonly attempts: number },
): Promise<CommandRow[]> {
  const rows = await tx.prepared<CommandRow>(
    'control.take-unsure',
    `update relay_command set attempts = attempts + 1
     where site_id = $1 and state in ('accepted', 'silent') and ended_at < $2 and ended_at > $3 and attempts < $4
       and command in ('trip', 'close', 'allow-close') returning *`,
    [siteId, how.endedBefore, how.endedAfter, how.attempts],
  );
  keepAll(tx, rows);
  return rows;
}

/** What a window still meant to cut off when it was ended early. */
export async function dropWaiting(tx: Tx, siteId: string, originId: string, now: Instant): Promise<void> {
  const rows = await tx.prepared<CommandRow>(
    'control.drop-waiting',
    `update relay_command set state = 'expired', ended_at = $3
     where site_id = $1 and origin_id = $2 and state = 'waiting' returning *`,
    [siteId, originId, now],
  );
  keepAll(tx, rows);
}

/** Meters that are still to be cut off. */
export async function waitingToCut(tx: Tx, siteId: string): Promise<string[]> {
  const rows = await tx.prepared<{ meter_id: string }>(
    'control.waiting-to-cut',
    `select distinct meter_id from relay_command where site_id = $1 and state = 'waiting' and command = 'trip'`,
    [siteId],
  );
  return rows.map(({ meter_id }) => meter_id);
}

/** Leaves out what waits to cut this meter off, with the reason. */
export async function leaveOut(
  tx: Tx,
  siteId: string,
  meterId: string,
  why: { readonly reason: string; readonly now: Instant },
): Promise<CommandRow[]> {
  const rows = await tx.prepared<CommandRow>(
    'control.leave-out',
    `update relay_command set state = 'skipped', answer = $3, ended_at = $4
     where site_id = $1 and meter_id = $2 and state = 'waiting' and command = 'trip' returning *`,
    [siteId, meterId, why.reason, why.now],
  );
  keepAll(tx, rows);
  return rows;
}
