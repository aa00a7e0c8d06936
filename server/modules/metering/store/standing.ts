/** Meters that want somebody's eye: the list's filter and the figures of the page of the day ask by the same words. */
import type { MeterStanding } from '../../../../shared/metering/view.ts';
import { addSeconds, type Instant } from '../../../../shared/values/calendar.ts';
import type { Tx } from '../../../platform/db/tx.ts';

/** A house reads its meters once a month; ten days on, somebody has forgotten one. */
const UNREAD_DAYS = 40;

export const unreadBefore = (now: Instant): Instant => addSeconds(now, -UNREAD_DAYS * 24 * 3600);

/** Conditions on meter `m`. `unreadBefore` is the statement's second value. */
export const OVERDRAWN = `m.state = 'active' and exists (select 1 from meter_credit c
  where c.site_id = m.site_id and c.meter_id = m.meter_id and c.balance < 0)`;
export const UNREAD = `m.state = 'active' and m.installed_on < ($2::timestamptz at time zone 'UTC')::date
  and not exists (select 1 from reading r
    where r.site_id = m.site_id and r.meter_id = m.meter_id and r.read_at >= $2::timestamptz)`;

export interface Standings extends Readonly<Record<MeterStanding, number>> {
  readonly blocked: number;
}

export async function countStandings(tx: Tx, siteId: string, now: Instant): Promise<Standings> {
  const [counts] = await tx.prepared<Standings>(
    'metering.standings',
    `select (select count(*) from meter m where m.site_id = $1 and ${OVERDRAWN}) as overdrawn,
       (select count(*) from meter m where m.site_id = $1 and ${UNREAD}) as unread,
       (select count(*) from meter m where m.site_id = $1 and m.state = 'active' and exists (select 1 from meter_block b
         where b.site_id = m.site_id and b.meter_id = m.meter_id and b.lifted_at is null)) as blocked`,
    [siteId, unreadBefore(now)],
  );
  return counts!;
}
