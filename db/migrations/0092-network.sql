-- Network meters: lines, their leases, the meters on them, recharges, and emergency supply.

create table meter_line (
  site_id uuid not null references site (site_id),
  line_id uuid not null,
  name text not null check (btrim(name) <> '' and length(name) <= 60),
  transport text not null check (transport in ('tcp', 'serial')),
  host text,
  port integer check (port between 1 and 65535),
  path text,
  baud integer check (baud in (300, 600, 1200, 2400, 4800, 9600, 19200, 38400, 115200)),
  parity text check (parity in ('even', 'none', 'odd')),
  -- How long an answer is waited for, how long between two bytes of one answer, how long the line rests before a request
  answer_ms integer not null check (answer_ms between 500 and 20000),
  byte_ms integer not null check (byte_ms between 20 and 5000),
  gap_ms integer not null check (gap_ms between 0 and 2000),
  retries smallint not null check (retries between 0 and 5),
  state text not null check (state in ('open', 'closed')),
  primary key (site_id, line_id),
  check ((transport = 'tcp') = (host is not null and port is not null)),
  check ((transport = 'serial') = (path is not null and baud is not null and parity is not null))
);
create unique index meter_line_name on meter_line (site_id, name) where state = 'open';

-- One process talks on a line at a time. Times are the database's own: several servers must agree on them.
create table line_lease (
  site_id uuid not null,
  line_id uuid not null,
  owner uuid,
  until timestamptz(3) not null,
  -- Counts up whenever another process takes the line
  fence bigint not null check (fence >= 0),
  -- Another process waits for the line: the holder gives it up between two requests
  wanted_by uuid,
  wanted_at timestamptz(3),
  primary key (site_id, line_id),
  foreign key (site_id, line_id) references meter_line (site_id, line_id)
);

-- How a line behaves: added up by whoever holds it, not kept.
create table line_health (
  site_id uuid not null,
  line_id uuid not null,
  asked bigint not null default 0,
  answered bigint not null default 0,
  silent bigint not null default 0,
  late bigint not null default 0,
  stray bigint not null default 0,
  answered_at timestamptz(3),
  failed_at timestamptz(3),
  failure text,
  primary key (site_id, line_id),
  foreign key (site_id, line_id) references meter_line (site_id, line_id)
);

create table network_meter (
  site_id uuid not null,
  meter_id uuid not null,
  line_id uuid not null,
  protocol text not null check (protocol in ('dlt645-plain', 'dlt645-order', 'dlt645-security', 'cjt188')),
  -- As printed: 12 figures for DL/T 645, 14 for CJ/T 188
  address text not null,
  customer_no text not null check (customer_no ~ '^[0-9]{12}$'),
  rates_itself boolean not null,
  hoard_limit_fen bigint check (hoard_limit_fen > 0),
  attached_at timestamptz(3) not null,
  attached_by uuid not null,
  detached_at timestamptz(3),
  primary key (site_id, meter_id),
  foreign key (site_id, meter_id) references meter (site_id, meter_id),
  foreign key (site_id, line_id) references meter_line (site_id, line_id),
  check (case when protocol = 'cjt188' then address ~ '^[0-9]{14}$' else address ~ '^[0-9]{12}$' end)
);
create unique index network_meter_address on network_meter (site_id, line_id, address) where detached_at is null;
create index network_meter_line on network_meter (site_id, line_id, meter_id) where detached_at is null;

-- Password and operator code of a meter, sealed under the house's key; in no chain, so that they can be changed.
create table network_meter_secret (
  site_id uuid not null,
  meter_id uuid not null,
  sealed text not null check (sealed <> ''),
  set_at timestamptz(3) not null,
  set_by uuid not null,
  primary key (site_id, meter_id),
  foreign key (site_id, meter_id) references network_meter (site_id, meter_id)
);

-- Who is at work on a meter's credit: one process, one request at a time. Times are the database's own.
create table recharge_claim (
  site_id uuid not null,
  meter_id uuid not null,
  owner uuid not null,
  until timestamptz(3) not null,
  primary key (site_id, meter_id),
  foreign key (site_id, meter_id) references network_meter (site_id, meter_id)
);

