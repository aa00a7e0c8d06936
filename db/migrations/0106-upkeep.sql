-- Upkeep: what the house looks after by plan, what was found, and repairs from the report to acceptance.

-- One thing to look after. Never edited: it is ended, or replaced by another that is approved.
create table upkeep_item (
  site_id uuid not null references site (site_id),
  item_id uuid not null,
  -- Its name in the usual plan that the product offers
  usual text check (usual ~ '^[a-z-]+$'),
  target text not null check (target in ('site', 'terminal', 'reader', 'printer', 'meter', 'card', 'software', 'other')),
  -- One counter only; without it, all of that kind at the site
  terminal_id uuid,
  title_zh text not null check (btrim(title_zh) <> ''),
  title_en text not null check (btrim(title_en) <> ''),
  how_zh text not null check (btrim(how_zh) <> ''),
  how_en text not null check (btrim(how_en) <> ''),
  every text not null check (every in ('day', 'week', 'month', 'term')),
  -- 1 is Monday
  weekday smallint check (weekday between 1 and 7),
  month_day smallint check (month_day between 1 and 31),
  -- 'MM-DD'
  term_days text[] check (cardinality(term_days) between 1 and 6),
  due_time text not null check (due_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  post text not null,
  replaces uuid,
  state text not null check (state in ('proposed', 'approved', 'rejected', 'ended')),
  proposed_by uuid not null,
  proposed_post text not null,
  proposed_at timestamptz(3) not null,
  approved_by uuid,
  approved_at timestamptz(3),
  ended_by uuid,
  ended_at timestamptz(3),
  end_note text,
  primary key (site_id, item_id),
  foreign key (site_id, terminal_id) references terminal (site_id, terminal_id),
  foreign key (site_id, replaces) references upkeep_item (site_id, item_id),
  check ((every = 'week') = (weekday is not null)),
  check ((every = 'month') = (month_day is not null)),
  check ((every = 'term') = (term_days is not null)),
  check (approved_by <> proposed_by),
  check ((approved_by is null) = (approved_at is null)),
  check (state <> 'approved' or approved_by is not null),
  check ((state in ('rejected', 'ended')) = (ended_at is not null)),
  check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (end_note is null))
);
create unique index upkeep_item_usual on upkeep_item (site_id, usual)
  where usual is not null and state in ('proposed', 'approved');

create table upkeep_task (
  site_id uuid not null,
  task_id uuid not null,
  item_id uuid not null,
  post text not null,
  due_on date not null,
  due_at timestamptz(3) not null,
  opened_at timestamptz(3) not null,
  state text not null check (state in ('due', 'overdue', 'escalated', 'done', 'excused')),
  with_post text not null,
  escalations integer not null check (escalations >= 0),
  escalated_at timestamptz(3),
  ended_at timestamptz(3),
  end_note text,
  primary key (site_id, task_id),
  unique (site_id, item_id, due_on),
  foreign key (site_id, item_id) references upkeep_item (site_id, item_id),
  check ((state in ('done', 'excused')) = (ended_at is not null)),
  check ((state = 'excused') = (end_note is not null)),
  check ((escalations = 0) = (escalated_at is null))
);
create index upkeep_task_open on upkeep_task (site_id, due_at) where ended_at is null;

create table repair_request (
  site_id uuid not null references site (site_id),
  repair_id uuid not null,
  number bigint not null check (number > 0),
  target text not null check (target in ('site', 'terminal', 'reader', 'printer', 'meter', 'card', 'software', 'other')),
  terminal_id uuid,
  -- Number of the meter or card, or what it is called
  mark text not null check (length(mark) <= 60),
  seen text not null check (btrim(seen) <> ''),
  urgency text not null check (urgency in ('stops-work', 'hinders', 'can-wait')),
  -- The incident that carries its time and moves up the line
  case_id uuid not null,
  reported_by uuid not null,
  reported_post text not null,
  reported_at timestamptz(3) not null,
  -- The site's day
  reported_on date not null,
  state text not null check (state in
    ('reported', 'taken', 'waiting-parts', 'outside', 'repaired', 'accepted', 'cancelled')),
  taken_by uuid,
  taken_at timestamptz(3),
  repaired_by uuid,
  repaired_at timestamptz(3),
  work text,
  accepted_by uuid,
  ended_at timestamptz(3),
  primary key (site_id, repair_id),
  unique (site_id, number),
  foreign key (site_id, terminal_id) references terminal (site_id, terminal_id),
  foreign key (site_id, case_id) references case_file (site_id, case_id),
  check (target not in ('meter', 'card') or btrim(mark) <> ''),
  check ((taken_by is null) = (taken_at is null)),
  check ((taken_by is null) = (state in ('reported', 'cancelled'))),
  check ((repaired_by is null) = (repaired_at is null) and (repaired_by is null) = (work is null)),
  check ((repaired_by is not null) = (state in ('repaired', 'accepted'))),
  check ((accepted_by is not null) = (state = 'accepted')),
  check ((ended_at is not null) = (state in ('accepted', 'cancelled'))),
  check (accepted_by <> repaired_by and accepted_by <> taken_by)
);
create index repair_request_open on repair_request (site_id, state) where ended_at is null;
create index repair_request_day on repair_request (site_id, reported_on);
-- One incident is in one repair at a time
create unique index repair_request_incident on repair_request (site_id, case_id) where ended_at is null;

