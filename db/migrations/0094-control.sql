-- Control: switching meters over the line with a reason, cutting off by timetable, and acting on malicious load.

-- Rooms that are never cut off by anybody here: somebody's breathing machine, a server room.
create table room_protection (
  site_id uuid not null,
  protection_id uuid not null,
  room_id uuid not null,
  kind text not null check (kind in ('medical', 'essential')),
  note text not null check (btrim(note) <> ''),
  set_by uuid not null,
  set_at timestamptz(3) not null,
  lifted_by uuid,
  lifted_at timestamptz(3),
  lift_note text,
  primary key (site_id, protection_id),
  foreign key (site_id, room_id) references premise (site_id, premise_id),
  check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lift_note is null))
);
create unique index room_protection_present on room_protection (site_id, room_id) where lifted_at is null;

-- Many meters told the same with one reason and one signature.
create table switch_batch (
  site_id uuid not null references site (site_id),
  batch_id uuid not null,
  building_id uuid,
  command text not null check (command in ('trip', 'allow-close', 'close', 'keep-power-on', 'keep-power-off')),
  reason text not null,
  note text not null,
  valid_minutes integer not null check (valid_minutes between 1 and 1440),
  meters integer not null check (meters > 0),
  started_by uuid not null,
  started_post text not null,
  started_at timestamptz(3) not null,
  primary key (site_id, batch_id),
  foreign key (site_id, building_id) references premise (site_id, premise_id)
);

create table cut_timetable (
  site_id uuid not null references site (site_id),
  timetable_id uuid not null,
  building_id uuid not null,
  title text not null check (btrim(title) <> ''),
  -- [{weekdays: [1..7], from: 'HH:MM', to: 'HH:MM'}], Monday is 1; a window that ends at or before its start ends next day
  windows jsonb not null,
  -- [{from, to, note}] days on which no window starts
  exceptions jsonb not null,
  restore text not null check (restore in ('allow-close', 'close')),
  exempt_room_ids uuid[] not null,
  reason text not null check (btrim(reason) <> ''),
  state text not null check (state in ('proposed', 'approved', 'rejected', 'ended')),
  proposed_by uuid not null,
  proposed_post text not null,
  proposed_at timestamptz(3) not null,
  approved_by uuid,
  approved_at timestamptz(3),
  ended_by uuid,
  ended_at timestamptz(3),
  end_note text,
  primary key (site_id, timetable_id),
  foreign key (site_id, building_id) references premise (site_id, premise_id),
  check ((approved_by is null) = (approved_at is null)),
  check (approved_by is null or approved_by <> proposed_by),
  check ((approved_at is null) = (state in ('proposed', 'rejected'))),
  check ((ended_at is null) = (state in ('proposed', 'approved')) and (ended_at is null) = (ended_by is null))
);
create index cut_timetable_present on cut_timetable (site_id, building_id) where state in ('proposed', 'approved');

-- One window of a timetable as it was carried out, or missed.
create table cut_window (
  site_id uuid not null,
  window_id uuid not null,
  timetable_id uuid not null,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null check (ends_at > starts_at),
  state text not null check (state in ('cut', 'restoring', 'restored', 'missed')),
  opened_at timestamptz(3) not null,
  closed_at timestamptz(3),
  primary key (site_id, window_id),
  unique (site_id, timetable_id, starts_at),
  foreign key (site_id, timetable_id) references cut_timetable (site_id, timetable_id),
  check ((closed_at is null) = (state in ('cut', 'restoring')))
);
create index cut_window_open on cut_window (site_id) where closed_at is null;

create table load_policy (
  site_id uuid not null references site (site_id),
  policy_id uuid not null,
  building_id uuid not null,
  threshold_watts integer not null check (threshold_watts between 50 and 100000),
  -- A rise by so much since the reading before counts as well
  jump_watts integer check (jump_watts between 50 and 100000),
  restore_after_minutes integer not null check (restore_after_minutes between 1 and 1440),
  restores_a_day integer not null check (restores_a_day between 0 and 20),
  notice text not null check (btrim(notice) <> ''),
  reason text not null check (btrim(reason) <> ''),
  exempt_room_ids uuid[] not null,
  state text not null check (state in ('proposed', 'approved', 'rejected', 'ended')),
  proposed_by uuid not null,
  proposed_post text not null,
  proposed_at timestamptz(3) not null,
  approved_by uuid,
  approved_at timestamptz(3),
  ended_by uuid,
  ended_at timestamptz(3),
  end_note text,
  primary key (site_id, policy_id),
  foreign key (site_id, building_id) references premise (site_id, premise_id),
  check ((approved_by is null) = (approved_at is null)),
  check (approved_by is null or approved_by <> proposed_by),
  check ((approved_at is null) = (state in ('proposed', 'rejected'))),
  check ((ended_at is null) = (state in ('proposed', 'approved')) and (ended_at is null) = (ended_by is null))
);
create unique index load_policy_in_force on load_policy (site_id, building_id) where state = 'approved';

