-- What the second signer has found by the own account, tender by tender, before the figures of the slip were shown.
-- The first stands beside the second for ever.
create table slip_tally (
  site_id uuid not null,
  slip_id uuid not null,
  attempt integer not null check (attempt in (1, 2)),
  person_id uuid not null,
  post text not null,
  at timestamptz(3) not null,
  cash_fen bigint not null,
  bank_card_fen bigint not null,
  qr_fen bigint not null,
  campus_card_fen bigint not null,
  reason text not null check (length(reason) <= 200),
  agrees boolean not null,
  -- The case of a second one that does not agree
  case_id uuid,
  primary key (site_id, slip_id, attempt),
  foreign key (site_id, slip_id) references daily_slip (site_id, slip_id),
  check (case_id is null or (attempt = 2 and not agrees)),
  check (attempt = 1 or reason <> '')
);
create trigger slip_tally_final before update or delete on slip_tally for each row execute function refuse_change();
grant select, insert on slip_tally to :app_role;
