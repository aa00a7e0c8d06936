/** What verification adds up in the ledger beside the chain: each statement names what does not fit, in words. */
import type { HouseCheck } from '../../platform/chain/verify/house.ts';

export const ledgerChecks: readonly HouseCheck[] = [
  {
    sql: `select format('ledger entry %s: %s lines, out of balance by %s fen', entry_id, count(*), sum(amount_fen)) as fault
      from ledger_line where site_id = $1 group by entry_id having sum(amount_fen) <> 0 or count(*) < 2 order by entry_id`,
  },
  {
    sql: `select format('ledger entry %s: has no lines', e.entry_id) as fault from ledger_entry e where e.site_id = $1
      and not exists (select 1 from ledger_line l where l.site_id = e.site_id and l.entry_id = e.entry_id)
      order by e.entry_id`,
  },
  {
    sql: `select format('ledger balance of party %s on account %s: %s fen are stored, the lines add up to %s',
        party_id, account_code, coalesce(b.balance_fen, 0), coalesce(l.total, 0)) as fault
      from (select account_code, party_id, sum(amount_fen) as total from ledger_line
        where site_id = $1 and party_id is not null group by account_code, party_id) l
      full join (select account_code, party_id, balance_fen from ledger_party_balance where site_id = $1) b
        using (account_code, party_id)
      where coalesce(b.balance_fen, 0) <> coalesce(l.total, 0) order by account_code, party_id`,
  },
  {
    sql: `select format('ledger entry %s: posted at %s, after the month %s was closed', e.entry_id, e.posted_at, p.month) as fault
      from ledger_entry e join ledger_period p on p.site_id = e.site_id and p.month = to_char(e.business_date, 'YYYY-MM')
      where e.site_id = $1 and p.closed_at < e.posted_at order by e.entry_id`,
  },
];
