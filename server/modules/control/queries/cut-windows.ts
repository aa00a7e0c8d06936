import { cutWindows as contract } from '../../../../shared/contracts/control/cut-windows.ts';
import type { WindowState } from '../../../../shared/control/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { answer } from '../../../platform/operations/implement.ts';

interface Row {
  readonly window_id: string;
  readonly timetable_id: string;
  readonly title: string;
  readonly building_code: string;
  readonly starts_at: Instant;
  readonly ends_at: Instant;
  readonly state: WindowState;
  readonly tripped: number;
  readonly skipped: number;
  readonly failed: number;
  readonly restored: number;
}

export const cutWindows = answer(contract, async (tx, { siteId }, _clock, { timetableId, state, after, limit }) => {
  const rows = await tx.prepared<Row>(
    'control.cut-windows',
    `select w.window_id, w.timetable_id, t.title, p.full_code as building_code, w.starts_at, w.ends_at, w.state,
       n.tripped, n.skipped, n.failed, n.restored
     from cut_window w
     join cut_timetable t on t.site_id = w.site_id and t.timetable_id = w.timetable_id
     join premise p on p.site_id = t.site_id and p.premise_id = t.building_id
     join lateral (select count(*) filter (where c.command = 'trip' and c.state = 'confirmed')::int as tripped,
         count(*) filter (where c.command = 'trip' and c.state = 'skipped')::int as skipped,
         count(*) filter (where c.command = 'trip' and c.state not in ('confirmed', 'skipped', 'waiting', 'asked'))::int
           as failed,
         count(distinct c.meter_id) filter (where c.command <> 'trip' and c.state = 'confirmed')::int as restored
       from relay_command c where c.site_id = w.site_id and c.origin_id = w.window_id) n on true
     where w.site_id = $1 and ($2::uuid is null or w.timetable_id = $2) and ($3::text is null or w.state = $3)
       and ($4::timestamptz is null or w.starts_at < $4)
     order by w.starts_at desc fetch first $5 rows with ties`,
    [siteId, timetableId ?? null, state ?? null, after ?? null, limit],
  );
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({
      windowId: row.window_id,
      timetableId: row.timetable_id,
      title: row.title,
      buildingCode: row.building_code,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      state: row.state,
      tripped: row.tripped,
      skipped: row.skipped,
      failed: row.failed,
      restored: row.restored,
    })),
    ...(rows.length >= limit && last !== undefined ? { next: last.starts_at } : {}),
  };
});
