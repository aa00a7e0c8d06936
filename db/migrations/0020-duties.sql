-- Duties: what is due when of which post, how it was kept, and the latest work that keeps duties.

create table duty_task (
  site_id uuid not null references site (site_id),
  task_id uuid not null,
  duty_id text not null check (duty_id ~ '^[1-6]\.[a-z]+\.[0-9a-z]+$'),
  post text not null check (post ~ '^[a-z][a-z-]+$'),
  cadence text not null check (cadence in ('day', 'week', 'month', 'year')),
  -- Work from this day to the due day counts, both included
  counts_from date not null,
  due_on date not null check (due_on >= counts_from),
  due_at timestamptz(3) not null,
  opened_at timestamptz(3) not null,
  state text not null check (state in ('due', 'overdue', 'escalated', 'done', 'excused')),
  -- The post that answers for it now: the one that owes it, or after escalation one above
  with_post text not null,
  escalations integer not null check (escalations >= 0),
  escalated_at timestamptz(3),
  ended_by uuid,
  ended_post text,
  ended_at timestamptz(3),
  -- Kept by work: the record of the operation, or the signature used for it
  work_operation text,
  work_chain_id uuid,
  work_seq bigint,
  work_signature_id uuid,
  note text check (btrim(note) <> ''),
  primary key (site_id, task_id),
  unique (site_id, duty_id, post, cadence, due_on),
  check ((escalated_at is null) = (escalations = 0)),
  check (state <> 'escalated' or escalations > 0),
  check ((ended_at is null) = (state in ('due', 'overdue', 'escalated'))),
  check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_post is null)),
  -- Nothing counts as kept without evidence, and nothing is excused without a reason
  check (state <> 'done' or (work_operation is null) <> (note is null)),
  check (state <> 'excused' or (note is not null and work_operation is null)),
  check (state in ('done', 'excused') or (note is null and work_operation is null)),
  check (work_operation is null or (work_chain_id is null) <> (work_signature_id is null)),
  check ((work_chain_id is null) = (work_seq is null))
);
create index duty_task_open on duty_task (site_id, due_at) where ended_at is null;
create index duty_task_post on duty_task (site_id, post, due_on);

-- The last work of each kind, post and day, read from the audit chain. Derived: it can be emptied and read again.
create table duty_work (
  site_id uuid not null references site (site_id),
  operation text not null,
  post text not null,
  on_date date not null,
  at timestamptz(3) not null,
  person_id uuid not null,
  chain_id uuid,
  seq bigint,
  signature_id uuid,
  primary key (site_id, operation, post, on_date),
  check ((chain_id is null) <> (signature_id is null) and (chain_id is null) = (seq is null))
);

-- How far the chain has been read, and for which operations.
create table duty_scan (
  site_id uuid primary key references site (site_id),
  scanned_to timestamptz(3) not null,
  operations text[] not null
);

grant select, insert, update (state, with_post, escalations, escalated_at, ended_by, ended_post, ended_at,
  work_operation, work_chain_id, work_seq, work_signature_id, note) on duty_task to :app_role;
grant select, insert, update (at, person_id, chain_id, seq, signature_id) on duty_work to :app_role;
grant select, insert, update (scanned_to, operations) on duty_scan to :app_role;
