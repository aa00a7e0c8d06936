-- Terminals: enrolled counters, what is asked of their agents, their devices, checks before and closing after work.

create table terminal (
  site_id uuid not null references site (site_id),
  terminal_id uuid not null,
  name text not null check (btrim(name) <> '' and length(name) <= 40),
  place text not null check (length(place) <= 80),
  -- One machine, one purpose: what money may be taken there for, and by whom
  purpose text not null check (purpose in ('vending', 'collection', 'counter', 'office')),
  -- The devices it must have; others that happen to be there are not judged
  expects text[] not null check (expects <@ array['reader', 'printer']),
  -- The paper in its slip printer
  slip_paper text check (slip_paper in ('58mm', '80mm')),
  state text not null check (state in ('invited', 'enrolled', 'closed')),
  -- The server's own machine; its agent runs inside the server
  local boolean not null,
  -- Ed25519, DER SubjectPublicKeyInfo as base64
  public_key text check (length(public_key) between 59 and 64),
  invited_by uuid not null,
  invited_at timestamptz(3) not null,
  enrolled_at timestamptz(3),
  closed_by uuid,
  closed_at timestamptz(3),
  primary key (site_id, terminal_id),
  check (state <> 'enrolled' or public_key is not null),
  check ((public_key is null) = (enrolled_at is null)),
  check ((closed_at is null) = (state <> 'closed') and (closed_by is null) = (state <> 'closed'))
);
create unique index terminal_name on terminal (site_id, name) where state <> 'closed';
create unique index terminal_local on terminal (site_id) where local and state <> 'closed';
-- An agent says its id before anybody knows its site
create index terminal_by_id on terminal (terminal_id);

-- The connection of a terminal's agent, held by one server process at a time. Leases are by the database's clock,
-- which is the same for all servers. The row is the lock under which commands are sent and withdrawn.
create table terminal_link (
  site_id uuid not null,
  terminal_id uuid not null,
  last_number bigint not null check (last_number >= 0),
  connection_id uuid,
  leased_until timestamptz(3),
  last_seen_at timestamptz(3),
  version text not null,
  virtual boolean not null,
  -- ATR of the card that lies on the reader
  card_atr text,
  -- Business date of the last check before work; taken away when the terminal is closed down after work
  checked_on date,
  primary key (site_id, terminal_id),
  foreign key (site_id, terminal_id) references terminal (site_id, terminal_id)
);

create table enrolment_code (
  site_id uuid not null,
  code_hash text not null check (code_hash ~ '^[0-9a-f]{64}$'),
  terminal_id uuid not null,
  issued_by uuid not null,
  issued_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  voided_at timestamptz(3),
  primary key (site_id, code_hash),
  foreign key (site_id, terminal_id) references terminal (site_id, terminal_id),
  check (used_at is null or voided_at is null)
);
create unique index enrolment_code_open on enrolment_code (site_id, terminal_id)
  where used_at is null and voided_at is null;
create index enrolment_code_by_hash on enrolment_code (code_hash);

-- Which browser is which counter: a ticket is exchanged once for a token in the browser's cookie.
create table browser_ticket (
  site_id uuid not null,
  ticket_hash text not null check (ticket_hash ~ '^[0-9a-f]{64}$'),
  terminal_id uuid not null,
  issued_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  primary key (site_id, ticket_hash),
  foreign key (site_id, terminal_id) references terminal (site_id, terminal_id)
);
create table terminal_token (
  site_id uuid not null,
  token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  terminal_id uuid not null,
  issued_at timestamptz(3) not null,
  ended_at timestamptz(3),
  primary key (site_id, token_hash),
  foreign key (site_id, terminal_id) references terminal (site_id, terminal_id)
);