-- One row per delivery request, written before anything is sent. Amounts and balances in the unit.
create table meter_recharge (
  site_id uuid not null,
  request_id uuid not null,
  meter_id uuid not null,
  kind text not null check (kind in ('purchase', 'grant', 'emergency', 'carry-in')),
  unit text not null check (unit in ('money', 'energy', 'volume')),
  amount bigint not null check (amount > 0),
  purchase_count integer not null check (purchase_count > 0),
  document_kind text not null check (document_kind <> ''),
  document_id uuid not null,
  protocol text not null,
  -- Of the document and the count, so that asking again for the same credit is the same order
  order_no text check (order_no ~ '^[0-9]{16}$'),
  state text not null check (state in ('CREATED', 'AUTHORISED', 'SENT', 'ACKED', 'NACKED', 'NO_ANSWER', 'READBACK',
    'APPLIED', 'NOT_APPLIED', 'FOREIGN_WRITE', 'UNKNOWN')),
  path text not null check (path <> ''),
  reason text,
  error text,
  before_count integer,
  before_balance bigint,
  before_total bigint,
  before_at timestamptz(3),
  after_count integer,
  after_balance bigint,
  after_total bigint,
  after_at timestamptz(3),
  -- What the end rests on: the line, a display read by a person, or a decision
  evidence text check (evidence in ('line', 'display', 'decision')),
  evidence_id uuid,
  decided_by uuid,
  decision text,
  signature_ids uuid[],
  created_at timestamptz(3) not null,
  sent_at timestamptz(3),
  settled_at timestamptz(3),
  person_id uuid not null,
  primary key (site_id, request_id),
  foreign key (site_id, meter_id) references network_meter (site_id, meter_id),
  check (state not in ('SENT', 'ACKED', 'NACKED', 'NO_ANSWER', 'READBACK', 'APPLIED', 'FOREIGN_WRITE', 'UNKNOWN')
    or sent_at is not null or evidence is not null),
  check (state not in ('NOT_APPLIED', 'FOREIGN_WRITE', 'UNKNOWN') or reason is not null),
  check ((state in ('APPLIED', 'NOT_APPLIED')) = (settled_at is not null)),
  check (state <> 'APPLIED' or (after_count is not null and evidence is not null)),
  check ((evidence is not null and evidence = 'decision') = (decision is not null))
);
-- A meter has one recharge whose outcome is open, never two: the second would hide what became of the first.
create unique index meter_recharge_open on meter_recharge (site_id, meter_id)
  where state not in ('APPLIED', 'NOT_APPLIED');
create index meter_recharge_meter on meter_recharge (site_id, meter_id, request_id);

-- Count and remaining credit as a person read them from the meter's display.
create table meter_display (
  site_id uuid not null,
  display_id uuid not null,
  meter_id uuid not null,
  shown_count integer not null check (shown_count >= 0),
  unit text not null check (unit in ('money', 'energy', 'volume')),
  shown_balance bigint not null,
  note text not null default '',
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, display_id),
  foreign key (site_id, meter_id) references network_meter (site_id, meter_id)
);
create index meter_display_meter on meter_display (site_id, meter_id, display_id);

-- The last that each meter said. Not kept: what counts is in readings and recharges.
create table meter_status (
  site_id uuid not null,
  meter_id uuid not null,
  asked_at timestamptz(3) not null,
  seen_at timestamptz(3),
  failure text,
  relay text check (relay in ('closed', 'open', 'close-allowed')),
  money_left_fen bigint,
  overdraft_fen bigint,
  energy_left_milli bigint,
  purchase_count integer,
  credit_at timestamptz(3),
  clock_error_seconds integer,
  clock_at timestamptz(3),
  status_words text,
  current_price bigint,
  primary key (site_id, meter_id),
  foreign key (site_id, meter_id) references network_meter (site_id, meter_id)
);

create table line_event (
  site_id uuid not null references site (site_id),
  event_id uuid not null,
  line_id uuid not null,
  meter_id uuid,
  kind text not null check (kind in ('line-down', 'line-up', 'line-taken', 'clock-set', 'clock-off', 'attached',
    'detached', 'count-differs', 'foreign-write', 'recharge-unknown', 'display-read')),
  note text not null default '',
  at timestamptz(3) not null,
  person_id uuid not null,
  primary key (site_id, event_id),
  foreign key (site_id, line_id) references meter_line (site_id, line_id)
);
create index line_event_line on line_event (site_id, line_id, event_id);
create index line_event_meter on line_event (site_id, meter_id, event_id) where meter_id is not null;

