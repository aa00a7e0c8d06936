-- Keypad tokens: what a meter's key is found by, and every token made for it. No key is in the database.

create table token_meter (
  site_id uuid not null,
  meter_id uuid not null,
  scheme text not null check (scheme in ('sts', 'openpaygo')),
  -- STS: the account number of 18 digits; OpenPAYGO: the serial
  number text not null check (number <> ''),
  derivation text check (derivation in ('02', '04')),
  encryption text check (encryption in ('07', '11')),
  supply_group text check (supply_group ~ '^[0-9]{6}$'),
  tariff_index text check (tariff_index ~ '^[0-9]{2}$'),
  key_revision smallint check (key_revision between 1 and 9),
  key_type smallint check (key_type between 0 and 3),
  base_year smallint check (base_year in (1993, 2014, 2035)),
  -- OpenPAYGO: what one value gives, in the meter's credit unit; and the count of the last token made
  step bigint check (step > 0),
  extended boolean,
  restricted boolean,
  count integer check (count >= 0),
  registered_at timestamptz(3) not null,
  registered_by uuid not null,
  primary key (site_id, meter_id),
  unique (site_id, scheme, number),
  foreign key (site_id, meter_id) references meter (site_id, meter_id),
  check (scheme <> 'sts' or num_nonnulls(derivation, encryption, supply_group, tariff_index, key_revision, key_type,
    base_year) = 7 and number ~ '^[0-9]{18}$'),
  check (scheme <> 'openpaygo' or num_nonnulls(step, extended, restricted, count) = 4),
  check (derivation is distinct from '02' or encryption = '07')
);

create table token (
  site_id uuid not null,
  token_id uuid not null,
  -- A token for credit carries out one delivery request; the sections of one key change share theirs
  request_id uuid not null,
  section smallint check (section between 1 and 4),
  meter_id uuid not null,
  kind text not null check (kind in ('credit', 'key-change', 'test', 'engineering')),
  purpose text check (purpose in ('clear-credit', 'clear-tamper', 'max-power', 'phase-unbalance', 'tariff-rate',
    'water-factor', 'set-credit', 'unlock', 'sync-count')),
  document_kind text not null check (document_kind <> ''),
  document_id uuid not null,
  purchase_count integer check (purchase_count > 0),
  unit text check (unit in ('money', 'energy', 'volume')),
  amount bigint check (amount > 0),
  -- STS: minutes since the base date; OpenPAYGO: the count. Each is used for one token of a meter.
  identifier integer check (identifier >= 0),
  base_year smallint check (base_year in (1993, 2014, 2035)),
  -- All that the digits are made from but the key: made again, they are the same
  recipe jsonb not null,
  state text not null check (state in ('reserved', 'issued', 'dropped')),
  digits text check (digits ~ '^[0-9]{9,20}$'),
  reason text not null,
  reserved_at timestamptz(3) not null,
  issued_at timestamptz(3),
  person_id uuid not null,
  post text not null,
  primary key (site_id, token_id),
  foreign key (site_id, meter_id) references token_meter (site_id, meter_id),
  check ((state = 'issued') = (digits is not null) and (digits is null) = (issued_at is null)),
  check ((kind = 'credit') = (amount is not null) and (amount is null) = (unit is null)
    and (amount is null) = (purchase_count is null)),
  check ((kind = 'engineering') = (purpose is not null)),
  check ((kind = 'key-change') = (section is not null)),
  check (kind in ('credit', 'test') or reason <> '')
);
create unique index token_request on token (site_id, request_id, coalesce(section, 0));
create unique index token_identifier on token (site_id, meter_id, coalesce(base_year, 0), identifier)
  where identifier is not null;
create unique index token_purchase on token (site_id, meter_id, purchase_count)
  where purchase_count is not null and state <> 'dropped';
create index token_meter_tokens on token (site_id, meter_id, reserved_at);
create index token_document on token (site_id, document_id);
create index token_newest on token (site_id, reserved_at, token_id);

-- Who looked at all the digits of a token, and why.
create table token_sight (
  site_id uuid not null,
  sight_id uuid not null,
  token_id uuid not null,
  reason text not null check (reason <> ''),
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, sight_id),
  foreign key (site_id, token_id) references token (site_id, token_id)
);
create index token_sight_token on token_sight (site_id, token_id, at);
create trigger token_sight_final before update or delete on token_sight for each row execute function refuse_change();

grant select, insert, update (supply_group, tariff_index, key_revision, key_type, base_year, count)
  on token_meter to :app_role;
grant select, insert, update (state, digits, issued_at) on token to :app_role;
grant select, insert on token_sight to :app_role;
