-- Tills: drawers, who holds them and when, what was counted, and every movement of cash. The cash journal is read
-- from drawer_movement.

create table drawer (
  site_id uuid not null references site (site_id),
  drawer_id uuid not null,
  code text not null check (code ~ '^[A-Za-z0-9]{1,12}$'),
  name text not null check (name <> ''),
  place text not null check (place <> ''),
  account_code text not null,
  -- The most cash the drawer may hold; more is refused, other tenders are not
  ceiling_fen bigint not null check (ceiling_fen > 0),
  state text not null check (state in ('in-use', 'withdrawn')),
  registered_at timestamptz(3) not null,
  registered_by uuid not null,
  primary key (site_id, drawer_id),
  unique (site_id, code),
  foreign key (site_id, account_code) references ledger_account (site_id, account_code)
);

-- Every ceiling a drawer ever had, and why.
create table drawer_ceiling (
  site_id uuid not null,
  ceiling_id uuid not null,
  drawer_id uuid not null,
  at timestamptz(3) not null,
  ceiling_fen bigint not null check (ceiling_fen > 0),
  reason text not null check (reason <> ''),
  person_id uuid not null,
  post text not null,
  primary key (site_id, ceiling_id),
  foreign key (site_id, drawer_id) references drawer (site_id, drawer_id)
);
create index drawer_ceiling_history on drawer_ceiling (site_id, drawer_id, at);

-- One custodian's time at one drawer. The row is locked for every movement and changed only by counting and closing;
-- what is in the drawer is cash_after_fen of its last movement.
create table drawer_session (
  site_id uuid not null,
  drawer_session_id uuid not null,
  drawer_id uuid not null,
  number integer not null check (number > 0),
  custodian_id uuid not null,
  custodian_post text not null,
  business_date date not null,
  chain_id uuid not null,
  -- Slips of the session are numbered <slip_prefix>-1, -2, …
  slip_prefix text not null check (slip_prefix <> ''),
  state text not null check (state in ('open', 'closing', 'closed', 'handed-over')),
  opened_at timestamptz(3) not null,
  -- What the session before left in the drawer, and what was found there
  carried_fen bigint not null check (carried_fen >= 0),
  opening_fen bigint not null check (opening_fen >= 0),
  opening_reason text not null default '',
  opening_case_id uuid,
  handed_from_id uuid,
  expected_fen bigint check (expected_fen >= 0),
  counted_fen bigint check (counted_fen >= 0),
  over_short_fen bigint,
  closing_reason text not null default '',
  closing_case_id uuid,
  closed_at timestamptz(3),
  closing_signatures uuid[],
  primary key (site_id, drawer_session_id),
  unique (site_id, drawer_id, number),
  foreign key (site_id, drawer_id) references drawer (site_id, drawer_id),
  foreign key (site_id, handed_from_id) references drawer_session (site_id, drawer_session_id),
  check ((state in ('closed', 'handed-over')) = (closed_at is not null)),
  check ((closed_at is null) = (expected_fen is null) and (closed_at is null) = (counted_fen is null)
    and (closed_at is null) = (over_short_fen is null) and (closed_at is null) = (closing_signatures is null)),
  check (over_short_fen = counted_fen - expected_fen),
  check (over_short_fen = 0 or closing_reason <> ''),
  check (opening_fen = carried_fen or opening_reason <> '')
);
create unique index drawer_session_one_a_drawer on drawer_session (site_id, drawer_id)
  where state in ('open', 'closing');
create unique index drawer_session_one_a_person on drawer_session (site_id, custodian_id)
  where state in ('open', 'closing');
create index drawer_session_day on drawer_session (site_id, business_date, opened_at);
create index drawer_session_custodian on drawer_session (site_id, custodian_id, opened_at);

