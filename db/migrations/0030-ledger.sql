-- Ledger: accounts, periods, balanced entries, balances per party, results of verification. Posted is final.

create table ledger_account (
  site_id uuid not null references site (site_id),
  -- four figures of the chart, then names of sub-accounts: 1001.d1, 6001.electricity
  account_code text not null check (account_code ~ '^[0-9]{4}(\.[A-Za-z0-9_-]+)*$' and length(account_code) <= 64),
  name_zh text not null check (name_zh <> ''),
  name_en text not null check (name_en <> ''),
  kind text not null check (kind in ('asset', 'liability', 'income', 'expense', 'equity')),
  -- whether each line names whose balance it moves (a customer account, a supplier, a person)
  party boolean not null,
  opened_at timestamptz(3) not null,
  primary key (site_id, account_code)
);

-- One row per month with entries. Closing sets closed_at once; every posting holds a share lock on the row, so that
-- closing waits for postings under way, and postings that come later see it closed.
create table ledger_period (
  site_id uuid not null references site (site_id),
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  opened_at timestamptz(3) not null,
  closed_at timestamptz(3),
  closed_by uuid,
  primary key (site_id, month),
  check ((closed_at is null) = (closed_by is null))
);

create table ledger_entry (
  site_id uuid not null,
  entry_id uuid not null,
  business_date date not null,
  posted_at timestamptz(3) not null,
  posted_by uuid not null,
  document_kind text not null check (document_kind ~ '^[a-z][a-z0-9-]*$'),
  document_id uuid not null,
  text text not null check (text <> ''),
  reverses_entry_id uuid check (reverses_entry_id <> entry_id),
  drawer_session_id uuid,
  primary key (site_id, entry_id),
  foreign key (site_id, reverses_entry_id) references ledger_entry (site_id, entry_id)
);
-- An entry is reversed at most once.
create unique index ledger_entry_reversed_once on ledger_entry (site_id, reverses_entry_id)
  where reverses_entry_id is not null;
create index ledger_entry_date on ledger_entry (site_id, business_date, entry_id);
create index ledger_entry_document on ledger_entry (site_id, document_id);

-- Debit is positive, credit negative. The business date is the entry's, repeated so that balances need no join.
create table ledger_line (
  site_id uuid not null,
  entry_id uuid not null,
  line_no integer not null check (line_no > 0),
  business_date date not null,
  account_code text not null,
  party_id uuid,
  amount_fen bigint not null check (amount_fen <> 0 and amount_fen between -9007199254740991 and 9007199254740991),
  primary key (site_id, entry_id, line_no),
  foreign key (site_id, entry_id) references ledger_entry (site_id, entry_id),
  foreign key (site_id, account_code) references ledger_account (site_id, account_code)
);
create index ledger_line_account on ledger_line (site_id, account_code, business_date, entry_id, line_no)
  include (amount_fen);
create index ledger_line_party on ledger_line (site_id, party_id, account_code, business_date, entry_id)
  where party_id is not null;

-- The sum of a party's lines on an account; moved in the statement that posts. Verification adds the lines up again.
create table ledger_party_balance (
  site_id uuid not null,
  account_code text not null,
  party_id uuid not null,
  balance_fen bigint not null check (balance_fen between -9007199254740991 and 9007199254740991),
  primary key (site_id, account_code, party_id),
  foreign key (site_id, account_code) references ledger_account (site_id, account_code)
);

create table ledger_verification (
  site_id uuid not null references site (site_id),
  verification_id uuid not null,
  asked_by uuid not null,
  finished_at timestamptz(3) not null,
  records bigint not null check (records >= 0),
  row_count bigint not null check (row_count >= 0),
  fault_count bigint not null check (fault_count >= 0),
  first_fault text,
  -- one fault per line, at most the first fifty
  faults text not null,
  primary key (site_id, verification_id),
  check ((fault_count = 0) = (first_fault is null))
);
create index ledger_verification_at on ledger_verification (site_id, finished_at);

-- The entry's side of the rule: at the end of the posting statement every new entry has its lines, and stands in an
-- open month and on a day that is not sealed (the posting statement asks the same, but is not the only way in).
create function ledger_entry_is_whole() returns trigger language plpgsql as $$
declare
  bad record;
