-- Metering: premises, customer accounts (户), occupants, meters and what stops them.

create table user_category (
  site_id uuid not null references site (site_id),
  category_code text not null check (category_code ~ '^[a-z][a-z0-9-]{0,39}$'),
  title_zh text not null check (title_zh <> ''),
  title_en text not null check (title_en <> ''),
  primary key (site_id, category_code)
);

-- building → floor → room. The full code is what people say: the building's code, then the door's ('3-412').
create table premise (
  site_id uuid not null references site (site_id),
  premise_id uuid not null,
  parent_id uuid,
  kind text not null check (kind in ('building', 'floor', 'room')),
  code text not null check (btrim(code) <> '' and length(code) <= 40),
  full_code text not null check (length(full_code) <= 90),
  name text not null default '' check (length(name) <= 100),
  capacity smallint check (capacity between 0 and 500),
  primary key (site_id, premise_id),
  foreign key (site_id, parent_id) references premise (site_id, premise_id),
  check ((kind = 'building') = (parent_id is null)),
  check (capacity is null or kind = 'room')
);
create unique index premise_full_code on premise (site_id, kind, full_code);
create index premise_children on premise (site_id, parent_id, code);
create index premise_search on premise (site_id, lower(full_code) text_pattern_ops);
create index premise_door on premise (site_id, lower(code) text_pattern_ops) where kind = 'room';

create table customer_account (
  site_id uuid not null,
  account_id uuid not null,
  account_no text not null check (account_no ~ '^[0-9A-Za-z-]{1,40}$'),
  room_id uuid not null,
  category_code text not null,
  state text not null check (state in ('open', 'closed')),
  opened_on date not null,
  closed_on date,
  primary key (site_id, account_id),
  unique (site_id, account_no),
  foreign key (site_id, room_id) references premise (site_id, premise_id),
  foreign key (site_id, category_code) references user_category (site_id, category_code),
  check ((state = 'closed') = (closed_on is not null)),
  check (closed_on >= opened_on)
);
-- One household at a time: the room's meters belong to it.
create unique index customer_account_open on customer_account (site_id, room_id) where state = 'open';
create index customer_account_search on customer_account (site_id, lower(account_no) text_pattern_ops);
create index customer_account_room on customer_account (site_id, room_id, opened_on);

create table occupant (
  site_id uuid not null,
  occupant_id uuid not null,
  account_id uuid not null,
  customer_id uuid not null,
  from_date date not null,
  until_date date,
  primary key (site_id, occupant_id),
  foreign key (site_id, account_id) references customer_account (site_id, account_id),
  foreign key (site_id, customer_id) references customer (site_id, customer_id),
  check (until_date >= from_date)
);
create unique index occupant_present on occupant (site_id, account_id, customer_id) where until_date is null;
create index occupant_customer on occupant (site_id, customer_id);

create table meter (
  site_id uuid not null,
  meter_id uuid not null,
  meter_no text not null check (meter_no ~ '^[0-9A-Za-z-]{1,40}$'),
  commodity text not null check (commodity in ('electricity', 'water', 'gas')),
  -- What the meter's credit counts: fen, or thousandths of a kWh or cubic metre
  credit_unit text not null check (credit_unit in ('money', 'energy', 'volume')),
  delivery text not null check (delivery in ('balance', 'card', 'network', 'token')),
  premise_id uuid not null,
  account_id uuid,
  -- What the register is multiplied by: current × voltage transformer
  ratio integer not null check (ratio between 1 and 100000),
  -- Whole figures of the register; after the last it starts at zero again
  digits smallint not null check (digits between 4 and 9),
  initial_register_milli bigint not null check (initial_register_milli >= 0),
  state text not null check (state in ('active', 'retired')),
  installed_on date not null,
  removed_on date,
  primary key (site_id, meter_id),
  unique (site_id, meter_no),
  foreign key (site_id, premise_id) references premise (site_id, premise_id),
  foreign key (site_id, account_id) references customer_account (site_id, account_id),
  check ((state = 'retired') = (removed_on is not null)),
  check (removed_on >= installed_on),
  check (credit_unit = 'money' or (credit_unit = 'energy') = (commodity = 'electricity'))
);
create index meter_search on meter (site_id, lower(meter_no) text_pattern_ops);
create index meter_premise on meter (site_id, premise_id);
create index meter_account on meter (site_id, account_id) where account_id is not null;

-- Why nothing may be sold to a meter. It is blocked while a row has not been lifted.
create table meter_block (
  site_id uuid not null,
  block_id uuid not null,
  meter_id uuid not null,
  reason text not null check (reason in ('unknown-delivery', 'foreign-write', 'fault', 'tampering', 'office')),
  document_kind text,
  document_id uuid,
  note text not null,
  blocked_at timestamptz(3) not null,
  blocked_by uuid not null,
  lifted_at timestamptz(3),
  lifted_by uuid,
  lift_note text,
  primary key (site_id, block_id),
  foreign key (site_id, meter_id) references meter (site_id, meter_id),
  check ((document_kind is null) = (document_id is null)),
  check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lift_note is null))
);
create index meter_block_present on meter_block (site_id, meter_id) where lifted_at is null;
create unique index meter_block_document on meter_block (site_id, document_id, reason) where lifted_at is null;

grant select, insert, update (title_zh, title_en) on user_category to :app_role;
grant select, insert, update (name, capacity) on premise to :app_role;
grant select, insert, update (category_code, state, closed_on) on customer_account to :app_role;
grant select, insert, update (until_date) on occupant to :app_role;
grant select, insert, update (account_id, state, removed_on) on meter to :app_role;
grant select, insert, update (lifted_at, lifted_by, lift_note) on meter_block to :app_role;
