/**
 * What verification adds up about cash beside the chain: each session's lines follow each other, a closed session ends
 * with what was counted, and the journal agrees with the ledger, drawer by drawer.
 */
import type { HouseCheck } from '../../platform/chain/verify/house.ts';

export const tillsChecks: readonly HouseCheck[] = [
  {
    sql: `select format('drawer session %s: line %s does not follow from the one before', drawer_session_id, seq) as fault
      from (select drawer_session_id, seq, amount_fen, cash_after_fen,
          lag(seq, 1, 0) over session as seq_before, lag(cash_after_fen, 1, 0::bigint) over session as cash_before
        from drawer_movement where site_id = $1
        window session as (partition by drawer_session_id order by seq)) line
      where seq <> seq_before + 1 or cash_after_fen <> cash_before + amount_fen
      order by drawer_session_id, seq`,
  },
  {
    sql: `select format('drawer session %s: %s fen were counted, its lines end with %s', s.slip_prefix, s.counted_fen,
        last.left_fen) as fault
      from drawer_session s cross join lateral (
        select case when m.kind = 'hand-over-out' then -m.amount_fen else m.cash_after_fen end as left_fen
        from drawer_movement m where m.site_id = s.site_id and m.drawer_session_id = s.drawer_session_id
        order by m.seq desc limit 1) last
      where s.site_id = $1 and s.closed_at is not null and s.counted_fen <> last.left_fen
      order by s.opened_at`,
  },
  {
    sql: `select format('drawer %s: the cash journal says %s fen, the ledger %s', d.code, coalesce(cash.fen, 0),
        coalesce(book.fen, 0)) as fault
      from drawer d
      left join lateral (
        select m.cash_after_fen as fen from drawer_session s
        join drawer_movement m on m.site_id = s.site_id and m.drawer_session_id = s.drawer_session_id
        where s.site_id = d.site_id and s.drawer_id = d.drawer_id order by s.number desc, m.seq desc limit 1) cash on true
      left join lateral (
        select sum(l.amount_fen) as fen from ledger_line l
        where l.site_id = d.site_id and l.account_code = d.account_code) book on true
      where d.site_id = $1 and coalesce(cash.fen, 0) <> coalesce(book.fen, 0)
      order by d.code`,
  },
];
