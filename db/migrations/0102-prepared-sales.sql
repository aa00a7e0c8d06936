-- Two posts at one counter: the clerk prepares a sale, the cashier takes the money for it.

-- How the house sells: versions, never edited; the latest one counts.
create table sale_post_rule (
  site_id uuid not null references site (site_id),
  version integer not null check (version > 0),
  -- Clerks take no money: what they prepare is paid at the cash window
  two_posts boolean not null,
  -- How long a prepared sale waits for its money
  wait_minutes integer not null check (wait_minutes between 5 and 480),
  reason text not null check (reason <> ''),
  signature_ids uuid[] not null check (cardinality(signature_ids) >= 2),
  signed_by uuid not null,
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, version),
  check (signed_by <> person_id)
);

-- One ticket of the queue: what is to be bought, as the customer was told it. No money has been taken.
create table prepared_sale (
  site_id uuid not null references site (site_id),
  prepared_id uuid not null,
  business_date date not null,
  -- Gapless in its business day
  ticket_no integer not null check (ticket_no > 0),
  state text not null check (state in ('waiting', 'paid', 'expired', 'withdrawn')),
  meter_id uuid not null,
  -- As they stood when it was prepared
  meter_no text not null,
  account_id uuid not null,
  account_no text not null,
  room_code text not null,
  commodity text not null check (commodity in ('electricity', 'water', 'gas')),
  delivery text not null check (delivery in ('balance', 'card', 'network', 'token')),
  wanted_by text not null check (wanted_by in ('money', 'quantity')),
  -- Fen, or thousandths
  wanted_amount bigint not null check (wanted_amount > 0),
  price_version_id uuid not null,
  price_number integer not null check (price_number > 0),
  quantity_milli bigint check (quantity_milli >= 0),
  total_fen bigint not null check (total_fen > 0),
  -- The counter it was prepared at: its card reader is written to
  terminal_id uuid,
  prepared_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  ended_at timestamptz(3),
  ended_by uuid,
  ended_post text,
  expired_by text check (expired_by in ('time', 'day')),
  reason text check (reason <> ''),
  sale_id uuid,
  primary key (site_id, prepared_id),
  unique (site_id, business_date, ticket_no),
  foreign key (site_id, meter_id) references meter (site_id, meter_id),
  foreign key (site_id, account_id) references customer_account (site_id, account_id),
  foreign key (site_id, price_version_id) references tariff_version (site_id, version_id),
  foreign key (site_id, sale_id) references sale (site_id, sale_id),
  check (expires_at > prepared_at),
  check ((state = 'waiting') = (ended_at is null)),
  check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_post is null)),
  check ((state = 'paid') = (sale_id is not null)),
  check ((state = 'expired') = (expired_by is not null)),
  check ((state = 'withdrawn') = (reason is not null))
);
create unique index prepared_sale_of_meter on prepared_sale (site_id, meter_id) where state = 'waiting';
create index prepared_sale_person on prepared_sale (site_id, person_id, prepared_id);

-- Who prepared a sale whose money somebody else took; one sale for each ticket.
alter table sale add column prepared_id uuid;
alter table sale add column prepared_by uuid;
alter table sale add constraint sale_prepared check ((prepared_id is null) = (prepared_by is null));
create unique index sale_prepared_once on sale (site_id, prepared_id) where prepared_id is not null;

create trigger sale_post_rule_final before update or delete on sale_post_rule
  for each row execute function refuse_change();
create trigger prepared_sale_kept before delete on prepared_sale for each row execute function refuse_change();
create trigger prepared_sale_final before update on prepared_sale for each row
  when (old.state <> 'waiting') execute function refuse_change();

grant select, insert on sale_post_rule, prepared_sale to :app_role;
grant update (state, ended_at, ended_by, ended_post, expired_by, reason, sale_id) on prepared_sale to :app_role;
