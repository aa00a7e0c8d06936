/**
 * What was used per meter and day. Readings say what went through since the one before; a day is given to it by a
 * stated rule: the day of the later reading; where both were taken within an hour after midnight (a daily freeze), the
 * day before it, because that is the day that was measured.
 */
import type { BusinessDate } from '../../../../shared/values/calendar.ts';
import type { Commodity, Milli } from '../../../../shared/values/quantity.ts';
import type { Tx } from '../../../platform/db/tx.ts';

export interface UseFilter {
  readonly from: BusinessDate;
  readonly until: BusinessDate;
  readonly commodity: Commodity;
  readonly buildingId?: string | undefined;
  readonly roomId?: string | undefined;
}

export interface UseRow {
  readonly date: BusinessDate;
  readonly building_code: string;
  readonly room_code: string;
  readonly room_id: string;
  readonly meter_no: string;
  readonly used: Milli;
  readonly readings: number;
  readonly days: number;
}

const DAILY = `with placed as (
    select m.meter_id, m.meter_no, p.premise_id as room_id, p.full_code as room_code,
      coalesce(g.premise_id, f.premise_id, p.premise_id) as building_id,
      coalesce(g.full_code, f.full_code, p.full_code) as building_code, s.time_zone
    from meter m
    join site s on s.site_id = m.site_id
    cross join lateral (select x.premise_id, x.full_code, x.parent_id from premise x
      where x.site_id = m.site_id and x.premise_id = m.premise_id offset 0) p
    left join lateral (select x.premise_id, x.full_code, x.parent_id from premise x
      where x.site_id = m.site_id and x.premise_id = p.parent_id offset 0) f on true
    left join lateral (select x.premise_id, x.full_code from premise x
      where x.site_id = m.site_id and x.premise_id = f.parent_id offset 0) g on true
    where m.site_id = $1 and m.commodity = $4 and ($6::uuid is null or p.premise_id = $6)
      and ($5::uuid is null or coalesce(g.premise_id, f.premise_id, p.premise_id) = $5)
  ), told as (
    select p.*, r.used_milli, r.read_at at time zone p.time_zone as at,
      (select max(x.read_at) from reading x where x.site_id = $1 and x.meter_id = r.meter_id and x.register = 'total'
        and x.read_at < r.read_at) at time zone p.time_zone as before
    from placed p cross join lateral (select x.read_at, x.used_milli, x.meter_id from reading x
      where x.site_id = $1 and x.meter_id = p.meter_id and x.register = 'total'
        and x.read_at >= ($2::date::timestamp at time zone p.time_zone)
        and x.read_at < (($3::date + 2)::timestamp at time zone p.time_zone) offset 0) r
  ), dated as (
    select *, case when at::time < '01:00' and before::time < '01:00' then at::date - 1 else at::date end as day,
      greatest(1, coalesce(at::date - before::date, 1)) as days
    from told
  )`;

export function pageOfUse(
  tx: Tx,
  siteId: string,
  filter: UseFilter,
  page: { readonly after: readonly [string, string, string] | null; readonly limit: number },
): Promise<UseRow[]> {
  return tx.prepared<UseRow>(
    'collection.use-page',
    `${DAILY}
     select d.day as date, d.building_code, d.room_code, d.room_id, d.meter_no, sum(d.used_milli)::bigint as used,
       count(*)::int as readings, max(d.days)::int as days
     from dated d where d.day between $2 and $3
       and ($7::text is null or (d.room_code, d.meter_no, d.day) > ($7, $8, $9::date))
     group by d.day, d.building_code, d.room_code, d.room_id, d.meter_no
     order by d.room_code, d.meter_no, d.day limit $10`,
    [siteId, ...bound(filter), ...(page.after ?? [null, null, null]), page.limit],
  );
}

export interface BuildingUse {
  readonly building_id: string;
  readonly building_code: string;
  readonly meters: number;
  readonly used: Milli;
}

export function usedByBuilding(tx: Tx, siteId: string, filter: UseFilter): Promise<BuildingUse[]> {
  return tx.prepared<BuildingUse>(
    'collection.use-by-building',
    `${DAILY}
     select d.building_id, d.building_code, count(distinct d.meter_id)::int as meters, sum(d.used_milli)::bigint as used
     from dated d where d.day between $2 and $3 group by d.building_id, d.building_code order by d.building_code`,
    [siteId, ...bound(filter)],
  );
}

const bound = (filter: UseFilter) => [
  filter.from,
  filter.until,
  filter.commodity,
  filter.buildingId ?? null,
  filter.roomId ?? null,
];
