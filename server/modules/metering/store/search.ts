/** The counter's search box: one text against every key a clerk may be told. At most twenty rooms come back. */
import { toHalfWidth } from '../../../../shared/values/digits.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { beginningWith, findCustomers } from '../../customers/index.ts';

export interface FoundRoom {
  readonly room_id: string;
  readonly full_code: string;
  readonly name: string;
  readonly account_id: string | null;
}

/** Exact matches first. Every branch is bounded and goes by an index of its own. */
export async function findRooms(tx: Tx, siteId: string, text: string, limit: number): Promise<FoundRoom[]> {
  const wanted = toHalfWidth(text).trim().toLowerCase();
  const customers = await findCustomers(tx, siteId, text, limit);
  const [from, to] = beginningWith(wanted);
  return tx.prepared<FoundRoom>(
    'metering.search',
    `with hit as (
       (select p.premise_id as room_id, lower(p.full_code) as matched from premise p
         where p.site_id = $1 and p.kind = 'room' and lower(p.full_code) ~>=~ $2 and lower(p.full_code) ~<~ $3
         order by lower(p.full_code) using ~<~ limit $5)
       union all (select p.premise_id, lower(p.code) from premise p
         where p.site_id = $1 and p.kind = 'room' and lower(p.code) ~>=~ $2 and lower(p.code) ~<~ $3
         order by lower(p.code) using ~<~ limit $5)
       union all (select a.room_id, lower(a.account_no) from customer_account a
         where a.site_id = $1 and lower(a.account_no) ~>=~ $2 and lower(a.account_no) ~<~ $3
         order by lower(a.account_no) using ~<~ limit $5)
       union all (select m.premise_id, lower(m.meter_no) from meter m
         where m.site_id = $1 and lower(m.meter_no) ~>=~ $2 and lower(m.meter_no) ~<~ $3
         order by lower(m.meter_no) using ~<~ limit $5)
       union all (select a.room_id, '' from occupant o
         join customer_account a on a.site_id = o.site_id and a.account_id = o.account_id
         where o.site_id = $1 and o.customer_id = any($4) and o.until_date is null limit $5)
     )
     select h.room_id, p.full_code, p.name, a.account_id
     from (select room_id, bool_or(matched = $2) as exact from hit group by room_id) h
     join premise p on p.site_id = $1 and p.premise_id = h.room_id and p.kind = 'room'
     left join customer_account a on a.site_id = $1 and a.room_id = h.room_id and a.state = 'open'
     order by h.exact desc, length(p.full_code), p.full_code limit $5`,
    [siteId, from, to, customers, limit],
  );
}
