-- Collection: when meters are read over the line, what each run brought, and what is odd about it.

-- Daily at given times of the site, or every so many hours from midnight on. Without a building: the whole site.
create table collection_schedule (
  site_id uuid not null references site (site_id),
  schedule_id uuid not null,
  building_id uuid,
  times text[] not null check (cardinality(times) <= 24),
  every_hours smallint check (every_hours in (1, 2, 3, 4, 6, 8, 12)),
  set_by uuid not null,
  set_at timestamptz(3) not null,
  ended_by uuid,
  ended_at timestamptz(3),
  primary key (site_id, schedule_id),
  foreign key (site_id, building_id) references premise (site_id, premise_id),
  check ((every_hours is null) = (cardinality(times) > 0)),
  check ((ended_by is null) = (ended_at is null))
);
create unique index collection_schedule_present
  on collection_schedule (site_id, coalesce(building_id, '00000000-0000-0000-0000-000000000000')) where ended_at is null;

create table collection_run (
  site_id uuid not null references site (site_id),
  run_id uuid not null,
  -- Null where a person asked for it
  schedule_id uuid,
  building_id uuid,
  meter_id uuid,
  planned_at timestamptz(3) not null,
  started_at timestamptz(3) not null,
  started_by uuid not null,
  ended_at timestamptz(3),
  asked integer not null check (asked >= 0),
  read integer check (read >= 0),
  silent integer check (silent >= 0),
  unreachable integer check (unreachable >= 0),
  refused integer check (refused >= 0),
  flagged integer check (flagged >= 0),
  primary key (site_id, run_id),
  foreign key (site_id, schedule_id) references collection_schedule (site_id, schedule_id),
  foreign key (site_id, building_id) references premise (site_id, premise_id),
  foreign key (site_id, meter_id) references meter (site_id, meter_id),
  check (building_id is null or meter_id is null),
  check (ended_at is null or read + silent + unreachable + refused = asked)
);
-- A time of the schedule is kept once, however often the job looks
create unique index collection_run_planned on collection_run (site_id, schedule_id, planned_at)
  where schedule_id is not null;
create index collection_run_under_way on collection_run (site_id) where ended_at is null;
create index collection_run_started on collection_run (site_id, started_at);

create table collection_result (
  site_id uuid not null,
  run_id uuid not null,
  meter_id uuid not null,
  state text not null check (state in ('waiting', 'asked', 'read', 'silent', 'unreachable', 'refused')),
  attempts smallint not null check (attempts >= 0),
  asked_at timestamptz(3),
  ended_at timestamptz(3),
  total_milli bigint,
  used_milli bigint,
  -- By how much the meter's clock is ahead of the house's
  clock_ahead_seconds integer,
  -- Why the figures were not taken: the refusal's code, or what the meter said
  reason text,
  flagged boolean not null,
  primary key (site_id, run_id, meter_id),
  foreign key (site_id, run_id) references collection_run (site_id, run_id),
  foreign key (site_id, meter_id) references meter (site_id, meter_id),
  check ((ended_at is null) = (state in ('waiting', 'asked'))),
  check ((asked_at is null) = (attempts = 0)),
  check (state <> 'read' or (total_milli is not null and reason is null)),
  check (state <> 'refused' or reason is not null)
);
create index collection_result_waiting on collection_result (site_id, attempts, meter_id) where ended_at is null;

-- What is odd about a meter. One of a kind stays present until a person, or the meter by itself, has ended it.
create table collection_flag (
  site_id uuid not null references site (site_id),
  flag_id uuid not null,
  meter_id uuid not null,
  kind text not null check (kind in ('gap', 'jump', 'backwards', 'implausible', 'not-recorded', 'clock', 'credit-over',
    'illegal-card', 'relay-differs')),
  first_at timestamptz(3) not null,
  last_at timestamptz(3) not null check (last_at >= first_at),
  times integer not null check (times > 0),
  facts jsonb not null,
  state text not null check (state in ('open', 'seen', 'resolved')),
  case_id uuid,
  seen_by uuid,
  seen_at timestamptz(3),
  resolved_by uuid,
  resolved_at timestamptz(3),
  note text,
  primary key (site_id, flag_id),
  foreign key (site_id, meter_id) references meter (site_id, meter_id),
  foreign key (site_id, case_id) references case_file (site_id, case_id),
  check ((seen_by is null) = (seen_at is null)),
  check (state <> 'open' or seen_by is null),
  check (state <> 'seen' or seen_by is not null),
  check ((state = 'resolved') = (resolved_at is not null) and (resolved_at is null) = (resolved_by is null)),
  check (state <> 'resolved' or btrim(note) <> '')
);
create unique index collection_flag_present on collection_flag (site_id, meter_id, kind) where state <> 'resolved';
create index collection_flag_last on collection_flag (site_id, last_at);

-- What a meter that holds its credit itself had left, as it said over the line or as its card brought it back.
create table meter_credit_seen (
  site_id uuid not null,
  seen_id uuid not null,
  meter_id uuid not null,
  seen_at timestamptz(3) not null,
  source text not null check (source in ('network', 'card')),
  unit text not null check (unit in ('money', 'energy', 'volume')),
  remaining bigint not null check (remaining >= 0),
  overdraft bigint check (overdraft >= 0),
  purchase_count integer check (purchase_count >= 0),
  -- At most what the books allow: what was left before and what was issued since, or all that was ever issued
  possible bigint not null,
  -- What had been issued by the books when this was seen: the basis of the next comparison
  issued bigint not null,
  agrees boolean not null,
  recorded_at timestamptz(3) not null,
  primary key (site_id, seen_id),
  unique (site_id, meter_id, source, seen_at),
  foreign key (site_id, meter_id) references meter (site_id, meter_id),
  check (agrees = (remaining <= possible))
);

-- What a card brought back from its meter; the same return is taken once.
create table card_return (
  site_id uuid not null,
  return_id uuid not null,
  card_no text not null check (card_no <> ''),
  meter_id uuid not null,
  returned_at timestamptz(3) not null,
  purchase_count integer not null check (purchase_count >= 0),
  remaining bigint not null check (remaining >= 0),
  overdraft bigint not null check (overdraft >= 0),
  illegal_insertions integer not null check (illegal_insertions >= 0),
  taken_at timestamptz(3) not null,
  taken_by uuid not null,
  primary key (site_id, return_id),
  unique (site_id, card_no, purchase_count, returned_at),
  foreign key (site_id, meter_id) references meter (site_id, meter_id)
);

create trigger meter_credit_seen_final before update or delete on meter_credit_seen
  for each row execute function refuse_change();
create trigger card_return_final before update or delete on card_return for each row execute function refuse_change();

grant select, insert, update (ended_by, ended_at) on collection_schedule to :app_role;
grant select, insert, update (ended_at, read, silent, unreachable, refused, flagged) on collection_run to :app_role;
grant select, insert, update (state, attempts, asked_at, ended_at, total_milli, used_milli, clock_ahead_seconds, reason,
  flagged) on collection_result to :app_role;
grant select, insert, update (last_at, times, facts, state, case_id, seen_by, seen_at, resolved_by, resolved_at, note)
  on collection_flag to :app_role;
grant select, insert on meter_credit_seen, card_return to :app_role;
