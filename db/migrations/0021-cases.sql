-- Cases (differences of money, credit, numbers, stock) and incidents (technical faults).

create table case_file (
  site_id uuid not null references site (site_id),
  case_id uuid not null,
  case_no bigint not null check (case_no > 0),
  kind text not null check (kind in ('case', 'incident')),
  subject text not null check (subject ~ '^[a-z_]+\.[a-z_]+$'),
  grave boolean not null,
  summary_zh text not null,
  summary_en text not null,
  amount_fen bigint,
  document_kind text,
  document_id uuid,
  -- The persons whose money, act or number it is: none of them closes it
  party_ids uuid[] not null,
  party_posts text[] not null,
  opened_by uuid not null,
  opened_at timestamptz(3) not null,
  owner_post text not null,
  due_at timestamptz(3) not null,
  escalations integer not null check (escalations >= 0),
  state text not null check (state in ('open', 'in-hand', 'closed')),
  taken_by uuid,
  closed_by uuid,
  closed_post text,
  closed_at timestamptz(3),
  resolution text,
  primary key (site_id, case_id),
  unique (site_id, kind, case_no),
  check ((document_kind is null) = (document_id is null)),
  check ((closed_by is null) = (state <> 'closed') and (closed_at is null) = (state <> 'closed')),
  check (state <> 'closed' or (resolution is not null and not closed_by = any (party_ids)))
);
-- Every difference has exactly one case
create unique index case_file_once on case_file (site_id, subject, document_kind, document_id)
  where document_id is not null;
create index case_file_open on case_file (site_id, due_at) where state <> 'closed';
create index case_file_opened on case_file (site_id, opened_at);

create table case_event (
  site_id uuid not null,
  case_id uuid not null,
  seq integer not null check (seq > 0),
  at timestamptz(3) not null,
  kind text not null check (kind in ('opened', 'taken', 'note', 'escalated', 'closed')),
  person_id uuid not null,
  post text not null,
  text text not null,
  primary key (site_id, case_id, seq),
  foreign key (site_id, case_id) references case_file (site_id, case_id)
);
create trigger case_event_final before update or delete on case_event for each row execute function refuse_change();

grant select, insert, update (owner_post, due_at, escalations, state, taken_by, closed_by, closed_post, closed_at, resolution)
  on case_file to :app_role;
grant select, insert on case_event to :app_role;
