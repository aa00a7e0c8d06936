-- Vending: sales, their deliveries, prints and reversals, and the limits of a sale.

-- One row per sale, written when the money is taken and kept for ever. What was sold never changes; only the state
-- moves on, with the moments and documents that belong to it.
create table sale (
  site_id uuid not null references site (site_id),
  sale_id uuid not null,
  -- <slip prefix of the drawer session>-<number>: gapless in its session
  slip_no text not null check (slip_no <> ''),
  slip_count integer not null check (slip_count > 0),
  drawer_session_id uuid not null,
  business_date date not null,
  person_id uuid not null,
  post text not null,
  meter_id uuid not null,
  -- As they stood at the sale: what is on the slip
  meter_no text not null,
  account_id uuid not null,
  account_no text not null,
  room_code text not null,
  category_code text not null,
  commodity text not null check (commodity in ('electricity', 'water', 'gas')),
  delivery text not null check (delivery in ('balance', 'card', 'network', 'token')),
  price_version_id uuid not null,
  price_number integer not null check (price_number > 0),
  spec_hash text not null check (spec_hash ~ '^[0-9a-f]{64}$'),
  sold_by text not null check (sold_by in ('money', 'quantity')),
  -- How far up the ladder the account stood before
  already_milli bigint not null check (already_milli >= 0),
  -- Null where prices go by the hour: there the money is sold, and the registers are rated later
  quantity_milli bigint check (quantity_milli >= 0),
  -- [{tier, quantityMilli, unitPrice, amountFen}]
  tier_lines jsonb not null,
  energy_fen bigint not null check (energy_fen > 0),
  net_fen bigint not null check (net_fen > 0),
  tax_fen bigint not null check (tax_fen >= 0),
  tax_rate_basis_points integer not null check (tax_rate_basis_points between 0 and 2000),
  arrears_fen bigint not null check (arrears_fen >= 0),
  residue_used_fen bigint not null check (residue_used_fen >= 0),
  residue_kept_fen bigint not null check (residue_kept_fen >= 0),
  total_fen bigint not null check (total_fen > 0),
  credit_unit text not null check (credit_unit in ('money', 'energy', 'volume')),
  credit_amount bigint not null check (credit_amount > 0),
  -- The meter's count with this sale: N + 1
  purchase_count integer not null check (purchase_count > 0),
  -- The meter's credit after delivery, in the credit unit; null where the meter keeps it and has not told
  balance_after bigint,
  state text not null check (state in ('paid', 'delivering', 'delivered', 'unknown', 'case', 'reversed')),
  paid_at timestamptz(3) not null,
  paid_entry_id uuid not null,
  delivered_at timestamptz(3),
  delivered_entry_id uuid,
  reversed_at timestamptz(3),
  case_id uuid,
  -- SHA-256 of what the slip says (canonical JSON); its first figures are on the slip
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  primary key (site_id, sale_id),
  unique (site_id, slip_no),
  foreign key (site_id, meter_id) references meter (site_id, meter_id),
  foreign key (site_id, account_id) references customer_account (site_id, account_id),
  foreign key (site_id, price_version_id) references tariff_version (site_id, version_id),
  check (net_fen + tax_fen = energy_fen),
  check (total_fen + residue_used_fen = arrears_fen + energy_fen + residue_kept_fen),
  check (sold_by = 'money' or (residue_used_fen = 0 and residue_kept_fen = 0 and quantity_milli is not null)),
  check (credit_amount = case when credit_unit = 'money' then energy_fen else quantity_milli end),
  check (credit_unit = 'money' or (credit_unit = 'energy') = (commodity = 'electricity')),
  check ((delivered_at is null) = (delivered_entry_id is null)),
  check (state <> 'delivered' or delivered_at is not null),
  check (state not in ('paid', 'delivering', 'unknown', 'case') or delivered_at is null),
  check ((state = 'reversed') = (reversed_at is not null)),
  check (state <> 'case' or case_id is not null)
);
create index sale_account on sale (site_id, account_id, sale_id);
create index sale_day on sale (site_id, business_date, sale_id);
create index sale_room on sale (site_id, lower(room_code) text_pattern_ops);
create index sale_account_no on sale (site_id, lower(account_no) text_pattern_ops);
create index sale_meter_no on sale (site_id, lower(meter_no) text_pattern_ops);
create index sale_amount on sale (site_id, total_fen, sale_id);
create index sale_undelivered on sale (site_id, account_id) where state in ('paid', 'delivering', 'unknown', 'case');