-- What an agent is asked. The number is given when it is sent: what was withdrawn has none, and the agent sees
-- numbers without a gap.
create table agent_command (
  site_id uuid not null,
  request_id uuid not null,
  terminal_id uuid not null,
  number bigint check (number > 0),
  name text not null,
  body jsonb not null,
  state text not null check (state in ('queued', 'sent', 'answered', 'withdrawn')),
  outcome jsonb,
  asked_at timestamptz(3) not null,
  -- By the database's clock: not sent, and not begun, after this
  valid_until timestamptz(3) not null,
  sent_at timestamptz(3),
  answered_at timestamptz(3),
  primary key (site_id, request_id),
  unique (site_id, terminal_id, number),
  foreign key (site_id, terminal_id) references terminal (site_id, terminal_id),
  check ((number is null) = (state in ('queued', 'withdrawn')) and (sent_at is null) = (number is null)),
  check ((outcome is null) = (state <> 'answered') and (answered_at is null) = (state <> 'answered'))
);
create index agent_command_open on agent_command (site_id, terminal_id) where state in ('queued', 'sent');
create index agent_command_prints on agent_command (site_id, asked_at) where name = 'print' and body <> '{}';

-- The last that was heard of each device
create table device_report (
  site_id uuid not null,
  terminal_id uuid not null,
  device text not null check (device in ('reader', 'printer')),
  name text not null,
  state text not null check (state in ('ready', 'missing', 'fault', 'paper-out', 'unknown')),
  detail text not null,
  at timestamptz(3) not null,
  primary key (site_id, terminal_id, device, name),
  foreign key (site_id, terminal_id) references terminal (site_id, terminal_id)
);

create table health_check (
  site_id uuid not null,
  check_id uuid not null,
  terminal_id uuid not null,
  business_date date not null,
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  result text not null check (result in ('fit', 'unfit', 'offline')),
  devices jsonb not null,
  -- How far the terminal's clock is ahead of the server's
  clock_ahead_seconds integer,
  virtual boolean,
  primary key (site_id, check_id),
  foreign key (site_id, terminal_id) references terminal (site_id, terminal_id),
  check ((result = 'offline') = (clock_ahead_seconds is null) and (result = 'offline') = (virtual is null))
);
create index health_check_of on health_check (site_id, terminal_id, check_id);

-- From the check that found a device faulty to the check that found it ready; one incident each.
create table device_fault (
  site_id uuid not null,
  fault_id uuid not null,
  terminal_id uuid not null,
  device text not null check (device in ('reader', 'printer')),
  found_at timestamptz(3) not null,
  case_id uuid not null,
  cleared_at timestamptz(3),
  primary key (site_id, fault_id),
  foreign key (site_id, terminal_id) references terminal (site_id, terminal_id)
);
create unique index device_fault_open on device_fault (site_id, terminal_id, device) where cleared_at is null;

create table closing_down (
  site_id uuid not null,
  closing_id uuid not null,
  terminal_id uuid not null,
  business_date date not null,
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  -- What the person stated, point by point
  checklist text[] not null check (cardinality(checklist) > 0),
  note text not null check (length(note) <= 200),
  primary key (site_id, closing_id),
  foreign key (site_id, terminal_id) references terminal (site_id, terminal_id)
);

-- Whether money is taken at enrolled terminals only; the last version counts
create table terminal_rule (
  site_id uuid not null references site (site_id),
  version bigint not null check (version > 0),
  required boolean not null,
  reason text not null check (btrim(reason) <> ''),
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, version)
);

create trigger health_check_final before update or delete on health_check for each row execute function refuse_change();
create trigger closing_down_final before update or delete on closing_down for each row execute function refuse_change();
create trigger terminal_rule_final before update or delete on terminal_rule for each row execute function refuse_change();

grant select, insert, update (name, place, purpose, expects, slip_paper, state, public_key, enrolled_at, closed_by, closed_at)
  on terminal to :app_role;
grant select, insert, update (last_number, connection_id, leased_until, last_seen_at, version, virtual, card_atr, checked_on)
  on terminal_link to :app_role;
grant select, insert, update (used_at, voided_at) on enrolment_code to :app_role;
grant select, insert, delete, update (used_at) on browser_ticket to :app_role;
grant select, insert, update (ended_at) on terminal_token to :app_role;
grant select, insert, update (number, body, state, outcome, sent_at, answered_at) on agent_command to :app_role;
grant select, insert, delete, update (state, detail, at) on device_report to :app_role;
grant select, insert on health_check, closing_down, terminal_rule to :app_role;
grant select, insert, update (cleared_at) on device_fault to :app_role;
