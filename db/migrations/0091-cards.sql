-- Cards: the plastic that carries a purchase to its meter, what was read from it and written on it, and its stock.

-- One row per chip. A meter has one card in use at a time; a card that was taken back is blanked and issued again.
create table card (
  site_id uuid not null references site (site_id),
  card_id uuid not null,
  serial text not null check (serial ~ '^([0-9a-f]{2}){4,16}$'),
  profile text not null check (profile <> ''),
  state text not null check (state in ('stock', 'issued', 'replaced', 'lost', 'cleared', 'faulty')),
  meter_id uuid,
  account_id uuid,
  -- As they stand on the card: twelve figures. The customer number is the meter's for good, whoever lives there.
  meter_no text check (meter_no ~ '^[0-9]{12}$'),
  customer_no text check (customer_no ~ '^[0-9]{12}$'),
  card_type text check (card_type in ('open', 'purchase', 'replacement')),
  -- What was last written on it, as the meter will read it; the meter adds amount when count is one above its own
  purchase_count integer not null check (purchase_count >= 0),
  amount_fen bigint not null check (amount_fen >= 0),
  -- The purchase count of module metering that this answers to: two merged purchases are one count on the card
  sold_count integer not null check (sold_count >= 0),
  -- The last purchase has not been seen in the meter
  pending boolean not null,
  -- The card does not hold what stands here: it is written before it is used
  to_write text check (to_write in ('issue', 'replacement', 'clear', 'transfer')),
  deposit_fen bigint not null check (deposit_fen >= 0),
  -- The document by which the deposit was paid in, for giving it back
  deposit_document_id uuid,
  issued_at timestamptz(3),
  ended_at timestamptz(3),
  primary key (site_id, card_id),
  unique (site_id, serial),
  foreign key (site_id, meter_id) references meter (site_id, meter_id),
  foreign key (site_id, account_id) references customer_account (site_id, account_id),
  check (state <> 'issued' or (meter_id is not null and account_id is not null and issued_at is not null)),
  check (state <> 'issued' or (meter_no is not null and customer_no is not null and card_type is not null)),
  check (state not in ('stock', 'faulty') or to_write is null),
  check (state <> 'stock' or (meter_id is null and account_id is null and deposit_fen = 0)),
  check ((deposit_fen > 0) = (deposit_document_id is not null))
);
create unique index card_of_meter on card (site_id, meter_id) where state = 'issued';
create index card_meter_past on card (site_id, meter_id, issued_at);
create index card_search on card (site_id, serial text_pattern_ops);
create index card_state on card (site_id, state, card_id);

-- What a meter that takes cards keeps inside, as the books know it when no card of it is in use.
create table card_meter (
  site_id uuid not null,
  meter_id uuid not null,
  customer_no text not null check (customer_no ~ '^[0-9]{12}$'),
  purchase_count integer not null check (purchase_count >= 0),
  -- It has taken its opening card: from then on only purchase and replacement cards
  opened boolean not null,
  primary key (site_id, meter_id),
  unique (site_id, customer_no),
  foreign key (site_id, meter_id) references meter (site_id, meter_id)
);

-- The whole image as it was read, never changed: what the counter decided by.
create table card_reading (
  site_id uuid not null,
  reading_id uuid not null,
  terminal_id uuid not null,
  card_id uuid,
  meter_id uuid,
  serial text not null,
  profile text not null,
  -- {atr, serial, profile, files: {ef1, …}} in hex
  image jsonb not null,
  -- SHA-256 of the image in canonical JSON
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  -- {cardType, meterNo, customerNo, amountFen, purchaseCount, returned}
  content jsonb not null,
  -- [difference, …]
  differences jsonb not null,
  -- What the meter wrote back, where it did
  returned_fen bigint check (returned_fen >= 0),
  returned_count integer check (returned_count >= 0),
  returned_at text,
  key_info text,
  illegal_insertions integer,
  case_id uuid,
  case_number text,
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, reading_id),
  foreign key (site_id, card_id) references card (site_id, card_id),
  check ((returned_fen is null) = (returned_count is null)),
  check ((case_id is null) = (case_number is null))
);
create index card_reading_terminal on card_reading (site_id, terminal_id, at desc);
create index card_reading_card on card_reading (site_id, card_id, at desc);
create index card_reading_meter on card_reading (site_id, meter_id, at desc) where returned_fen is not null;

-- The customer insists: this reading may be answered by one write of both purchases.
create table card_merge (
  site_id uuid not null,
  reading_id uuid not null,
  reason text not null check (reason <> ''),
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, reading_id),
  foreign key (site_id, reading_id) references card_reading (site_id, reading_id)
);

-- Every act of the card desk, numbered without a gap: KW-1, KW-2, …
create table card_document (
  site_id uuid not null,
  document_id uuid not null,
  document_no bigint not null check (document_no > 0),
  kind text not null check (kind in ('issue', 'replacement', 'clear', 'refund', 'transfer', 'test')),
  card_id uuid not null,
  -- The card this one takes the place of
  old_card_id uuid,
  meter_id uuid,
  account_id uuid,
  room_code text,
  account_no text,
  from_account_id uuid,
  -- Positive: taken; negative: given back
  deposit_fen bigint not null,
  fee_fen bigint not null check (fee_fen >= 0),
  drawer_session_id uuid,
  entry_id uuid,
  -- The document this one goes back to: a refund names the return of the card
  of_document_id uuid,
  reason text not null,
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, document_id),
  unique (site_id, document_no),
  foreign key (site_id, card_id) references card (site_id, card_id)
);
create index card_document_card on card_document (site_id, card_id, document_no desc);
create unique index card_document_refund on card_document (site_id, of_document_id) where kind = 'refund';