-- Every attempt to bring a sale's credit to its meter. Within a meter a purchase count is issued once: another
-- attempt may use it only when the one before is known not to have been carried out.
create table delivery_attempt (
  site_id uuid not null,
  attempt_id uuid not null,
  sale_id uuid not null,
  attempt_no integer not null check (attempt_no > 0),
  meter_id uuid not null,
  purchase_count integer not null check (purchase_count > 0),
  state text not null check (state in ('CREATED', 'AUTHORISED', 'SENT', 'ACKED', 'NACKED', 'NO_ANSWER', 'READBACK',
    'APPLIED', 'NOT_APPLIED', 'FOREIGN_WRITE', 'UNKNOWN')),
  -- The states passed through so far, in order
  path text not null check (path <> ''),
  reason text,
  read_count integer,
  read_balance bigint,
  created_at timestamptz(3) not null,
  settled_at timestamptz(3),
  person_id uuid not null,
  primary key (site_id, attempt_id),
  unique (site_id, sale_id, attempt_no),
  foreign key (site_id, sale_id) references sale (site_id, sale_id),
  check ((state in ('APPLIED', 'NOT_APPLIED', 'FOREIGN_WRITE', 'UNKNOWN')) = (settled_at is not null)),
  check (state not in ('NOT_APPLIED', 'FOREIGN_WRITE', 'UNKNOWN') or reason is not null)
);
create unique index delivery_attempt_issued on delivery_attempt (site_id, meter_id, purchase_count)
  where state <> 'NOT_APPLIED';

create table sale_print (
  site_id uuid not null,
  print_id uuid not null,
  sale_id uuid not null,
  -- 1 is the first print; from 2 on the slip carries 补打 and how often
  print_no integer not null check (print_no > 0),
  paper text not null check (paper in ('thermal-80', 'slip-241x93', 'slip-241x140', 'A4')),
  reason text not null default '',
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, print_id),
  unique (site_id, sale_id, print_no),
  foreign key (site_id, sale_id) references sale (site_id, sale_id),
  check (print_no = 1 or reason <> '')
);

-- The linked counter-document of a sale. Approving books it; the money is given back as an event of its own.
create table sale_reversal (
  site_id uuid not null,
  reversal_id uuid not null,
  reversal_no bigint not null check (reversal_no > 0),
  sale_id uuid not null,
  state text not null check (state in ('requested', 'approved', 'refused', 'paid-back')),
  reason text not null check (reason <> ''),
  -- What the customer gets back: what was paid, less arrears, which stay settled
  refund_fen bigint not null check (refund_fen >= 0),
  requested_by uuid not null,
  requested_post text not null,
  requested_at timestamptz(3) not null,
  ended_by uuid,
  ended_at timestamptz(3),
  end_reason text,
  signature_ids uuid[],
  entry_id uuid,
  paid_back_by uuid,
  paid_back_at timestamptz(3),
  drawer_session_id uuid,
  pay_back_entry_id uuid,
  primary key (site_id, reversal_id),
  unique (site_id, reversal_no),
  foreign key (site_id, sale_id) references sale (site_id, sale_id),
  check ((state = 'requested') = (ended_at is null)),
  check ((ended_at is null) = (ended_by is null)),
  check (ended_by <> requested_by),
  check ((state = 'refused') = (end_reason is not null)),
  check (state in ('requested', 'refused') or signature_ids is not null),
  check ((state = 'paid-back') = (paid_back_at is not null)),
  check ((paid_back_at is null) = (paid_back_by is null))
);
create unique index sale_reversal_one on sale_reversal (site_id, sale_id) where state <> 'refused';
create index sale_reversal_open on sale_reversal (site_id, requested_at) where state in ('requested', 'approved');

create table sale_limit (
  site_id uuid not null references site (site_id),
  version integer not null check (version > 0),
  lowest_fen bigint not null check (lowest_fen > 0),
  highest_fen bigint not null,
  -- From here on, and above so many times the account's usual purchase, the figure is typed twice
  retype_fen bigint not null,
  times_usual integer not null check (times_usual between 2 and 100),
  reason text not null check (reason <> ''),
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, version),
  check (highest_fen >= lowest_fen),
  check (retype_fen >= lowest_fen)
);

