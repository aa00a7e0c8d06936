/**
 * What verification adds up about sales beside the chain: numbers without a gap, prices as approved and reckoned as
 * agreed, money taken for each, and every unit of credit ever sold found once in the meters' histories.
 */
import { gapless } from '../../platform/chain/verify/gapless.ts';
import type { HouseCheck } from '../../platform/chain/verify/house.ts';

export const vendingChecks: readonly HouseCheck[] = [
  gapless({ table: 'sale', number: 'slip_count', series: `'slip.' || drawer_session_id` }),
  gapless({ table: 'sale_reversal', number: 'reversal_no', series: `'sale-reversal'` }),
  gapless({ table: 'prepared_sale', number: 'ticket_no', series: `'prepared-sale.' || business_date` }),
  gapless({ table: 'sale_post_rule', number: 'version', series: `'sale-post-rule'` }),
  gapless({ table: 'sale_limit', number: 'version', series: `'sale-limit'` }),
  {
    sql: `select format('sale %s: a price that version %s of the tariff does not have', s.slip_no, s.price_number) as fault
      from sale s
      join tariff_version v on v.site_id = s.site_id and v.version_id = s.price_version_id
      where s.site_id = $1 and (v.spec_hash <> s.spec_hash or v.number <> s.price_number
        or v.category_code <> s.category_code or v.commodity <> s.commodity
        or exists (select 1 from jsonb_to_recordset(s.tier_lines) as l (tier int, "unitPrice" bigint)
          where (v.spec::jsonb -> 'tiers' -> (l.tier - 1) ->> 'price')::bigint is distinct from l."unitPrice"))
      order by s.sale_id`,
  },
  {
    sql: `select format('sale %s: the tiers come to %s fen, %s were charged', s.slip_no, reckoned.fen, s.energy_fen) as fault
      from sale s cross join lateral (
        select round(sum(l."quantityMilli" * l."unitPrice")::numeric * 0.00001) as fen,
          sum(l."quantityMilli")::bigint as milli
        from jsonb_to_recordset(s.tier_lines) as l ("quantityMilli" bigint, "unitPrice" bigint)) reckoned
      where s.site_id = $1 and (s.sold_by = 'quantity' or s.credit_unit <> 'money')
        and (reckoned.fen is distinct from s.energy_fen or reckoned.milli is distinct from s.quantity_milli)
      order by s.sale_id`,
  },
  {
    sql: `select format('sale %s: %s fen were due, %s were taken', s.slip_no, s.total_fen, coalesce(p.fen, 0)) as fault
      from sale s left join lateral (
        select sum(amount_fen) as fen from payment
        where site_id = s.site_id and document_id = s.sale_id and direction = 'in') p on true
      where s.site_id = $1 and p.fen is distinct from s.total_fen
      order by s.sale_id`,
  },
  {
    sql: `select format('sale %s is %s, its meter has %s purchases of %s from it', s.slip_no, s.state, m.times,
        coalesce(m.amount, 0)) as fault
      from sale s cross join lateral (
        select count(*) as times, sum(c.amount) as amount from credit_movement c
        where c.site_id = s.site_id and c.document_id = s.sale_id and c.kind = 'purchase') m
      where s.site_id = $1 and case when s.delivered_at is null then m.times <> 0
        else m.times <> 1 or m.amount <> s.credit_amount end
      order by s.sale_id`,
  },
  {
    sql: `select format('meter %s: purchase %s was sold by nobody', c.meter_id, c.seq) as fault
      from credit_movement c
      where c.site_id = $1 and c.kind = 'purchase' and c.document_kind = 'sale'
        and not exists (select 1 from sale s where s.site_id = c.site_id and s.sale_id = c.document_id
          and s.meter_id = c.meter_id)
      order by c.meter_id, c.seq`,
  },
  {
    sql: `select format('ticket %s of %s is %s, the sale made of it is %s', p.ticket_no, p.business_date, p.state,
        coalesce(s.slip_no, 'none')) as fault
      from prepared_sale p left join sale s on s.site_id = p.site_id and s.prepared_id = p.prepared_id
      where p.site_id = $1 and (s.sale_id is distinct from p.sale_id
        or (s.sale_id is not null and (s.prepared_by <> p.person_id or s.meter_id <> p.meter_id)))
      order by p.prepared_id`,
  },
  {
    sql: `select format('sale %s: no ticket was prepared for it', s.slip_no) as fault from sale s
      where s.site_id = $1 and s.prepared_id is not null and not exists (select 1 from prepared_sale p
        where p.site_id = s.site_id and p.prepared_id = s.prepared_id)
      order by s.sale_id`,
  },
  {
    sql: `select format('paper slip %s-%s: %s', p.series, p.paper_no, case
        when p.paper_no not between b.first_no and b.last_no or p.series <> b.series then 'is not in its book'
        when s.person_id is distinct from p.person_id then 'was entered by somebody else than its sale'
        else 'was used after its book came back' end) as fault
      from paper_slip p
      join slip_book b on b.site_id = p.site_id and b.book_id = p.book_id
      left join sale s on s.site_id = p.site_id and s.sale_id = p.sale_id
      where p.site_id = $1 and (p.paper_no not between b.first_no and b.last_no or p.series <> b.series
        or (p.fate = 'sold' and s.person_id is distinct from p.person_id) or p.at > b.returned_at)
      order by p.series, p.paper_no`,
  },
];
