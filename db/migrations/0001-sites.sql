-- A site is one house: an office or a station. Its id comes first in the key of every business table.

create table site (
  site_id uuid primary key,
  name text not null check (name <> ''),
  time_zone text not null check (time_zone <> ''),
  created_at timestamptz(3) not null default now()
);

comment on table site is 'One house. Everything of the business belongs to exactly one site.';
comment on column site.time_zone is 'IANA name; decides the business day.';

grant select, insert, update (name, time_zone) on site to :app_role;