create table repair_event (
  site_id uuid not null,
  repair_id uuid not null,
  seq integer not null check (seq > 0),
  at timestamptz(3) not null,
  kind text not null check (kind in
    ('reported', 'taken', 'waiting-parts', 'outside', 'repaired', 'refused', 'accepted', 'cancelled')),
  person_id uuid not null,
  post text not null,
  text text not null,
  primary key (site_id, repair_id, seq),
  foreign key (site_id, repair_id) references repair_request (site_id, repair_id)
);

-- What a repair took: a part, work from outside, own minutes. A wrong line is struck by one that undoes it.
create table repair_line (
  site_id uuid not null,
  repair_id uuid not null,
  line_id uuid not null,
  kind text not null check (kind in ('part', 'outside', 'labour')),
  name text not null check (btrim(name) <> ''),
  -- Pieces of a part, minutes of labour, 1 for work from outside
  quantity integer not null check (quantity <> 0),
  unit_cost_fen bigint not null check (unit_cost_fen >= 0),
  cost_fen bigint not null,
  -- Where it comes from: shelf, shop, company, paper
  source text not null,
  strikes uuid,
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, line_id),
  foreign key (site_id, repair_id) references repair_request (site_id, repair_id),
  foreign key (site_id, strikes) references repair_line (site_id, line_id),
  check (cost_fen = quantity * unit_cost_fen),
  check ((strikes is null) = (quantity > 0)),
  check (kind <> 'labour' or unit_cost_fen = 0)
);
create unique index repair_line_struck_once on repair_line (site_id, strikes) where strikes is not null;
create index repair_line_of on repair_line (site_id, repair_id);

-- What was looked after and found; final.
create table upkeep_record (
  site_id uuid not null references site (site_id),
  record_id uuid not null,
  -- None: looked after off the plan
  task_id uuid,
  item_id uuid,
  target text not null check (target in ('site', 'terminal', 'reader', 'printer', 'meter', 'card', 'software', 'other')),
  terminal_id uuid,
  title_zh text not null check (btrim(title_zh) <> ''),
  title_en text not null check (btrim(title_en) <> ''),
  result text not null check (result in ('in-order', 'damaged', 'not-done')),
  note text not null,
  repair_id uuid,
  on_date date not null,
  at timestamptz(3) not null,
  -- After the time it was due
  late boolean not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, record_id),
  foreign key (site_id, task_id) references upkeep_task (site_id, task_id),
  foreign key (site_id, item_id) references upkeep_item (site_id, item_id),
  foreign key (site_id, terminal_id) references terminal (site_id, terminal_id),
  foreign key (site_id, repair_id) references repair_request (site_id, repair_id),
  check ((task_id is null) = (item_id is null)),
  check (result = 'in-order' or btrim(note) <> ''),
  check ((result = 'damaged') = (repair_id is not null)),
  check (result <> 'not-done' or task_id is not null)
);
create unique index upkeep_record_once on upkeep_record (site_id, task_id) where task_id is not null;
create index upkeep_record_day on upkeep_record (site_id, on_date, record_id);

create table upkeep_picture (
  site_id uuid not null,
  record_id uuid not null,
  attachment_id uuid not null,
  file_name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, attachment_id),
  foreign key (site_id, record_id) references upkeep_record (site_id, record_id),
  foreign key (site_id, attachment_id) references attachment (site_id, attachment_id)
);
create index upkeep_picture_of on upkeep_picture (site_id, record_id);

create trigger upkeep_record_final before update or delete on upkeep_record for each row execute function refuse_change();
create trigger upkeep_record_whole before truncate on upkeep_record
  for each statement execute function refuse_change();
create trigger upkeep_picture_final before update or delete on upkeep_picture
  for each row execute function refuse_change();
create trigger repair_event_final before update or delete on repair_event for each row execute function refuse_change();
create trigger repair_line_final before update or delete on repair_line for each row execute function refuse_change();
create trigger repair_request_kept before delete on repair_request for each row execute function refuse_change();
create trigger repair_request_ended before update on repair_request for each row
  when (old.ended_at is not null) execute function refuse_change();
create trigger upkeep_item_kept before delete on upkeep_item for each row execute function refuse_change();
create trigger upkeep_item_ended before update on upkeep_item for each row
  when (old.ended_at is not null) execute function refuse_change();
create trigger upkeep_task_kept before delete on upkeep_task for each row execute function refuse_change();
create trigger upkeep_task_ended before update on upkeep_task for each row
  when (old.ended_at is not null) execute function refuse_change();

grant select, insert, update (state, approved_by, approved_at, ended_by, ended_at, end_note)
  on upkeep_item to :app_role;
grant select, insert, update (state, with_post, escalations, escalated_at, ended_at, end_note)
  on upkeep_task to :app_role;
grant select, insert, update (state, case_id, taken_by, taken_at, repaired_by, repaired_at, work, accepted_by, ended_at)
  on repair_request to :app_role;
grant select, insert on repair_event, repair_line, upkeep_record, upkeep_picture to :app_role;
