/** Meters with their place and whether a line leads to them: what a run or a switch is about. */
import type { CreditUnit, DeliveryKind } from '../../../../shared/metering/words.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import type { Tx } from '../../../platform/db/tx.ts';

export interface PlacedMeter {
  readonly meter_id: string;
  readonly meter_no: string;
  readonly delivery: DeliveryKind;
  readonly credit_unit: CreditUnit;
  readonly commodity: Commodity;
  readonly state: 'active' | 'retired';
  readonly room_id: string;
  readonly room_code: string;
  readonly building_id: string;
  readonly building_code: string;
  readonly linked: boolean;
}

export interface MeterScope {
  readonly buildingId?: string | null | undefined;
  readonly roomIds?: readonly string[] | undefined;
  readonly meterIds?: readonly string[] | undefined;
  /** Also those that no line leads to, and those that were removed. */
  readonly all?: boolean;
}

/**
 * In the order of the rooms. Every place is looked up by its whole key (`offset 0`): just after a large import the
 * database knows nothing of the tables yet, and would compare each with each.
 */
export function placedMeters(tx: Tx, siteId: string, scope: MeterScope): Promise<PlacedMeter[]> {
  return tx.prepared<PlacedMeter>(
    'collection.placed-meters',
    `select m.meter_id, m.meter_no, m.delivery, m.credit_unit, m.commodity, m.state,
       p.premise_id as room_id, p.full_code as room_code,
       coalesce(g.premise_id, f.premise_id, p.premise_id) as building_id,
       coalesce(g.full_code, f.full_code, p.full_code) as building_code,
       n.meter_id is not null as linked
     from meter m
     cross join lateral (select x.premise_id, x.full_code, x.parent_id from premise x
       where x.site_id = m.site_id and x.premise_id = m.premise_id offset 0) p
     left join lateral (select x.premise_id, x.full_code, x.parent_id from premise x
       where x.site_id = m.site_id and x.premise_id = p.parent_id offset 0) f on true
     left join lateral (select x.premise_id, x.full_code from premise x
       where x.site_id = m.site_id and x.premise_id = f.parent_id offset 0) g on true
     left join lateral (select x.meter_id from network_meter x
       where x.site_id = m.site_id and x.meter_id = m.meter_id and x.detached_at is null offset 0) n on true
     where m.site_id = $1
       and ($2::uuid is null or coalesce(g.premise_id, f.premise_id, p.premise_id) = $2)
       and ($3::uuid[] is null or p.premise_id = any($3))
       and ($4::uuid[] is null or m.meter_id = any($4))
       and ($5 or (n.meter_id is not null and m.state = 'active'))
     order by p.full_code, m.meter_no`,
    [siteId, scope.buildingId ?? null, scope.roomIds ?? null, scope.meterIds ?? null, scope.all ?? false],
  );
}

export async function timeZoneOf(tx: Tx, siteId: string): Promise<string> {
  const [site] = await tx.prepared<{ time_zone: string }>(
    'collection.time-zone',
    'select time_zone from site where site_id = $1',
    [siteId],
  );
  return site!.time_zone;
}

/** Whether the id is a building's. */
export async function isBuilding(tx: Tx, siteId: string, premiseId: string): Promise<boolean | null> {
  const [row] = await tx.prepared<{ kind: string }>(
    'collection.premise-kind',
    'select kind from premise where site_id = $1 and premise_id = $2',
    [siteId, premiseId],
  );
  return row === undefined ? null : row.kind === 'building';
}
