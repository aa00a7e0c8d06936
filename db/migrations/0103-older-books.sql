-- The books are older than an anchor that was kept elsewhere: an old backup was restored, or they were rewritten. Until
-- two persons sign for going on, nothing is changed.
create table older_books (
  site_id uuid not null references site (site_id),
  notice_id uuid not null,
  -- The newest anchor of the site that is not in the books
  anchor_date date not null,
  anchor_digest text not null check (anchor_digest ~ '^[0-9a-f]{64}$'),
  -- The last sealed day of the books as they were found
  books_date date,
  found_at timestamptz(3) not null,
  accepted_at timestamptz(3),
  accepted_by uuid,
  seconded_by uuid check (seconded_by <> accepted_by),
  reason text,
  primary key (site_id, notice_id),
  unique (site_id, anchor_digest),
  check ((accepted_at is null) = (accepted_by is null) and (accepted_at is null) = (seconded_by is null)),
  check ((accepted_at is null) = (reason is null))
);
create trigger older_books_kept before delete on older_books for each row execute function refuse_change();
create trigger older_books_accepted before update on older_books for each row
  when (old.accepted_at is not null) execute function refuse_change();
grant select, insert, update (accepted_at, accepted_by, seconded_by, reason) on older_books to :app_role;
