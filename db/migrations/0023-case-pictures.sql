-- Pictures as evidence of a case. The picture itself is an attachment; what the chain keeps is its digest.

create table case_picture (
  site_id uuid not null,
  case_id uuid not null,
  attachment_id uuid not null,
  file_name text not null check (file_name <> ''),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  at timestamptz(3) not null,
  person_id uuid not null,
  post text not null,
  primary key (site_id, case_id, attachment_id),
  foreign key (site_id, case_id) references case_file (site_id, case_id),
  foreign key (site_id, attachment_id) references attachment (site_id, attachment_id)
);
create trigger case_picture_final before update or delete on case_picture for each row execute function refuse_change();
create trigger attachment_final before update or delete on attachment for each row execute function refuse_change();

grant select, insert on case_picture to :app_role;
