import { type BusinessDate, businessDateOf, type Instant } from '../../../shared/values/calendar.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';

/** Duties go by the calendar: a day sealed early is still today. */
export async function siteToday(tx: Tx, siteId: string, now: Instant): Promise<BusinessDate> {
  const { time_zone } = await tx.one(q.selectFrom('site').select('time_zone').where('site_id', '=', siteId));
  return businessDateOf(now, time_zone);
}
