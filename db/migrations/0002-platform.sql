-- Platform: days, hash chains, requests (idempotency), number series, outbox, attachments, security events.

-- One row per business day of a site. A day is sealed once, when its day sheet is closed.
create table site_day (
  site_id uuid not null references site (site_id),
  business_date date not null,
  opened_at timestamptz not null,
  sealed_at timestamptz,
  -- SHA-256 over the manifest of every chain of the day and the previous day's digest
  digest text check (digest ~ '^[0-9a-f]{64}$'),
  manifest text,
  primary key (site_id, business_date),
  check ((sealed_at is null) = (digest is null) and (sealed_at is null) = (manifest is null))
);

-- A chain of records: one per drawer session, one per site and day for what belongs to no drawer.
create table chain (
  site_id uuid not null,
  chain_id uuid not null,
  kind text not null check (kind in ('day', 'drawer')),
  business_date date not null,
  genesis text not null,
  next_seq bigint not null default 1 check (next_seq > 0),
  head_hash text not null check (head_hash ~ '^[0-9a-f]{64}$'),
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (site_id, chain_id),
  foreign key (site_id, business_date) references site_day (site_id, business_date)
);
create unique index chain_one_a_day on chain (site_id, business_date) where kind = 'day';

-- hash = SHA-256 (previous hash, newline, seq, newline, body). The body is canonical JSON (RFC 8785) and is never
-- re-rendered: what was hashed is what is stored.
create table chain_record (
  site_id uuid not null,
  chain_id uuid not null,
  seq bigint not null check (seq > 0),
  at timestamptz not null,
  operation text not null,
  person_id uuid not null,
  post text not null,
  body text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  primary key (site_id, chain_id, seq),
  foreign key (site_id, chain_id) references chain (site_id, chain_id)
);
create index chain_record_at on chain_record (site_id, at);
create index chain_record_person on chain_record (site_id, person_id, at);

-- Idempotency: the key is scoped to site, actor and operation and is bound when the operation commits. A row with a
-- ticket and no response is an operation between reserve and settle; the resume job finishes it.
create table request (
  site_id uuid not null references site (site_id),
  person_id uuid not null,
  operation text not null,
  key uuid not null,
  body_hash text not null check (body_hash ~ '^[0-9a-f]{64}$'),
  actor jsonb not null,
  ticket jsonb,
  response jsonb,
  at timestamptz not null,
  primary key (site_id, person_id, operation, key)
);
create index request_unfinished on request (site_id, at) where response is null;

-- Gapless numbers: the row is locked in the transaction that uses the number.
create table number_series (
  site_id uuid not null references site (site_id),
  series text not null,
  last bigint not null check (last >= 0),
  primary key (site_id, series)
);

-- News for other programs, written in the transaction they are about and sent afterwards, at least once.
create table outbox (
  site_id uuid not null references site (site_id),
  outbox_id uuid not null,
  topic text not null check (topic ~ '^[a-z_]+\.[a-z_]+$'),
  payload jsonb not null,
  created_at timestamptz(3) not null,
  next_try_at timestamptz(3) not null,
  attempts integer not null default 0 check (attempts >= 0),
  delivered_at timestamptz(3),
  last_error text,
  primary key (site_id, outbox_id)
);
create index outbox_waiting on outbox (next_try_at) where delivered_at is null;

create table attachment (
  site_id uuid not null references site (site_id),
  attachment_id uuid not null,
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
  file_name text not null,
  bytes integer not null check (bytes between 1 and 10485760),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  content bytea not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  primary key (site_id, attachment_id)
);

-- Sign-ins, denials, reveals, exports, reprints: what security wants to know later. Never changed.
create table security_event (
  site_id uuid references site (site_id),
  event_id uuid primary key,
  at timestamptz not null,
  kind text not null,
  person_id uuid,
  session_id uuid,
  address text,
  detail jsonb not null
);
create index security_event_at on security_event (site_id, at);

-- Appends one record to an open chain and moves its head; no row comes back when the chain is closed or missing.
create function chain_append(
  p_site uuid, p_chain uuid, p_at timestamptz, p_operation text, p_person uuid, p_post text, p_body text
) returns table (seq bigint, hash text) language sql volatile as $$
  with head as (
    select c.next_seq, c.head_hash from chain c
    where c.site_id = p_site and c.chain_id = p_chain and c.closed_at is null
    for update
  ), moved as (
    update chain c
    set next_seq = head.next_seq + 1,
        head_hash = encode(sha256(convert_to(head.head_hash || E'\n' || head.next_seq || E'\n' || p_body, 'UTF8')), 'hex')
    from head
    where c.site_id = p_site and c.chain_id = p_chain
    returning head.next_seq as seq, c.head_hash as hash
  )
  insert into chain_record (site_id, chain_id, seq, at, operation, person_id, post, body, hash)
  select p_site, p_chain, moved.seq, p_at, p_operation, p_person, p_post, p_body, moved.hash from moved
  returning chain_record.seq, chain_record.hash
$$;

-- The same rule twice: the application's role has no right to change these, and a trigger refuses it to anybody.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'posted is final: % on % is refused; write a linked counter-document instead', tg_op, tg_table_name
    using errcode = 'restrict_violation';
end $$;

create trigger chain_record_final before update or delete on chain_record for each row execute function refuse_change();
create trigger chain_record_whole before truncate on chain_record for each statement execute function refuse_change();
create trigger security_event_final before update or delete on security_event for each row execute function refuse_change();

grant select, insert on site to :app_role;
grant update (name, time_zone) on site to :app_role;
grant select, insert on site_day, chain, chain_record, attachment, security_event to :app_role;
grant update (sealed_at, digest, manifest) on site_day to :app_role;
grant update (next_seq, head_hash, closed_at) on chain to :app_role;
grant select, insert, update (ticket, response) on request to :app_role;
grant select, insert, update (last) on number_series to :app_role;
grant select, insert, delete, update (delivered_at, attempts, next_try_at, last_error) on outbox to :app_role;
