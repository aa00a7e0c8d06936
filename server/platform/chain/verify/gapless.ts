/** A check that the documents of a table carry every number that their series has given, each once, from 1 on. */
import type { HouseCheck } from './house.ts';

export interface Numbered {
  readonly table: string;
  /** Column, or an expression over the columns, that is the number. */
  readonly number: string;
  /** Expression that is the name of the series: `'day-sheet'` in quotes, `kind`, `'voucher.' || drawer_session_id`. */
  readonly series: string;
}

/** All three are words of our own source, never of a request. */
export const gapless = ({ table, number, series }: Numbered): HouseCheck => ({
  sql: `select format('${table}: series %s has %s numbers, %s different ones from %s to %s, the last one given is %s',
      d.series, d.documents, d.different, d.first, d.last, coalesce(n.last::text, 'unknown')) as fault
    from (select series, count(*) as documents, count(distinct number) as different, min(number) as first, max(number) as last
      from (select ${series} as series, ${number} as number from ${table} where site_id = $1) t
      where number is not null group by series) d
    left join number_series n on n.site_id = $1 and n.series = d.series
    where d.first <> 1 or d.documents <> d.last or d.different <> d.last or n.last is distinct from d.last
    order by d.series`,
});
