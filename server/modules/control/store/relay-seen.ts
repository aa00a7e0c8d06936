/** What each meter's relay and power last were. Not kept: the commands are. */
import type { Relay } from '../../../../shared/control/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { Tx } from '../../../platform/db/tx.ts';

export interface Sight {
  readonly meterId: string;
  readonly at: Instant;
  readonly relay: Relay | null;
  readonly powerWatts: number | null;
}

/** What the meter did not say leaves the last sight as it is, and notes since when it is silent. */
export async function noteSight(tx: Tx, siteId: string, sight: Sight): Promise<void> {
  await tx.prepared(
    'control.note-sight',
    `insert into relay_seen as s (site_id, meter_id, seen_at, relay, power_watts, silent_since, asked_at)
     values ($1, $2, $3, $4, $5, case when $4::text is null then $3::timestamptz end, $3)
     on conflict (site_id, meter_id) do update set
       seen_at = case when excluded.relay is null then s.seen_at else excluded.seen_at end,
       relay = coalesce(excluded.relay, s.relay),
       power_watts = case when excluded.relay is null then s.power_watts
         else coalesce(excluded.power_watts, s.power_watts) end,
       silent_since = case when excluded.relay is null then coalesce(s.silent_since, excluded.silent_since) end`,
    [siteId, sight.meterId, sight.at, sight.relay, sight.powerWatts],
  );
}

export interface LastSight {
  readonly relay: Relay | null;
  readonly power_watts: number | null;
  readonly seen_at: Instant;
}

export async function lastSight(tx: Tx, siteId: string, meterId: string): Promise<LastSight | undefined> {
  const [row] = await tx.prepared<LastSight>(
    'control.last-sight',
    'select relay, power_watts, seen_at from relay_seen where site_id = $1 and meter_id = $2',
    [siteId, meterId],
  );
  return row;
}

/** The meters now asked, so that the next round does not take them again at once. */
export async function noteAsked(tx: Tx, siteId: string, meterIds: readonly string[], now: Instant): Promise<void> {
  await tx.prepared(
    'control.note-asked',
    `insert into relay_seen (site_id, meter_id, seen_at, asked_at)
     select $1, m, $3, $3 from unnest($2::uuid[]) as m
     on conflict (site_id, meter_id) do update set asked_at = excluded.asked_at`,
    [siteId, meterIds, now],
  );
}
