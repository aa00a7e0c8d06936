-- Rules of the house, each version as published, and who has read and signed it.

create table rule (
  site_id uuid not null references site (site_id),
  rule_id uuid not null,
  version integer not null check (version > 0),
  title text not null check (btrim(title) <> '' and length(title) <= 80),
  body_zh text not null check (btrim(body_zh) <> ''),
  body_en text check (btrim(body_en) <> ''),
  -- The posts whose holders sign it
  posts text[] not null check (cardinality(posts) > 0),
  published_by uuid not null,
  published_post text not null,
  published_at timestamptz(3) not null,
  signature_id uuid not null,
  primary key (site_id, rule_id, version)
);

create table rule_reading (
  site_id uuid not null,
  rule_id uuid not null,
  version integer not null,
  person_id uuid not null,
  post text not null,
  read_at timestamptz(3) not null,
  signature_id uuid not null,
  primary key (site_id, rule_id, version, person_id, post),
  foreign key (site_id, rule_id, version) references rule (site_id, rule_id, version)
);

create trigger rule_final before update or delete on rule for each row execute function refuse_change();
create trigger rule_reading_final before update or delete on rule_reading for each row execute function refuse_change();

grant select, insert on rule, rule_reading to :app_role;
