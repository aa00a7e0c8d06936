/** What verification adds up about network meters beside the chain. */
import { gapless } from '../../platform/chain/verify/gapless.ts';
import type { HouseCheck } from '../../platform/chain/verify/house.ts';

export const networkChecks: readonly HouseCheck[] = [
  gapless({ table: 'emergency_supply', number: 'number', series: `'emergency-supply'` }),
  {
    sql: `select format('meter %s: purchase %s went into it twice', r.meter_id, r.purchase_count) as fault
      from meter_recharge r where r.site_id = $1 and r.state = 'APPLIED'
      group by r.meter_id, r.purchase_count having count(*) > 1 order by r.meter_id, r.purchase_count`,
  },
  {
    sql: `select format('meter %s: purchase %s is in the books with %s, in the meter with %s', r.meter_id,
        r.purchase_count, c.amount, r.amount) as fault
      from meter_recharge r
      join credit_movement c on c.site_id = r.site_id and c.request_id = r.request_id
      where r.site_id = $1 and (r.state <> 'APPLIED' or c.amount <> r.amount or c.purchase_count <> r.purchase_count)
      order by r.meter_id, r.purchase_count`,
  },
];
