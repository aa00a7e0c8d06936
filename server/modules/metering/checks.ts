/** What verification adds up in metering beside the chain: each statement names what does not fit, in words. */
import type { HouseCheck } from '../../platform/chain/verify/house.ts';

export const meteringChecks: readonly HouseCheck[] = [
  {
    sql: `select format('credit of meter %s: %s is stored, the movements add up to %s', m.meter_no, c.balance,
        coalesce(v.total, 0)) as fault
      from meter_credit c
      join meter m on m.site_id = c.site_id and m.meter_id = c.meter_id
      left join (select v.meter_id, sum(v.amount) as total from credit_movement v
          join meter here on here.site_id = v.site_id and here.meter_id = v.meter_id and here.delivery = 'balance'
          where v.site_id = $1 group by v.meter_id) v
        on v.meter_id = c.meter_id
      where c.site_id = $1 and c.balance <> coalesce(v.total, 0) order by m.meter_no`,
  },
  {
    sql: `select format('movement %s of meter %s: a balance of %s after %s and %s is wrong', seq, meter_id, balance_after,
        before, amount) as fault
      from (select c.meter_id, c.seq, c.balance_after,
          -- Credit that lies in the meter or on its card is counted, and leaves the balance here as it is.
          case when m.delivery = 'balance' then c.amount else 0 end as amount,
          coalesce(lag(c.balance_after) over (partition by c.meter_id order by c.seq), 0) as before,
          coalesce(lag(c.seq) over (partition by c.meter_id order by c.seq), 0) as seq_before
        from credit_movement c join meter m on m.site_id = c.site_id and m.meter_id = c.meter_id
        where c.site_id = $1) v
      where balance_after <> before + amount or seq <> seq_before + 1 order by meter_id, seq`,
  },
  {
    sql: `select format('meter %s: credit was issued %s times, the count stands at %s and the movements end at %s',
        m.meter_no, count(v.purchase_count), c.purchase_count, coalesce(max(v.purchase_count), 0)) as fault
      from meter_credit c
      join meter m on m.site_id = c.site_id and m.meter_id = c.meter_id
      left join credit_movement v on v.site_id = c.site_id and v.meter_id = c.meter_id and v.purchase_count is not null
      where c.site_id = $1
      group by m.meter_no, c.purchase_count
      having count(v.purchase_count) <> c.purchase_count or coalesce(max(v.purchase_count), 0) <> c.purchase_count
      order by m.meter_no`,
  },
];
