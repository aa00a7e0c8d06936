/** Commands as the pages show them, newest first. */
import type { CommandView } from '../../../../shared/control/view.ts';
import type { CommandState, Origin, SwitchCommand } from '../../../../shared/control/words.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { whoDid } from '../../collection/index.ts';
import { sayAnswer, sayReason } from '../say-answer.ts';
import type { CommandRow } from './commands.ts';

export interface CommandsWanted {
  readonly commandId?: string | undefined;
  readonly state?: CommandState | undefined;
  readonly command?: SwitchCommand | undefined;
  readonly origin?: Origin | undefined;
  readonly originId?: string | undefined;
  readonly meterId?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

type Row = CommandRow & { readonly meter_no: string; readonly room_code: string };

export async function commandViews(tx: Tx, siteId: string, wanted: CommandsWanted): Promise<CommandView[]> {
  const rows = await tx.prepared<Row>(
    'control.commands',
    `select c.*, m.meter_no, p.full_code as room_code from relay_command c
     join meter m on m.site_id = c.site_id and m.meter_id = c.meter_id
     join premise p on p.site_id = c.site_id and p.premise_id = c.room_id
     where c.site_id = $1 and ($2::uuid is null or c.command_id = $2) and ($3::text is null or c.state = $3)
       and ($4::text is null or c.command = $4) and ($5::text is null or c.origin = $5)
       and ($6::uuid is null or c.origin_id = $6) and ($7::uuid is null or c.meter_id = $7)
       and ($8::uuid is null or c.command_id < $8)
     order by c.command_id desc limit $9`,
    [
      siteId,
      wanted.commandId ?? null,
      wanted.state ?? null,
      wanted.command ?? null,
      wanted.origin ?? null,
      wanted.originId ?? null,
      wanted.meterId ?? null,
      wanted.after ?? null,
      wanted.limit,
    ],
  );
  const name = await whoDid(
    tx,
    siteId,
    rows.map((row) => row.asked_by),
  );
  return rows.map((row) => ({
    id: row.command_id,
    meterId: row.meter_id,
    meterNo: row.meter_no,
    roomId: row.room_id,
    roomCode: row.room_code,
    command: row.command,
    origin: row.origin,
    originId: row.origin_id,
    reason: sayReason(row.reason),
    note: row.note,
    validMinutes: row.valid_minutes,
    askedBy: name(row.asked_by),
    askedAt: row.asked_at,
    state: row.state,
    answer: sayAnswer(row.answer),
    relayBefore: row.relay_before,
    relayAfter: row.relay_after,
    powerWatts: row.power_watts,
    currentMilliamperes: row.current_milliamperes,
    endedAt: row.ended_at,
  }));
}
