-- Remittance (缴款): the cash of signed daily slips on its way to bank or finance, in transit until finance confirms.
create table remittance (
  site_id uuid not null references site (site_id),
  remittance_id uuid not null,
  number bigint not null check (number > 0),
  business_date date not null,
  way text not null check (way in ('bank', 'finance')),
  amount_fen bigint not null check (amount_fen > 0),
  -- What the slips it covers say is due
  due_fen bigint not null check (due_fen >= 0),
  reason text not null check (amount_fen = due_fen or reason <> ''),
  -- Bank and account, or the office that received it
  receiver text not null check (receiver <> ''),
  -- Number of the bank's or the office's receipt; it covers one remittance
  receipt_no text check (receipt_no <> ''),
  person_id uuid not null,
  post text not null,
  made_at timestamptz(3) not null,
  state text not null check (state in ('in-transit', 'confirmed')),
  confirmed_fen bigint check (confirmed_fen >= 0),
  confirmed_at timestamptz(3),
  confirmed_by uuid,
  case_id uuid,
  primary key (site_id, remittance_id),
  unique (site_id, number),
  unique (site_id, way, receipt_no),
  check ((state = 'confirmed') = (confirmed_fen is not null)),
  check ((state = 'confirmed') = (confirmed_at is not null) and (state = 'confirmed') = (confirmed_by is not null)),
  check (confirmed_by <> person_id),
  check (state <> 'confirmed' or receipt_no is not null)
);
create index remittance_open on remittance (site_id, made_at) where state = 'in-transit';
create index remittance_day on remittance (site_id, business_date);

-- A slip's cash is remitted once.
create table remittance_slip (
  site_id uuid not null,
  slip_id uuid not null,
  remittance_id uuid not null,
  due_fen bigint not null,
  primary key (site_id, slip_id),
  foreign key (site_id, remittance_id) references remittance (site_id, remittance_id),
  foreign key (site_id, slip_id) references daily_slip (site_id, slip_id)
);
create index remittance_slip_of on remittance_slip (site_id, remittance_id);

create table remittance_picture (
  site_id uuid not null,
  remittance_id uuid not null,
  attachment_id uuid not null,
  file_name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  at timestamptz(3) not null,
  person_id uuid not null,
  primary key (site_id, remittance_id, attachment_id),
  foreign key (site_id, remittance_id) references remittance (site_id, remittance_id)
);

-- The week's papers to the funds administrator: third copies and remittance slips, ticked number by number.
create table weekly_bundle (
  site_id uuid not null references site (site_id),
  bundle_id uuid not null,
  number bigint not null check (number > 0),
  from_date date not null,
  to_date date not null check (to_date = from_date + 6),
  content text not null check (content <> ''),
  content_digest text not null check (content_digest = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  state text not null check (state in ('handed-in', 'received')),
  handed_in_by uuid not null,
  handed_in_post text not null,
  handed_in_at timestamptz(3) not null,
  handed_in_signature uuid not null,
  received_by uuid,
  received_at timestamptz(3),
  received_signature uuid,
  case_id uuid,
  primary key (site_id, bundle_id),
  unique (site_id, number),
  unique (site_id, from_date),
  check ((state = 'received') = (received_by is not null) and (state = 'received') = (received_at is not null)),
  check ((state = 'received') = (received_signature is not null)),
  check (received_by <> handed_in_by)
);
create table weekly_bundle_item (
  site_id uuid not null,
  bundle_id uuid not null,
  document_kind text not null check (document_kind in ('daily-slip', 'remittance')),
  document_id uuid not null,
  number text not null check (number <> ''),
  -- Ticked when it was received; what is not there is named in the bundle's case
  received boolean,
  primary key (site_id, bundle_id, document_kind, document_id),
  foreign key (site_id, bundle_id) references weekly_bundle (site_id, bundle_id)
);

-- The month in duplicate, signed by both sides; with the second signature the month is locked.
create table monthly_statement (
  site_id uuid not null references site (site_id),
  statement_id uuid not null,
  number bigint not null check (number > 0),
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  content text not null check (content <> ''),
  content_digest text not null check (content_digest = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  agrees boolean not null,
  case_id uuid,
  state text not null check (state in ('made', 'signed-once', 'signed')),
  made_by uuid not null,
  made_post text not null,
  made_at timestamptz(3) not null,
  primary key (site_id, statement_id),
  unique (site_id, number),
  unique (site_id, month),
  check (agrees = (case_id is null))
);
create table monthly_statement_signature (
  site_id uuid not null,
  statement_id uuid not null,
  side text not null check (side in ('counter', 'funds')),
  signature_id uuid not null,
  person_id uuid not null,
  post text not null,
  content_digest text not null check (content_digest ~ '^[0-9a-f]{64}$'),
  at timestamptz(3) not null,
  primary key (site_id, statement_id, side),
  unique (site_id, statement_id, person_id),
  unique (site_id, signature_id),
  foreign key (site_id, statement_id) references monthly_statement (site_id, statement_id)
);

create trigger remittance_kept before delete on remittance for each row execute function refuse_change();
create trigger remittance_confirmed before update on remittance for each row
  when (old.state = 'confirmed') execute function refuse_change();
create trigger remittance_slip_final before update or delete on remittance_slip
  for each row execute function refuse_change();
create trigger remittance_picture_final before update or delete on remittance_picture
  for each row execute function refuse_change();
create trigger weekly_bundle_kept before delete on weekly_bundle for each row execute function refuse_change();
create trigger weekly_bundle_received before update on weekly_bundle for each row
  when (old.state = 'received') execute function refuse_change();
create trigger weekly_bundle_item_ticked before update on weekly_bundle_item for each row
  when (old.received is not null) execute function refuse_change();
create trigger weekly_bundle_item_kept before delete on weekly_bundle_item for each row execute function refuse_change();
create trigger monthly_statement_kept before delete on monthly_statement for each row execute function refuse_change();
create trigger monthly_statement_content before update on monthly_statement for each row
  when ((to_jsonb(old) - 'state') <> (to_jsonb(new) - 'state')) execute function refuse_change();
create trigger monthly_statement_signature_final before update or delete on monthly_statement_signature
  for each row execute function refuse_change();

grant select, insert, update (state, receipt_no, confirmed_fen, confirmed_at, confirmed_by, case_id) on remittance
  to :app_role;
grant select, insert on remittance_slip, remittance_picture, monthly_statement_signature to :app_role;
grant select, insert, update (state, received_by, received_at, received_signature, case_id) on weekly_bundle to :app_role;
grant select, insert, update (received) on weekly_bundle_item to :app_role;
grant select, insert, update (state) on monthly_statement to :app_role;
