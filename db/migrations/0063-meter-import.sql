-- Room lists and readings from a file: staged row by row, looked at, then applied all or nothing. The rows hold
-- names and phones, so they are no part of any chain and are deleted when the batch has been applied or thrown away.

create table import_batch (
  site_id uuid not null references site (site_id),
  batch_id uuid not null,
  kind text not null check (kind in ('rooms', 'readings')),
  file_name text not null check (length(file_name) <= 255),
  file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  good_rows integer not null check (good_rows >= 0),
  bad_rows integer not null check (bad_rows >= 0),
  state text not null check (state in ('staged', 'applied', 'discarded')),
  staged_at timestamptz(3) not null,
  staged_by uuid not null,
  ended_at timestamptz(3),
  ended_by uuid,
  -- What applying it did: counts, and the changes of category and occupancy without names
  result jsonb,
  primary key (site_id, batch_id),
  check ((state = 'staged') = (ended_at is null) and (state = 'staged') = (ended_by is null))
);
create index import_batch_time on import_batch (site_id, staged_at);

create table import_row (
  site_id uuid not null,
  batch_id uuid not null,
  line integer not null check (line >= 0),
  -- 0 for a good row; a bad one has a row for each reason
  part smallint not null check (part >= 0),
  state text not null check (state in ('good', 'bad')),
  content jsonb not null,
  field text not null default '',
  reason_zh text not null default '',
  reason_en text not null default '',
  primary key (site_id, batch_id, line, part),
  foreign key (site_id, batch_id) references import_batch (site_id, batch_id),
  check ((state = 'bad') = (reason_zh <> '') and (state = 'bad') = (reason_en <> ''))
);
create index import_row_state on import_row (site_id, batch_id, state, line, part);

grant select, insert, update (state, ended_at, ended_by, result) on import_batch to :app_role;
grant select, insert, delete on import_row to :app_role;