begin
  select e.entry_id into bad from new_entry e
  where not exists (select 1 from ledger_line l where l.site_id = e.site_id and l.entry_id = e.entry_id) limit 1;
  if found then
    raise exception 'ledger entry % has no lines: entry and lines are posted in one statement', bad.entry_id
      using errcode = 'check_violation', constraint = 'ledger_entry_has_lines';
  end if;
  select e.entry_id, e.business_date into bad from new_entry e
  where exists (select 1 from ledger_period p where p.site_id = e.site_id
      and p.month = to_char(e.business_date, 'YYYY-MM') and p.closed_at is not null)
    or exists (select 1 from site_day d where d.site_id = e.site_id
      and d.business_date = e.business_date and d.sealed_at is not null)
  limit 1;
  if found then
    raise exception 'ledger entry %: the day % is sealed or its month is closed', bad.entry_id, bad.business_date
      using errcode = 'check_violation', constraint = 'ledger_period_is_open';
  end if;
  return null;
end $$;

-- The lines' side: the lines of an entry come in one statement, at least two, sum to 0, carry the entry's date, and
-- name a party exactly where the account wants one.
create function ledger_line_balances() returns trigger language plpgsql as $$
declare
  bad record;
begin
  select n.entry_id, n.lines, n.total into bad
  from (select site_id, entry_id, count(*) as lines, sum(amount_fen) as total from new_line group by 1, 2) n
  where n.lines < 2 or n.total <> 0
    or n.lines <> (select count(*) from ledger_line l where l.site_id = n.site_id and l.entry_id = n.entry_id)
  limit 1;
  if found then
    raise exception 'ledger entry % does not balance: % lines in this statement, sum % fen', bad.entry_id, bad.lines, bad.total
      using errcode = 'check_violation', constraint = 'ledger_line_balances';
  end if;
  select n.entry_id, n.account_code into bad
  from new_line n
  join ledger_account a on a.site_id = n.site_id and a.account_code = n.account_code
  join ledger_entry e on e.site_id = n.site_id and e.entry_id = n.entry_id
  where a.party <> (n.party_id is not null) or e.business_date <> n.business_date
  limit 1;
  if found then
    raise exception 'ledger entry %: a line on % has a party it must not have, lacks one, or bears another date', bad.entry_id, bad.account_code
      using errcode = 'check_violation', constraint = 'ledger_line_party';
  end if;
  return null;
end $$;

create trigger ledger_entry_whole after insert on ledger_entry
  referencing new table as new_entry for each statement execute function ledger_entry_is_whole();
create trigger ledger_line_whole after insert on ledger_line
  referencing new table as new_line for each statement execute function ledger_line_balances();

create trigger ledger_account_final before update or delete on ledger_account for each row execute function refuse_change();
create trigger ledger_entry_final before update or delete on ledger_entry for each row execute function refuse_change();
create trigger ledger_line_final before update or delete on ledger_line for each row execute function refuse_change();
create trigger ledger_verification_final before update or delete on ledger_verification
  for each row execute function refuse_change();
create trigger ledger_account_kept before truncate on ledger_account for each statement execute function refuse_change();
create trigger ledger_entry_kept before truncate on ledger_entry for each statement execute function refuse_change();
create trigger ledger_line_kept before truncate on ledger_line for each statement execute function refuse_change();
-- A closed month is never opened again, a sealed day never changed, a closed chain never continued.
create trigger ledger_period_final before delete on ledger_period for each row execute function refuse_change();
create trigger ledger_period_closed before update on ledger_period for each row
  when (old.closed_at is not null or new.month <> old.month or new.site_id <> old.site_id)
  execute function refuse_change();
create trigger site_day_final before delete on site_day for each row execute function refuse_change();
create trigger site_day_sealed before update on site_day for each row
  when (old.sealed_at is not null) execute function refuse_change();
create trigger chain_final before delete on chain for each row execute function refuse_change();
create trigger chain_closed before update on chain for each row
  when (old.closed_at is not null) execute function refuse_change();

grant select, insert on ledger_account, ledger_entry, ledger_line, ledger_verification to :app_role;
grant select, insert, update (closed_at, closed_by) on ledger_period to :app_role;
grant select, insert, update (balance_fen) on ledger_party_balance to :app_role;
