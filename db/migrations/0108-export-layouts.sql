-- The layouts in which finance and the office want their files: column order as data, in versions; the last one counts.
create table export_layout (
  site_id uuid not null references site (site_id),
  kind text not null check (kind in ('voucher', 'cashier-month')),
  version bigint not null check (version > 0),
  spec jsonb not null,
  reason text not null check (btrim(reason) <> ''),
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, kind, version)
);
create trigger export_layout_final before update or delete on export_layout for each row execute function refuse_change();
grant select, insert on export_layout to :app_role;
