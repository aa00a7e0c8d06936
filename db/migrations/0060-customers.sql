-- Customers: persons and organisations. What identifies a person lives in one table that may be deleted from; all
-- other tables hold the customer's id only, and nothing of it goes into a hash chain.

create table customer (
  site_id uuid not null references site (site_id),
  customer_id uuid not null,
  kind text not null check (kind in ('person', 'organisation')),
  created_at timestamptz(3) not null,
  erased_at timestamptz(3),
  primary key (site_id, customer_id)
);

create table customer_personal (
  site_id uuid not null,
  customer_id uuid not null,
  name text not null check (btrim(name) <> '' and length(name) <= 100),
  phone text check (phone ~ '^[0-9+ -]{5,20}$'),
  -- What the house knows the person by: a student or staff number; never an identity card's number
  reference text check (btrim(reference) <> '' and length(reference) <= 40),
  updated_at timestamptz(3) not null,
  primary key (site_id, customer_id),
  foreign key (site_id, customer_id) references customer (site_id, customer_id)
);
create index customer_personal_name on customer_personal (site_id, name text_pattern_ops);
create index customer_personal_phone_tail on customer_personal (site_id, right(phone, 4));
create index customer_personal_reference on customer_personal (site_id, lower(reference) text_pattern_ops);

-- How often a person has looked at personal data in the clear on a day; the limit is said here once more.
create table customer_reveal_day (
  site_id uuid not null references site (site_id),
  person_id uuid not null,
  business_date date not null,
  reveals integer not null check (reveals between 1 and 20),
  primary key (site_id, person_id, business_date)
);

grant select, insert, update (erased_at) on customer to :app_role;
grant select, insert, update (name, phone, reference, updated_at), delete on customer_personal to :app_role;
grant select, insert, update (reveals) on customer_reveal_day to :app_role;
