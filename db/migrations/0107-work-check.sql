-- What is looked at before work, point by point; programs of a counter's machine; what stops selling.

-- One point of a check before work. A check without points is from before they were kept.
create table health_point (
  site_id uuid not null,
  check_id uuid not null,
  point text not null check (point in ('server', 'database', 'clock', 'reader', 'printer', 'programs', 'price', 'day')),
  good boolean not null,
  says_zh text not null check (says_zh <> ''),
  says_en text not null check (says_en <> ''),
  primary key (site_id, check_id, point),
  foreign key (site_id, check_id) references health_check (site_id, check_id)
);

-- Somebody saw what is not good and went on all the same, and says why
create table check_confirmation (
  site_id uuid not null,
  check_id uuid not null,
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  note text not null check (btrim(note) <> '' and length(note) <= 200),
  primary key (site_id, check_id),
  foreign key (site_id, check_id) references health_check (site_id, check_id)
);

-- One machine, one purpose: the programs a counter's machine may run; the last version counts
create table program_rule (
  site_id uuid not null references site (site_id),
  version bigint not null check (version > 0),
  mode text not null check (mode in ('off', 'report', 'stop')),
  programs text[] not null check (cardinality(programs) <= 300),
  reason text not null check (btrim(reason) <> ''),
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, version)
);

-- The last that was heard of the programs of a counter
create table program_report (
  site_id uuid not null,
  terminal_id uuid not null,
  programs text[] not null,
  at timestamptz(3) not null,
  primary key (site_id, terminal_id),
  foreign key (site_id, terminal_id) references terminal (site_id, terminal_id)
);

-- A program that is not on the list, from when it was seen to when it was seen gone or its incident closed
create table foreign_program (
  site_id uuid not null,
  fault_id uuid not null,
  terminal_id uuid not null,
  program text not null check (program <> '' and length(program) <= 100),
  found_at timestamptz(3) not null,
  case_id uuid not null,
  cleared_at timestamptz(3),
  primary key (site_id, fault_id),
  foreign key (site_id, terminal_id) references terminal (site_id, terminal_id)
);
create unique index foreign_program_open on foreign_program (site_id, terminal_id, program) where cleared_at is null;

-- A clock that is off is a fault of the counter like any other
alter table device_fault drop constraint device_fault_device_check;
alter table device_fault add constraint device_fault_device_check check (device in ('reader', 'printer', 'clock'));

-- Where an incident stops selling until it is closed: at one terminal, or without one at the whole site
create table selling_stop (
  site_id uuid not null,
  case_id uuid not null,
  terminal_id uuid,
  primary key (site_id, case_id),
  foreign key (site_id, case_id) references case_file (site_id, case_id)
);

create trigger health_point_final before update or delete on health_point for each row execute function refuse_change();
create trigger check_confirmation_final before update or delete on check_confirmation for each row execute function refuse_change();
create trigger program_rule_final before update or delete on program_rule for each row execute function refuse_change();
create trigger selling_stop_final before update or delete on selling_stop for each row execute function refuse_change();

grant select, insert on health_point, check_confirmation, program_rule, selling_stop to :app_role;
grant select, insert, update (programs, at) on program_report to :app_role;
grant select, insert, update (cleared_at) on foreign_program to :app_role;