create table load_event (
  site_id uuid not null,
  event_id uuid not null,
  policy_id uuid not null,
  meter_id uuid not null,
  room_id uuid not null,
  at timestamptz(3) not null,
  power_watts integer not null,
  before_watts integer,
  rule text not null check (rule in ('threshold', 'jump')),
  -- off: will be restored by itself; stays-off: only a person restores it; not-cut: the meter did not trip
  state text not null check (state in ('tripping', 'off', 'restored', 'stays-off', 'restored-by-person', 'not-cut')),
  notice text not null,
  restore_due_at timestamptz(3),
  ended_at timestamptz(3),
  primary key (site_id, event_id),
  foreign key (site_id, policy_id) references load_policy (site_id, policy_id),
  foreign key (site_id, meter_id) references meter (site_id, meter_id),
  foreign key (site_id, room_id) references premise (site_id, premise_id),
  check ((restore_due_at is not null) or state in ('tripping', 'stays-off', 'restored-by-person', 'not-cut'))
);
create unique index load_event_present on load_event (site_id, meter_id)
  where state in ('tripping', 'off', 'stays-off');
create index load_event_at on load_event (site_id, at);

create table relay_command (
  site_id uuid not null,
  command_id uuid not null,
  meter_id uuid not null,
  room_id uuid not null,
  command text not null check (command in ('trip', 'allow-close', 'close', 'keep-power-on', 'keep-power-off')),
  origin text not null check (origin in ('hand', 'batch', 'timetable', 'load')),
  -- The batch, window or event it belongs to
  origin_id uuid,
  reason text not null check (reason <> ''),
  note text not null,
  valid_minutes integer not null check (valid_minutes between 1 and 1440),
  -- After this moment it is not sent any more
  not_after timestamptz(3) not null,
  asked_by uuid not null,
  asked_post text not null,
  asked_at timestamptz(3) not null,
  state text not null check (state in ('waiting', 'asked', 'accepted', 'confirmed', 'refused', 'silent', 'contradicted',
    'unreachable', 'expired', 'skipped')),
  attempts smallint not null check (attempts >= 0),
  sent_at timestamptz(3),
  -- What the meter said to the command, and what was read back after it
  answer text,
  relay_before text check (relay_before in ('closed', 'open', 'close-allowed')),
  relay_after text check (relay_after in ('closed', 'open', 'close-allowed')),
  power_watts integer,
  current_milliamperes integer,
  ended_at timestamptz(3),
  primary key (site_id, command_id),
  foreign key (site_id, meter_id) references meter (site_id, meter_id),
  foreign key (site_id, room_id) references premise (site_id, premise_id),
  check ((origin = 'hand') = (origin_id is null)),
  check ((sent_at is null) = (attempts = 0)),
  check ((ended_at is null) = (state in ('waiting', 'asked'))),
  check (state <> 'confirmed' or relay_after is not null)
);
create index relay_command_meter on relay_command (site_id, meter_id, asked_at);
create index relay_command_origin on relay_command (site_id, origin_id) where origin_id is not null;
create index relay_command_open on relay_command (site_id, asked_at) where ended_at is null;
create index relay_command_unsure on relay_command (site_id, ended_at) where state in ('accepted', 'silent');

-- What each meter's relay and power last were. Derived: it can be emptied and read again.
create table relay_seen (
  site_id uuid not null,
  meter_id uuid not null,
  seen_at timestamptz(3) not null,
  relay text check (relay in ('closed', 'open', 'close-allowed')),
  power_watts integer,
  -- Since when nothing was heard
  silent_since timestamptz(3),
  asked_at timestamptz(3),
  primary key (site_id, meter_id),
  foreign key (site_id, meter_id) references meter (site_id, meter_id)
);

create trigger switch_batch_final before update or delete on switch_batch for each row execute function refuse_change();

grant select, insert, update (lifted_by, lifted_at, lift_note) on room_protection to :app_role;
grant select, insert on switch_batch to :app_role;
grant select, insert, update (state, approved_by, approved_at, ended_by, ended_at, end_note)
  on cut_timetable, load_policy to :app_role;
grant select, insert, update (state, closed_at) on cut_window to :app_role;
grant select, insert, update (state, restore_due_at, ended_at) on load_event to :app_role;
grant select, insert, update (state, attempts, sent_at, answer, relay_before, relay_after, power_watts,
  current_milliamperes, ended_at) on relay_command to :app_role;
grant select, insert, update (seen_at, relay, power_watts, silent_since, asked_at) on relay_seen to :app_role;
