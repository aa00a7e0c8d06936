/** A day on which nobody of the house worked owes nothing that is daily. */
import { addDays, type BusinessDate } from '../../../shared/values/calendar.ts';
import { sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { siteInstant } from './rules/site-time.ts';

/** Kept with what is excused: the system speaks to the people of the house. */
export const CLOSED_DAY = '当日本单位无人上岗';

export async function somebodyWorked(tx: Tx, siteId: string, day: BusinessDate, timeZone: string): Promise<boolean> {
  const from = siteInstant(day, '00:00', timeZone);
  const to = siteInstant(addDays(day, 1), '00:00', timeZone);
  const { worked } = await tx.one(
    sql<{ worked: boolean }>`select exists (select 1 from chain_record
      where site_id = ${siteId} and at >= ${from} and at < ${to} and post <> 'system') as worked`,
  );
  return worked;
}
