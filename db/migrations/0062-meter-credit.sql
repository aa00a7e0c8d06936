-- Readings, and the credit of meters. Rows of reading, credit_movement and meter_settlement are final.

create table reading (
  site_id uuid not null,
  reading_id uuid not null,
  meter_id uuid not null,
  register text not null check (register in ('total', 'peak', 'flat', 'valley')),
  read_at timestamptz(3) not null,
  value_milli bigint not null check (value_milli >= 0),
  -- What went through since the reading before, already multiplied by the ratio; negative only in a correction
  used_milli bigint not null,
  source text not null check (source in ('hand', 'import', 'network', 'card', 'settlement')),
  mark text not null check (mark in ('plain', 'rolled-over', 'jump', 'correction')),
  note text not null default '',
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null,
  primary key (site_id, meter_id, register, read_at),
  unique (site_id, reading_id),
  foreign key (site_id, meter_id) references meter (site_id, meter_id),
  check (used_milli >= 0 or mark = 'correction'),
  check (note <> '' or mark <> 'correction')
);
create index reading_day on reading (site_id, read_at);

-- The present credit: the row to lock before anything is decided about a meter. Every meter has one; where the credit
-- is kept in the meter or on its card, the balance stays 0 and only purchases are counted.
create table meter_credit (
  site_id uuid not null,
  meter_id uuid not null,
  unit text not null check (unit in ('money', 'energy', 'volume')),
  balance bigint not null,
  next_seq bigint not null check (next_seq > 0),
  -- Credit issued so many times (purchase, grant, emergency); the next delivery carries one more
  purchase_count integer not null check (purchase_count >= 0),
  primary key (site_id, meter_id),
  foreign key (site_id, meter_id) references meter (site_id, meter_id)
) with (fillfactor = 70);

-- amount and balance_after: fen where unit is money, otherwise thousandths of a kWh or cubic metre
create table credit_movement (
  site_id uuid not null,
  meter_id uuid not null,
  seq bigint not null check (seq > 0),
  kind text not null check (kind in ('opening', 'purchase', 'grant', 'emergency', 'consumption', 'correction',
    'reversal', 'carry-in', 'carry-out')),
  unit text not null check (unit in ('money', 'energy', 'volume')),
  amount bigint not null check (amount <> 0),
  balance_after bigint not null,
  purchase_count integer check (purchase_count > 0),
  -- The delivery this movement carries out: the same request is carried out once
  request_id uuid,
  document_kind text not null check (document_kind <> ''),
  document_id uuid not null,
  -- The price version by which consumption was turned into money
  price_version_id uuid,
  at timestamptz(3) not null,
  person_id uuid not null,
  primary key (site_id, meter_id, seq),
  foreign key (site_id, meter_id) references meter (site_id, meter_id),
  check ((kind in ('purchase', 'grant', 'emergency')) = (purchase_count is not null)),
  check (kind not in ('purchase', 'grant', 'emergency') or amount > 0),
  check (kind not in ('consumption', 'reversal') or amount < 0),
  check (kind <> 'reversal' or balance_after >= 0)
);
create unique index credit_movement_request on credit_movement (site_id, request_id) where request_id is not null;
create unique index credit_movement_purchase on credit_movement (site_id, meter_id, purchase_count)
  where purchase_count is not null;
create index credit_movement_document on credit_movement (site_id, document_id);

-- A meter changed, or a household moved out or in: what was read, and where the credit went.
create table meter_settlement (
  site_id uuid not null references site (site_id),
  settlement_id uuid not null,
  number bigint not null check (number > 0),
  kind text not null check (kind in ('meter-change', 'move-out', 'move-in')),
  account_id uuid,
  business_date date not null,
  reason text not null check (reason <> ''),
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, settlement_id),
  unique (site_id, number),
  foreign key (site_id, account_id) references customer_account (site_id, account_id)
);
create index meter_settlement_account on meter_settlement (site_id, account_id);

-- Credit that left a meter with its customer and waits for the customer's next meter of the same kind.
create table held_credit (
  site_id uuid not null,
  held_id uuid not null,
  customer_id uuid not null,
  commodity text not null check (commodity in ('electricity', 'water', 'gas')),
  unit text not null check (unit in ('money', 'energy', 'volume')),
  amount bigint not null check (amount <> 0),
  from_settlement_id uuid not null,
  to_settlement_id uuid,
  primary key (site_id, held_id),
  foreign key (site_id, customer_id) references customer (site_id, customer_id),
  foreign key (site_id, from_settlement_id) references meter_settlement (site_id, settlement_id),
  foreign key (site_id, to_settlement_id) references meter_settlement (site_id, settlement_id)
);
create index held_credit_waiting on held_credit (site_id, customer_id) where to_settlement_id is null;

create trigger reading_final before update or delete on reading for each row execute function refuse_change();
create trigger credit_movement_final before update or delete on credit_movement
  for each row execute function refuse_change();
create trigger meter_settlement_final before update or delete on meter_settlement
  for each row execute function refuse_change();

-- Locks the meter's credit row, then reads all that a sale decides by. Two statements, because what is joined must be
-- read after the lock has been waited for: a block set by the transaction before would be missed otherwise.
create function lock_meter_for_sale(p_site uuid, p_meter uuid) returns table (
  meter_id uuid, meter_no text, commodity text, credit_unit text, delivery text, state text, blocks text[],
  account_id uuid, account_no text, account_state text, category_code text, category_zh text, category_en text,
  room_id uuid, room_code text, balance bigint, purchase_count integer
) language sql volatile as $$
  select c.meter_id from meter_credit c where c.site_id = p_site and c.meter_id = p_meter for update;
  select m.meter_id, m.meter_no, m.commodity, m.credit_unit, m.delivery, m.state,
    array(select b.reason from meter_block b
      where b.site_id = m.site_id and b.meter_id = m.meter_id and b.lifted_at is null order by b.blocked_at),
    a.account_id, a.account_no, a.state, a.category_code, u.title_zh, u.title_en,
    p.premise_id, p.full_code, c.balance, c.purchase_count
  from meter_credit c
  join meter m on m.site_id = c.site_id and m.meter_id = c.meter_id
  join premise p on p.site_id = m.site_id and p.premise_id = m.premise_id
  left join customer_account a on a.site_id = m.site_id and a.account_id = m.account_id
  left join user_category u on u.site_id = a.site_id and u.category_code = a.category_code
  where c.site_id = p_site and c.meter_id = p_meter
$$;

grant select, insert on reading, credit_movement, meter_settlement to :app_role;
grant select, insert, update (balance, next_seq, purchase_count) on meter_credit to :app_role;
grant select, insert, update (to_settlement_id) on held_credit to :app_role;
