-- Reconciliation: the daily slip of a drawer session (日结单), its signatures, the day sheet of the site (日报表),
-- and every print of either. What is signed is the digest of a slip's content; content never changes.

create table daily_slip (
  site_id uuid not null references site (site_id),
  slip_id uuid not null,
  number bigint not null check (number > 0),
  drawer_session_id uuid not null,
  -- Which session of which drawer: D1-3
  session text not null check (session <> ''),
  business_date date not null,
  custodian_id uuid not null,
  custodian_post text not null,
  -- Canonical JSON (RFC 8785), format zhishou-slip-1, and its SHA-256
  content text not null check (content <> ''),
  content_digest text not null check (content_digest = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  -- Head of the drawer session's chain, and digest of the last sealed day its genesis names
  chain_digest text not null check (chain_digest ~ '^[0-9a-f]{64}$'),
  previous_day date,
  previous_digest text check (previous_digest ~ '^[0-9a-f]{64}$'),
  -- Repeated from the content for lists
  received_fen bigint not null check (received_fen >= 0),
  refunded_fen bigint not null check (refunded_fen >= 0),
  counted_fen bigint not null check (counted_fen >= 0),
  over_short_fen bigint not null,
  case_id uuid,
  state text not null check (state in ('made', 'signed-once', 'signed')),
  made_at timestamptz(3) not null,
  made_by uuid not null,
  made_post text not null,
  primary key (site_id, slip_id),
  unique (site_id, number),
  unique (site_id, drawer_session_id),
  foreign key (site_id, drawer_session_id) references drawer_session (site_id, drawer_session_id),
  check ((previous_day is null) = (previous_digest is null))
);
create index daily_slip_day on daily_slip (site_id, business_date, number);
create index daily_slip_unsigned on daily_slip (site_id, business_date) where state <> 'signed';

-- Two signatures, of two persons: the custodian's and the second signer's.
create table daily_slip_signature (
  site_id uuid not null,
  slip_id uuid not null,
  role text not null check (role in ('custodian', 'second')),
  signature_id uuid not null,
  person_id uuid not null,
  post text not null,
  content_digest text not null check (content_digest ~ '^[0-9a-f]{64}$'),
  at timestamptz(3) not null,
  primary key (site_id, slip_id, role),
  unique (site_id, slip_id, person_id),
  unique (site_id, signature_id),
  foreign key (site_id, slip_id) references daily_slip (site_id, slip_id),
  foreign key (site_id, signature_id) references signature (site_id, signature_id)
);

-- Each right given is printed on exactly one slip: the next one made.
create table daily_slip_right (
  site_id uuid not null,
  assignment_id uuid not null,
  slip_id uuid not null,
  primary key (site_id, assignment_id),
  foreign key (site_id, slip_id) references daily_slip (site_id, slip_id),
  foreign key (site_id, assignment_id) references post_assignment (site_id, assignment_id)
);
create index daily_slip_right_slip on daily_slip_right (site_id, slip_id);

create table day_sheet (
  site_id uuid not null,
  sheet_id uuid not null,
  number bigint not null check (number > 0),
  business_date date not null,
  content text not null check (content <> ''),
  content_digest text not null check (content_digest = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  -- As sealed: the digest of the day's manifest, and the day before by its digest
  day_digest text not null check (day_digest ~ '^[0-9a-f]{64}$'),
  previous_day date check (previous_day < business_date),
  previous_digest text check (previous_digest ~ '^[0-9a-f]{64}$'),
  received_fen bigint not null check (received_fen >= 0),
  refunded_fen bigint not null check (refunded_fen >= 0),
  over_fen bigint not null check (over_fen >= 0),
  short_fen bigint not null check (short_fen >= 0),
  -- Slips, documents and ledger say the same; otherwise the difference is a case
  agrees boolean not null,
  case_id uuid,
  signature_id uuid not null,
  closed_at timestamptz(3) not null,
  closed_by uuid not null,
  closed_post text not null,
  primary key (site_id, sheet_id),
  unique (site_id, number),
  unique (site_id, business_date),
  foreign key (site_id, business_date) references site_day (site_id, business_date),
  foreign key (site_id, signature_id) references signature (site_id, signature_id),
  check ((previous_day is null) = (previous_digest is null)),
  check (agrees = (case_id is null))
);

-- The first print has no mark; every further one says which it is.
create table reconciliation_print (
  site_id uuid not null references site (site_id),
  print_id uuid not null,
  document_kind text not null check (document_kind in ('daily-slip', 'day-sheet')),
  document_id uuid not null,
  print_no integer not null check (print_no > 0),
  paper text not null check (paper in ('A4', 'slip-241x140')),
  -- Which of the slip's three copies; null for all of them, and for a day sheet
  copy smallint check (copy between 1 and 3),
  reason text not null default '',
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, print_id),
  unique (site_id, document_kind, document_id, print_no),
  check (print_no = 1 or reason <> '')
);

create trigger daily_slip_kept before delete on daily_slip for each row execute function refuse_change();
create trigger daily_slip_signed before update on daily_slip for each row
  when (old.state = 'signed') execute function refuse_change();
create trigger daily_slip_content before update on daily_slip for each row
  when ((to_jsonb(old) - 'state') <> (to_jsonb(new) - 'state')) execute function refuse_change();
create trigger daily_slip_signature_final before update or delete on daily_slip_signature
  for each row execute function refuse_change();
create trigger daily_slip_right_final before update or delete on daily_slip_right
  for each row execute function refuse_change();
create trigger day_sheet_final before update or delete on day_sheet for each row execute function refuse_change();
create trigger reconciliation_print_final before update or delete on reconciliation_print
  for each row execute function refuse_change();

grant select, insert, update (state) on daily_slip to :app_role;
grant select, insert on daily_slip_signature, daily_slip_right, day_sheet, reconciliation_print to :app_role;
