-- Confidential tips: nobody's name, session or address is kept with them. What was said lies beside the chain, which
-- keeps only its salted digest.

create table tip (
  site_id uuid not null references site (site_id),
  tip_id uuid not null,
  number bigint not null check (number > 0),
  about text not null check (about in ('money', 'credit', 'price', 'conduct', 'other')),
  received_at timestamptz(3) not null,
  -- By which the one who left it finds it again
  code_hash text not null check (code_hash ~ '^[0-9a-f]{64}$'),
  state text not null check (state in ('open', 'in-hand', 'closed')),
  primary key (site_id, tip_id),
  unique (site_id, number)
);
create unique index tip_by_code on tip (site_id, code_hash);

create table tip_message (
  site_id uuid not null,
  tip_id uuid not null,
  seq integer not null check (seq > 0),
  -- Null: who left the tip
  person_id uuid,
  post text,
  at timestamptz(3) not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  primary key (site_id, tip_id, seq),
  foreign key (site_id, tip_id) references tip (site_id, tip_id),
  check ((person_id is null) = (post is null))
);

-- SHA-256 over salt and text is the message's digest
create table tip_text (
  site_id uuid not null,
  tip_id uuid not null,
  seq integer not null,
  salt text not null,
  text text not null check (btrim(text) <> '' and length(text) <= 4000),
  primary key (site_id, tip_id, seq),
  foreign key (site_id, tip_id, seq) references tip_message (site_id, tip_id, seq)
);

create trigger tip_message_final before update or delete on tip_message for each row execute function refuse_change();
create trigger tip_text_final before update or delete on tip_text for each row execute function refuse_change();

grant select, insert, update (state) on tip to :app_role;
grant select, insert on tip_message, tip_text to :app_role;
