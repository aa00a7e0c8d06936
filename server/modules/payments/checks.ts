/** What verification adds up about payments: the cash of each document is in the cash journal, to the fen. */
import type { HouseCheck } from '../../platform/chain/verify/house.ts';

export const paymentsChecks: readonly HouseCheck[] = [
  {
    sql: `select format('document %s: %s fen of cash in its payments, %s in the cash journal', document_id,
        coalesce(paid.fen, 0), coalesce(moved.fen, 0)) as fault
      from (select document_id, sum(case direction when 'in' then amount_fen else -amount_fen end) as fen
        from payment where site_id = $1 and tender = 'cash' group by document_id) paid
      full join (select document_id, sum(amount_fen) as fen
        from drawer_movement where site_id = $1 and kind in ('sale', 'refund') group by document_id) moved
        using (document_id)
      where coalesce(paid.fen, 0) <> coalesce(moved.fen, 0) order by document_id`,
  },
];
