-- The manual log of each clerk, and the pre-numbered paper slips for outages.

create table hand_log_entry (
  site_id uuid not null references site (site_id),
  entry_id uuid not null,
  person_id uuid not null,
  -- Gapless per person
  number bigint not null check (number > 0),
  post text not null,
  business_date date not null,
  kind text not null check (kind in ('sale-check', 'remark', 'outage', 'other')),
  text text not null check (btrim(text) <> ''),
  amount_fen bigint check (amount_fen > 0),
  sale_id uuid,
  -- Of a sale check: what the clerk counted and what the books had, in sales and never in cash
  counted_sales integer check (counted_sales >= 0),
  booked_sales integer check (booked_sales >= 0),
  drawer_session_id uuid,
  -- The own entry that this one corrects
  corrects bigint check (corrects > 0 and corrects < number),
  at timestamptz(3) not null,
  primary key (site_id, entry_id),
  unique (site_id, person_id, number),
  foreign key (site_id, sale_id) references sale (site_id, sale_id),
  foreign key (site_id, person_id, corrects) references hand_log_entry (site_id, person_id, number),
  check ((kind = 'sale-check') = (counted_sales is not null)),
  check ((counted_sales is null) = (booked_sales is null))
);
create unique index hand_log_corrected_once on hand_log_entry (site_id, person_id, corrects) where corrects is not null;
create index hand_log_day on hand_log_entry (site_id, business_date, entry_id);

create table slip_book (
  site_id uuid not null references site (site_id),
  book_id uuid not null,
  series text not null check (series ~ '^[A-Z0-9]{1,8}$'),
  first_no integer not null check (first_no > 0),
  last_no integer not null,
  holder_id uuid not null,
  state text not null check (state in ('issued', 'returned')),
  issued_at timestamptz(3) not null,
  issued_by uuid not null,
  issued_post text not null,
  issue_signatures uuid[] not null check (cardinality(issue_signatures) >= 2),
  first_unused_no integer,
  -- Numbers before the first unused one that were neither entered nor spoiled
  missing integer[],
  returned_at timestamptz(3),
  returned_to uuid,
  return_signatures uuid[],
  case_id uuid,
  primary key (site_id, book_id),
  check (last_no >= first_no and last_no < first_no + 500),
  check (issued_by <> holder_id),
  check ((state = 'returned') = (returned_at is not null)),
  check ((returned_at is null) = (returned_to is null) and (returned_at is null) = (first_unused_no is null)
    and (returned_at is null) = (missing is null) and (returned_at is null) = (return_signatures is null)),
  check (first_unused_no between first_no and last_no + 1),
  check (returned_to <> holder_id),
  check ((coalesce(cardinality(missing), 0) = 0) = (case_id is null))
);
create index slip_book_series on slip_book (site_id, series, first_no);
create index slip_book_holder on slip_book (site_id, holder_id, book_id);

-- One paper number, used once and for ever.
create table paper_slip (
  site_id uuid not null,
  series text not null,
  paper_no integer not null check (paper_no > 0),
  book_id uuid not null,
  fate text not null check (fate in ('sold', 'spoiled')),
  written_at timestamptz(3) not null,
  reason text not null check (btrim(reason) <> ''),
  incident_id uuid,
  sale_id uuid,
  paper_quantity_milli bigint check (paper_quantity_milli > 0),
  -- The version in force when the paper was written; the sale has the one it was sold at
  price_then_id uuid,
  case_id uuid,
  business_date date not null,
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, series, paper_no),
  foreign key (site_id, book_id) references slip_book (site_id, book_id),
  foreign key (site_id, sale_id) references sale (site_id, sale_id),
  check ((fate = 'sold') = (sale_id is not null)),
  check ((fate = 'sold') = (paper_quantity_milli is not null)),
  check (written_at <= at)
);
create unique index paper_slip_sale on paper_slip (site_id, sale_id) where sale_id is not null;
create index paper_slip_book on paper_slip (site_id, book_id, paper_no);

create trigger hand_log_entry_final before update or delete on hand_log_entry
  for each row execute function refuse_change();
create trigger hand_log_entry_whole before truncate on hand_log_entry
  for each statement execute function refuse_change();
create trigger paper_slip_final before update or delete on paper_slip for each row execute function refuse_change();
create trigger slip_book_kept before delete on slip_book for each row execute function refuse_change();
create trigger slip_book_returned before update on slip_book for each row
  when (old.state = 'returned') execute function refuse_change();

grant select, insert on hand_log_entry, paper_slip to :app_role;
grant select, insert, update (state, first_unused_no, missing, returned_at, returned_to, return_signatures, case_id)
  on slip_book to :app_role;