-- 应急供电单: power kept on in a room whose meter nobody can sell to. Asked for and approved by different persons.
create table emergency_supply (
  site_id uuid not null,
  supply_id uuid not null,
  number bigint not null check (number > 0),
  meter_id uuid not null,
  room_code text not null,
  reason text not null check (reason <> ''),
  state text not null check (state in ('requested', 'approved', 'refused', 'supplied', 'ended')),
  minutes integer not null check (minutes between 10 and 4320),
  requested_by uuid not null,
  requested_post text not null,
  requested_at timestamptz(3) not null,
  decided_by uuid,
  decided_at timestamptz(3),
  refusal text,
  signature_ids uuid[],
  way text check (way in ('remote', 'by-hand')),
  supplied_by uuid,
  supplied_at timestamptz(3),
  until timestamptz(3),
  -- What the last try over the line came to, while it has not been carried out
  failure text,
  display_id uuid,
  ended_by uuid,
  ended_at timestamptz(3),
  end_note text,
  primary key (site_id, supply_id),
  unique (site_id, number),
  foreign key (site_id, meter_id) references network_meter (site_id, meter_id),
  foreign key (site_id, display_id) references meter_display (site_id, display_id),
  check ((state = 'requested') = (decided_at is null)),
  check ((decided_at is null) = (decided_by is null)),
  check (decided_by <> requested_by),
  check ((state = 'refused') = (refusal is not null)),
  check (state in ('requested', 'refused') or signature_ids is not null),
  check ((state in ('supplied', 'ended')) = (supplied_at is not null)),
  check ((supplied_at is null) = (way is null) and (supplied_at is null) = (until is null)),
  check ((state = 'ended') = (ended_at is not null))
);
create unique index emergency_supply_one on emergency_supply (site_id, meter_id)
  where state in ('requested', 'approved', 'supplied');

create trigger meter_recharge_kept before delete on meter_recharge for each row execute function refuse_change();
create trigger meter_recharge_final before update on meter_recharge for each row
  when (old.state in ('APPLIED', 'NOT_APPLIED')) execute function refuse_change();
create trigger meter_display_final before update or delete on meter_display
  for each row execute function refuse_change();
create trigger line_event_final before update or delete on line_event for each row execute function refuse_change();
create trigger emergency_supply_kept before delete on emergency_supply for each row execute function refuse_change();
create trigger emergency_supply_final before update on emergency_supply for each row
  when (old.state in ('refused', 'ended')) execute function refuse_change();

grant select, insert, update (name, host, port, path, baud, parity, answer_ms, byte_ms, gap_ms, retries, state)
  on meter_line to :app_role;
grant select, insert, update (owner, until, fence, wanted_by, wanted_at) on line_lease to :app_role;
grant select, insert, update (asked, answered, silent, late, stray, answered_at, failed_at, failure)
  on line_health to :app_role;
grant select, insert, update (line_id, protocol, address, customer_no, rates_itself, hoard_limit_fen, attached_at,
  attached_by, detached_at) on network_meter to :app_role;
grant select, insert, delete, update (sealed, set_at, set_by) on network_meter_secret to :app_role;
grant select, insert, update (owner, until) on recharge_claim to :app_role;
grant select, insert on meter_recharge, meter_display, line_event, emergency_supply to :app_role;
grant update (state, path, reason, error, before_count, before_balance, before_total, before_at, after_count,
  after_balance, after_total, after_at, evidence, evidence_id, decided_by, decision, signature_ids, sent_at, settled_at)
  on meter_recharge to :app_role;
grant select, insert, update (asked_at, seen_at, failure, relay, money_left_fen, overdraft_fen, energy_left_milli,
  purchase_count, credit_at, clock_error_seconds, clock_at, status_words, current_price) on meter_status to :app_role;
grant update (state, decided_by, decided_at, refusal, signature_ids, way, supplied_by, supplied_at, until, failure,
  display_id, ended_by, ended_at, end_note) on emergency_supply to :app_role;
