-- The monthly settlement of the cash journal (日清月结), signed by the cashier when the month's days are closed.

create table journal_settlement (
  site_id uuid not null references site (site_id),
  settlement_id uuid not null,
  number bigint not null check (number > 0),
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  -- Canonical JSON, format zhishou-journal-month-1, and its SHA-256
  content text not null check (content <> ''),
  content_digest text not null check (content_digest = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  opening_fen bigint not null,
  receipt_fen bigint not null check (receipt_fen >= 0),
  payment_fen bigint not null check (payment_fen >= 0),
  closing_fen bigint not null,
  -- Journal and ledger end the month with the same cash, place by place; otherwise the difference is a case
  agrees boolean not null,
  case_id uuid,
  signature_id uuid not null,
  signed_at timestamptz(3) not null,
  signed_by uuid not null,
  post text not null,
  primary key (site_id, settlement_id),
  unique (site_id, number),
  unique (site_id, month),
  foreign key (site_id, signature_id) references signature (site_id, signature_id),
  check (opening_fen + receipt_fen - payment_fen = closing_fen or case_id is not null),
  check (agrees = (case_id is null))
);

create trigger journal_settlement_final before update or delete on journal_settlement
  for each row execute function refuse_change();
grant select, insert on journal_settlement to :app_role;