-- What a sale decides by besides meter and price. The account is locked first, so that two counters selling to one
-- household wait for each other: ladder and money left over belong to the household, not to the meter.
create function sale_facts(p_site uuid, p_account uuid, p_meter uuid, p_commodity text, p_month date, p_year date,
  p_lock boolean)
returns table (month_milli bigint, year_milli bigint, all_milli bigint, owed_fen bigint, reserved_fen bigint,
  arrears_fen bigint, open_slip text, usual_fen bigint[], lowest_fen bigint, highest_fen bigint, retype_fen bigint,
  times_usual integer)
language plpgsql volatile as $$
begin
  if p_lock then
    perform 1 from customer_account a where a.site_id = p_site and a.account_id = p_account for no key update;
  end if;
  return query
  select bought.month_milli, bought.year_milli, bought.all_milli,
    coalesce((select -b.balance_fen from ledger_party_balance b
      where b.site_id = p_site and b.account_code = '2203' and b.party_id = p_account), 0),
    (coalesce((select sum(s.energy_fen + s.residue_kept_fen) from sale s where s.site_id = p_site
       and s.account_id = p_account and s.state in ('paid', 'delivering', 'unknown', 'case')), 0)
     + coalesce((select sum(r.refund_fen) from sale s join sale_reversal r on r.site_id = s.site_id and r.sale_id = s.sale_id
       where s.site_id = p_site and s.account_id = p_account and s.state = 'reversed' and r.state = 'approved'), 0))::bigint,
    greatest(coalesce((select b.balance_fen from ledger_party_balance b
      where b.site_id = p_site and b.account_code = '1122' and b.party_id = p_account), 0), 0),
    (select s.slip_no from sale s where s.site_id = p_site and s.account_id = p_account and s.meter_id = p_meter
       and s.state in ('paid', 'delivering', 'unknown', 'case') limit 1),
    array(select s.total_fen from sale s where s.site_id = p_site and s.account_id = p_account
      and s.commodity = p_commodity and s.state <> 'reversed' order by s.sale_id desc limit 5),
    l.lowest_fen, l.highest_fen, l.retype_fen, l.times_usual
  from (
    select coalesce(sum(s.quantity_milli) filter (where s.business_date >= p_month), 0)::bigint as month_milli,
      coalesce(sum(s.quantity_milli) filter (where s.business_date >= p_year), 0)::bigint as year_milli,
      coalesce(sum(s.quantity_milli), 0)::bigint as all_milli
    from sale s where s.site_id = p_site and s.account_id = p_account and s.commodity = p_commodity
      and s.state <> 'reversed'
  ) bought
  left join lateral (select * from sale_limit n where n.site_id = p_site order by n.version desc limit 1) l on true;
end $$;

create trigger sale_kept before delete on sale for each row execute function refuse_change();
create trigger sale_whole before truncate on sale for each statement execute function refuse_change();
create trigger delivery_attempt_kept before delete on delivery_attempt for each row execute function refuse_change();
create trigger delivery_attempt_final before update on delivery_attempt for each row
  when (old.state in ('APPLIED', 'NOT_APPLIED')) execute function refuse_change();
create trigger sale_print_final before update or delete on sale_print for each row execute function refuse_change();
create trigger sale_reversal_kept before delete on sale_reversal for each row execute function refuse_change();
create trigger sale_reversal_final before update on sale_reversal for each row
  when (old.state in ('refused', 'paid-back')) execute function refuse_change();
create trigger sale_limit_final before update or delete on sale_limit for each row execute function refuse_change();

grant select, insert on sale, delivery_attempt, sale_print, sale_reversal, sale_limit to :app_role;
grant update (state, balance_after, delivered_at, delivered_entry_id, reversed_at, case_id) on sale to :app_role;
grant update (state, path, reason, read_count, read_balance, settled_at) on delivery_attempt to :app_role;
grant update (state, ended_by, ended_at, end_reason, signature_ids, entry_id, paid_back_by, paid_back_at,
  drawer_session_id, pay_back_entry_id) on sale_reversal to :app_role;
