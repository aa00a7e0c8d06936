/** Rooms with their meters' relays: what was last seen, what was last told, and whether both agree. */
import type { z } from 'zod';
import { switchMeter } from '../../../../shared/contracts/control/switch-meter.ts';
import type { roomRelaySchema } from '../../../../shared/control/view.ts';
import type { CommandState, Relay, SwitchCommand } from '../../../../shared/control/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { allowed } from '../../../platform/operations/can.ts';
import { relaysAfter } from '../rules/command-states.ts';

export type RoomRelay = z.output<typeof roomRelaySchema>;

interface Row {
  readonly room_id: string;
  readonly room_code: string;
  readonly meter_id: string;
  readonly meter_no: string;
  readonly relay: Relay | null;
  readonly power_watts: number | null;
  readonly seen_at: Instant | null;
  readonly silent_since: Instant | null;
  readonly command: SwitchCommand | null;
  readonly state: CommandState | null;
  readonly asked_at: Instant | null;
  readonly protection: 'medical' | 'essential' | null;
}

export interface RelaysWanted {
  readonly buildingId?: string | undefined;
  readonly roomId?: string | undefined;
  readonly meterIds?: readonly string[] | undefined;
  readonly differing?: boolean | undefined;
  /** 'room code meter no' of the last row of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

export async function roomRelays(tx: Tx, actor: Actor, wanted: RelaysWanted): Promise<RoomRelay[]> {
  const [room, meter] = wanted.after?.split('\t') ?? [];
  const rows = await tx.prepared<Row>(
    'control.room-relays',
    `select p.premise_id as room_id, p.full_code as room_code, m.meter_id, m.meter_no, s.relay, s.power_watts,
       case when s.relay is not null then s.seen_at end as seen_at, s.silent_since, c.command, c.state, c.asked_at,
       r.kind as protection
     from network_meter n
     cross join lateral (select x.meter_id, x.meter_no, x.premise_id from meter x
       where x.site_id = n.site_id and x.meter_id = n.meter_id and x.state = 'active' and x.commodity = 'electricity'
       offset 0) m
     cross join lateral (select x.premise_id, x.full_code, x.parent_id from premise x
       where x.site_id = n.site_id and x.premise_id = m.premise_id offset 0) p
     left join lateral (select x.premise_id, x.parent_id from premise x
       where x.site_id = n.site_id and x.premise_id = p.parent_id offset 0) f on true
     left join lateral (select x.* from relay_seen x
       where x.site_id = n.site_id and x.meter_id = n.meter_id offset 0) s on true
     left join lateral (select x.kind from room_protection x
       where x.site_id = n.site_id and x.room_id = p.premise_id and x.lifted_at is null offset 0) r on true
     left join lateral (select x.command, x.state, x.asked_at from relay_command x
       where x.site_id = n.site_id and x.meter_id = n.meter_id and x.state not in ('skipped', 'expired')
       order by x.asked_at desc, x.command_id desc limit 1) c on true
     where n.site_id = $1 and n.detached_at is null
       and ($2::uuid is null or coalesce(f.parent_id, f.premise_id, p.premise_id) = $2)
       and ($3::uuid is null or p.premise_id = $3) and ($4::uuid[] is null or m.meter_id = any($4))
       and (not $5 or (c.state = 'confirmed' and s.relay is not null and case c.command when 'trip' then s.relay <> 'open'
         when 'close' then s.relay <> 'closed' when 'allow-close' then s.relay = 'open' else false end))
       and ($6::text is null or (p.full_code, m.meter_no) > ($6, $7))
     order by p.full_code, m.meter_no limit $8`,
    [
      actor.siteId,
      wanted.buildingId ?? null,
      wanted.roomId ?? null,
      wanted.meterIds ?? null,
      wanted.differing ?? false,
      room ?? null,
      meter ?? '',
      wanted.limit,
    ],
  );
  const can = allowed(actor, [switchMeter]);
  return rows.map((row) => ({
    roomId: row.room_id,
    roomCode: row.room_code,
    meterId: row.meter_id,
    meterNo: row.meter_no,
    relay: row.relay,
    powerWatts: row.relay === null ? null : row.power_watts,
    seenAt: row.seen_at,
    silentSince: row.silent_since,
    lastCommand: row.command,
    lastState: row.state,
    lastAt: row.asked_at,
    differs: differs(row),
    protection: row.protection,
    can,
  }));
}

function differs({ command, state, relay }: Row): boolean {
  if (command === null || state !== 'confirmed' || relay === null) return false;
  const wanted = relaysAfter(command);
  return wanted !== null && !wanted.includes(relay);
}