-- One write of a card: stored before the counter is asked, judged by the image read afterwards.
create table card_write (
  site_id uuid not null,
  -- The request of the delivery, or of the act
  write_id uuid not null,
  purpose text not null check (purpose in ('sale', 'issue', 'replacement', 'clear', 'transfer')),
  card_id uuid not null,
  meter_id uuid,
  reading_id uuid not null,
  terminal_id uuid not null,
  card_type text,
  -- On the card afterwards
  purchase_count integer not null check (purchase_count >= 0),
  amount_fen bigint not null check (amount_fen >= 0),
  -- What this adds, and the count of module metering it answers to; null for what is not a delivery
  added_fen bigint check (added_fen > 0),
  sold_count integer check (sold_count > 0),
  merged boolean not null,
  -- {profile, expect, write}: what the counter is asked
  plan jsonb not null,
  image_before jsonb not null,
  image_after jsonb,
  state text not null check (state in ('sent', 'written', 'not-written', 'unknown')),
  reason text,
  document_kind text not null,
  document_id uuid not null,
  at timestamptz(3) not null,
  settled_at timestamptz(3),
  person_id uuid not null,
  post text not null,
  primary key (site_id, write_id),
  foreign key (site_id, card_id) references card (site_id, card_id),
  foreign key (site_id, reading_id) references card_reading (site_id, reading_id),
  check ((state = 'sent') = (settled_at is null)),
  check (state in ('sent', 'written') or reason is not null),
  check ((purpose = 'sale') = (added_fen is not null)),
  check ((added_fen is null) = (sold_count is null))
);
-- Until it is known how a write ended, nothing more is written on the card.
create unique index card_write_open on card_write (site_id, card_id) where state in ('sent', 'unknown');
create index card_write_card on card_write (site_id, card_id, at desc);

create table card_stock_movement (
  site_id uuid not null,
  movement_id uuid not null,
  card_id uuid not null,
  kind text not null check (kind in ('received', 'issued', 'returned', 'scrapped')),
  -- Blank cards on the shelf: +1, −1; 0 where the card was not on the shelf
  change smallint not null check (change between -1 and 1),
  reference text not null check (reference <> ''),
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, movement_id),
  foreign key (site_id, card_id) references card (site_id, card_id),
  check (case kind when 'received' then change = 1 when 'returned' then change = 1 when 'issued' then change = -1
    else change <= 0 end)
);
create index card_stock_movement_card on card_stock_movement (site_id, card_id);

create table card_stock_count (
  site_id uuid not null references site (site_id),
  count_id uuid not null,
  counted integer not null check (counted >= 0),
  in_books integer not null check (in_books >= 0),
  case_id uuid,
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, count_id),
  check ((counted = in_books) = (case_id is null))
);

create table card_care (
  site_id uuid not null,
  care_id uuid not null,
  card_id uuid not null,
  kind text not null check (kind in ('clean', 'test', 'repair', 'fault', 'taught', 'note')),
  result text check (result in ('good', 'bad')),
  text text not null check (text <> ''),
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, care_id),
  foreign key (site_id, card_id) references card (site_id, card_id),
  check ((kind = 'test') = (result is not null))
);
create index card_care_card on card_care (site_id, card_id, at desc);

create table card_blacklist (
  site_id uuid not null references site (site_id),
  entry_id uuid not null,
  serial text not null check (serial ~ '^([0-9a-f]{2}){4,16}$'),
  reason text not null check (reason <> ''),
  -- Replaced: its meter does not take it any more, and it never comes off the list
  dead boolean not null,
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  lifted_at timestamptz(3),
  lifted_by uuid,
  lift_reason text,
  primary key (site_id, entry_id),
  check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lift_reason is null)),
  check (not dead or lifted_at is null)
);
create unique index card_blacklist_present on card_blacklist (site_id, serial) where lifted_at is null;

create table card_terms (
  site_id uuid not null references site (site_id),
  version integer not null check (version > 0),
  deposit_fen bigint not null check (deposit_fen >= 0),
  fee_fen bigint not null check (fee_fen >= 0),
  replacement_fee_fen bigint not null check (replacement_fee_fen >= 0),
  reason text not null check (reason <> ''),
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, version)
);

create trigger card_reading_final before update or delete on card_reading
  for each row execute function refuse_change();
create trigger card_merge_final before update or delete on card_merge
  for each row execute function refuse_change();
create trigger card_document_final before update or delete on card_document
  for each row execute function refuse_change();
create trigger card_stock_movement_final before update or delete on card_stock_movement
  for each row execute function refuse_change();
create trigger card_stock_count_final before update or delete on card_stock_count
  for each row execute function refuse_change();
create trigger card_care_final before update or delete on card_care
  for each row execute function refuse_change();
create trigger card_terms_final before update or delete on card_terms
  for each row execute function refuse_change();

grant select, insert, update (profile, state, meter_id, account_id, meter_no, customer_no, card_type, purchase_count, amount_fen,
  sold_count, pending, to_write, deposit_fen, deposit_document_id, issued_at, ended_at) on card to :app_role;
grant select, insert, update (purchase_count, opened) on card_meter to :app_role;
grant select, insert on card_reading, card_merge, card_document, card_stock_movement, card_stock_count, card_care,
  card_terms to :app_role;
grant select, insert, update (image_after, state, reason, settled_at) on card_write to :app_role;
grant select, insert, update (lifted_at, lifted_by, lift_reason) on card_blacklist to :app_role;