-- Every count ever made, also the first one of two. book_fen is what the books said at that moment; it is shown to
-- the custodian only after closing.
create table drawer_count (
  site_id uuid not null,
  drawer_session_id uuid not null,
  count_id uuid not null,
  kind text not null check (kind in ('opening', 'attempt-1', 'attempt-2', 'surprise')),
  denominations jsonb not null,
  total_fen bigint not null check (total_fen >= 0),
  book_fen bigint not null check (book_fen >= 0),
  counted_by uuid not null,
  post text not null,
  at timestamptz(3) not null,
  primary key (site_id, drawer_session_id, count_id),
  foreign key (site_id, drawer_session_id) references drawer_session (site_id, drawer_session_id)
);
create unique index drawer_count_once on drawer_count (site_id, drawer_session_id, kind) where kind <> 'surprise';

-- One line per event, in order, with the balance after it; receipts and payments are never netted.
create table drawer_movement (
  site_id uuid not null,
  drawer_session_id uuid not null,
  seq integer not null check (seq > 0),
  drawer_id uuid not null,
  business_date date not null,
  kind text not null check (kind in ('opening', 'sale', 'refund', 'pay-in', 'pay-out', 'hand-over-out', 'hand-over-in',
    'drop', 'over', 'short', 'closing')),
  amount_fen bigint not null,
  cash_after_fen bigint not null check (cash_after_fen >= 0),
  document_kind text not null check (document_kind <> ''),
  document_id uuid not null,
  document_number text not null check (document_number <> ''),
  counterparty_id uuid,
  reason text not null default '',
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, drawer_session_id, seq),
  foreign key (site_id, drawer_session_id) references drawer_session (site_id, drawer_session_id),
  check (kind not in ('sale', 'pay-in', 'hand-over-in', 'over') or amount_fen > 0),
  check (kind not in ('refund', 'pay-out', 'hand-over-out', 'drop', 'short') or amount_fen < 0),
  check (kind <> 'closing' or amount_fen = 0),
  check (kind <> 'opening' or (seq = 1 and amount_fen = cash_after_fen)),
  check (kind not in ('pay-in', 'pay-out', 'drop', 'over', 'short') or reason <> ''),
  check (kind not in ('pay-out', 'hand-over-out', 'hand-over-in', 'drop') or counterparty_id is not null)
);
create index drawer_movement_journal on drawer_movement (site_id, drawer_id, business_date, at);
create index drawer_movement_document on drawer_movement (site_id, document_id);

create trigger drawer_movement_final before update or delete on drawer_movement
  for each row execute function refuse_change();
create trigger drawer_movement_whole before truncate on drawer_movement
  for each statement execute function refuse_change();
create trigger drawer_count_final before update or delete on drawer_count for each row execute function refuse_change();
create trigger drawer_ceiling_final before update or delete on drawer_ceiling
  for each row execute function refuse_change();
-- A closed session is never touched again, and none is ever removed.
create trigger drawer_session_kept before delete on drawer_session for each row execute function refuse_change();
create trigger drawer_session_closed before update on drawer_session for each row
  when (old.closed_at is not null) execute function refuse_change();

-- The database's own word for "a closed drawer takes nothing".
create function drawer_movement_in_open_session() returns trigger language plpgsql as $$
begin
  if exists (select 1 from drawer_session s where s.site_id = new.site_id
      and s.drawer_session_id = new.drawer_session_id and s.closed_at is not null) then
    raise exception 'drawer session % is closed: it takes no movement', new.drawer_session_id
      using errcode = 'check_violation', constraint = 'drawer_movement_in_open_session';
  end if;
  return new;
end $$;
create trigger drawer_movement_open before insert on drawer_movement
  for each row execute function drawer_movement_in_open_session();

grant select, insert on drawer, drawer_ceiling, drawer_session, drawer_count, drawer_movement to :app_role;
grant update (name, place, ceiling_fen, state) on drawer to :app_role;
grant update (state, expected_fen, counted_fen, over_short_fen, closing_reason, closing_case_id, closed_at,
  closing_signatures, opening_case_id) on drawer_session to :app_role;
