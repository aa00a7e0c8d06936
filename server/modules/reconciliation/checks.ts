/** What `verify` checks of slips and sheets: no number missing, what was signed is what is kept, no day without a sheet. */
import { gapless } from '../../platform/chain/verify/gapless.ts';
import type { HouseCheck } from '../../platform/chain/verify/house.ts';

export const reconciliationChecks: readonly HouseCheck[] = [
  gapless({ table: 'daily_slip', number: 'number', series: "'daily-slip'" }),
  gapless({ table: 'day_sheet', number: 'number', series: "'day-sheet'" }),
  gapless({ table: 'remittance', number: 'number', series: "'remittance'" }),
  gapless({ table: 'weekly_bundle', number: 'number', series: "'weekly-bundle'" }),
  gapless({ table: 'journal_settlement', number: 'number', series: "'journal-settlement'" }),
  gapless({ table: 'hand_log_entry', number: 'number', series: `'hand-log.' || person_id` }),
  gapless({ table: 'monthly_statement', number: 'number', series: "'monthly-statement'" }),
  {
    sql: `select format('remittance %s: its slips say %s is due, it says %s', m.number, coalesce(greatest(s.due, 0), 0), m.due_fen) as fault
      from remittance m left join (select remittance_id, sum(due_fen) as due from remittance_slip where site_id = $1
        group by remittance_id) s on s.remittance_id = m.remittance_id
      where m.site_id = $1 and greatest(coalesce(s.due, 0), 0) <> m.due_fen order by m.number`,
  },
  {
    sql: `select format('monthly statement %s: its state is %s, its signatures are %s', s.number, s.state, g.signed) as fault
      from monthly_statement s
      cross join lateral (select count(*) as signed, count(*) filter (where n.content_digest <> s.content_digest) as other
        from monthly_statement_signature n where n.site_id = s.site_id and n.statement_id = s.statement_id) g
      where s.site_id = $1 and (g.other > 0
        or g.signed <> case s.state when 'made' then 0 when 'signed-once' then 1 else 2 end) order by s.number`,
  },
  {
    sql: `select format('daily slip %s: %s', s.number, case
        when c.head_hash is distinct from s.chain_digest then 'its drawer session''s chain has another head'
        when g.signed <> case s.state when 'made' then 0 when 'signed-once' then 1 else 2 end
          then 'its state is ' || s.state || ', its signatures are ' || g.signed
        else 'another content was signed' end) as fault
      from daily_slip s
      join drawer_session d on d.site_id = s.site_id and d.drawer_session_id = s.drawer_session_id
      left join chain c on c.site_id = d.site_id and c.chain_id = d.chain_id
      cross join lateral (select count(*) as signed, count(*) filter (where n.content_digest <> s.content_digest) as other
        from daily_slip_signature n where n.site_id = s.site_id and n.slip_id = s.slip_id) g
      where s.site_id = $1 and (c.head_hash is distinct from s.chain_digest or g.other > 0
        or g.signed <> case s.state when 'made' then 0 when 'signed-once' then 1 else 2 end)
      order by s.number`,
  },
  {
    sql: `select format('day %s: %s', y.business_date, case when s.sheet_id is null
        then 'sealed with drawer sessions but without a day sheet' else 'its sheet bears another digest' end) as fault
      from site_day y
      left join day_sheet s on s.site_id = y.site_id and s.business_date = y.business_date
      where y.site_id = $1 and y.sealed_at is not null and s.day_digest is distinct from y.digest
        and (s.sheet_id is not null or exists (select 1 from drawer_session d
          where d.site_id = y.site_id and d.business_date = y.business_date))
      order by y.business_date`,
  },
];
