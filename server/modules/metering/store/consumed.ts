/** What a meter has counted in a period, from its readings of the total register. */
import type { BusinessDate } from '../../../../shared/values/calendar.ts';
import { type Milli, milli } from '../../../../shared/values/quantity.ts';
import type { Tx } from '../../../platform/db/tx.ts';

export interface Days {
  /** Business dates of the site, both included. */
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

/** Thousandths of a kWh or cubic metre read between the two days; never below zero, corrections included. */
export async function consumedInPeriod(tx: Tx, siteId: string, meterId: string, days: Days): Promise<Milli> {
  const [row] = await tx.prepared<{ used: number }>(
    'metering.consumed',
    `select coalesce(sum(r.used_milli), 0)::bigint as used from reading r join site s on s.site_id = r.site_id
     where r.site_id = $1 and r.meter_id = $2 and r.register = 'total'
       and (r.read_at at time zone s.time_zone)::date between $3::date and $4::date`,
    [siteId, meterId, days.from, days.to],
  );
  return milli(Math.max(0, row?.used ?? 0));
}
