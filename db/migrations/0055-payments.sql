-- Payments: how documents were paid, tender by tender, and what was given back. Final once written.

create table payment (
  site_id uuid not null references site (site_id),
  payment_id uuid not null,
  document_kind text not null check (document_kind <> ''),
  document_id uuid not null,
  line_no integer not null check (line_no > 0),
  direction text not null check (direction in ('in', 'out')),
  tender text not null check (tender in ('cash', 'bank-card', 'qr', 'campus-card')),
  amount_fen bigint not null check (amount_fen > 0),
  -- Cash received: what was handed over, and what was given back of it
  tendered_fen bigint,
  change_fen bigint,
  -- The number on the card slip, the provider's or the campus card system's transaction
  outside_reference text check (outside_reference <> ''),
  refund_of_id uuid,
  -- Null only for money given back through a provider by somebody who holds no drawer
  drawer_session_id uuid,
  business_date date not null,
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, payment_id),
  unique (site_id, document_id, direction, line_no),
  foreign key (site_id, refund_of_id) references payment (site_id, payment_id),
  check ((direction = 'out') = (refund_of_id is not null)),
  check ((tender = 'cash' and direction = 'in') = (tendered_fen is not null)),
  check ((tendered_fen is null) = (change_fen is null)),
  check (change_fen >= 0 and change_fen = tendered_fen - amount_fen),
  check ((tender = 'cash') = (outside_reference is null)),
  check (drawer_session_id is not null or (direction = 'out' and tender <> 'cash'))
);
-- A reference pays once: the same card slip or transaction cannot be shown for two sales.
create unique index payment_reference_once on payment (site_id, tender, outside_reference)
  where outside_reference is not null;
create index payment_document on payment (site_id, document_id);
create index payment_day on payment (site_id, business_date, tender);
create index payment_session on payment (site_id, drawer_session_id);
create index payment_refunds on payment (site_id, refund_of_id) where refund_of_id is not null;

create trigger payment_final before update or delete on payment for each row execute function refuse_change();
create trigger payment_whole before truncate on payment for each statement execute function refuse_change();

grant select, insert on payment to :app_role;
