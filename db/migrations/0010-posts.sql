-- Posts: the house, its people, who holds which post, secrets, sessions, signatures.

-- Made before there is any site, therefore without site_id; only the newest counts, and only until it is used.
create table set_up_token (
  token_hash text primary key check (token_hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  -- SHA-256 of what was set up with it: the same request again gets new codes, another one is refused
  body_hash text check (body_hash ~ '^[0-9a-f]{64}$'),
  check ((used_at is null) = (body_hash is null))
);

create table person (
  site_id uuid not null references site (site_id),
  person_id uuid not null,
  name text not null check (btrim(name) <> '' and length(name) <= 40),
  login text not null check (login ~ '^\S{2,40}$'),
  state text not null check (state in ('proposed', 'active', 'refused', 'left')),
  proposed_by uuid not null,
  proposed_at timestamptz(3) not null,
  approved_by uuid,
  approved_at timestamptz(3),
  left_at timestamptz(3),
  primary key (site_id, person_id),
  check ((approved_by is null) = (approved_at is null)),
  check (approved_by is not null or state in ('proposed', 'refused')),
  check ((left_at is null) = (state <> 'left')),
  -- No sock puppets: nobody brings a person in alone
  check (approved_by <> proposed_by and approved_by <> person_id)
);
create unique index person_login on person (site_id, lower(login)) where state <> 'refused';

-- The house as founded: packs, mode, and the document that the second founder signed.
create table house (
  site_id uuid primary key references site (site_id),
  state text not null check (state in ('founding', 'open')),
  packs text[] not null check (packs <@ array['vending', 'service'] and cardinality(packs) > 0),
  single_operator boolean not null,
  first_founder uuid not null,
  second_founder uuid not null check (second_founder <> first_founder),
  document text not null,
  document_digest text not null check (document_digest ~ '^[0-9a-f]{64}$'),
  founded_at timestamptz(3) not null,
  confirmed_at timestamptz(3),
  foreign key (site_id, first_founder) references person (site_id, person_id),
  foreign key (site_id, second_founder) references person (site_id, person_id),
  check ((confirmed_at is null) = (state = 'founding'))
);

-- Secrets. Only hashes; the authenticator's secret is sealed with the key file. Never kept in a chain.
create table credential (
  site_id uuid not null,
  person_id uuid not null,
  password_hash text check (password_hash like '$argon2id$%'),
  pin_hash text check (pin_hash like '$argon2id$%'),
  totp_sealed text,
  -- Enrolment not yet confirmed by a first code
  totp_pending_sealed text,
  -- The last accepted time step: a code counts once
  totp_last_step bigint not null default 0,
  claimed_at timestamptz(3),
  primary key (site_id, person_id),
  foreign key (site_id, person_id) references person (site_id, person_id),
  check ((claimed_at is null) = (password_hash is null) and (claimed_at is null) = (pin_hash is null)),
  check (claimed_at is not null or totp_sealed is null)
);

-- The one-time code with which the holder, and nobody else, sets the own secrets. One open code a person.
create table claim_code (
  site_id uuid not null,
  code_hash text not null check (code_hash ~ '^[0-9a-f]{64}$'),
  person_id uuid not null,
  issued_by uuid not null,
  issued_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  voided_at timestamptz(3),
  primary key (site_id, code_hash),
  foreign key (site_id, person_id) references person (site_id, person_id),
  check (used_at is null or voided_at is null)
);
create unique index claim_code_open on claim_code (site_id, person_id) where used_at is null and voided_at is null;

create table post_assignment (
  site_id uuid not null,
  assignment_id uuid not null,
  person_id uuid not null,
  post text not null check (post ~ '^[a-z][a-z-]+$'),
  state text not null check (state in ('proposed', 'active', 'refused', 'ended')),
  -- Touches money, prices, stock or approvals: a second person must have approved it
  touching boolean not null,
  proposed_by uuid not null,
  proposed_at timestamptz(3) not null,
  approved_by uuid,
  approved_at timestamptz(3),
  ended_by uuid,
  ended_at timestamptz(3),
  primary key (site_id, assignment_id),
  foreign key (site_id, person_id) references person (site_id, person_id),
  check ((approved_by is null) = (approved_at is null)),
  check ((ended_by is null) = (ended_at is null) and (ended_by is null) = (state in ('proposed', 'active'))),
  check (approved_by <> proposed_by and approved_by <> person_id),
  check (not touching or approved_by is not null or state in ('proposed', 'refused'))
);
create unique index post_assignment_held on post_assignment (site_id, person_id, post)
  where state in ('proposed', 'active');
create index post_assignment_post on post_assignment (site_id, post) where state = 'active';

-- A holder's secrets are taken away so that a new code can be issued: proposed by one, approved by another.
create table secret_reset (
  site_id uuid not null,
  reset_id uuid not null,
  person_id uuid not null,
  reason text not null check (btrim(reason) <> ''),
  state text not null check (state in ('proposed', 'done', 'refused')),
  proposed_by uuid not null,
  proposed_at timestamptz(3) not null,
  approved_by uuid,
  approved_at timestamptz(3),
  primary key (site_id, reset_id),
  foreign key (site_id, person_id) references person (site_id, person_id),
  check ((approved_by is null) = (approved_at is null) and (approved_by is null) = (state = 'proposed')),
  check (approved_by <> proposed_by and approved_by <> person_id)
);
create unique index secret_reset_open on secret_reset (site_id, person_id) where state = 'proposed';

-- Single-operator mode is switched by two persons.
create table single_operator_change (
  site_id uuid not null references site (site_id),
  change_id uuid not null,
  wanted boolean not null,
  reason text not null check (btrim(reason) <> ''),
  state text not null check (state in ('proposed', 'done', 'refused')),
  proposed_by uuid not null,
  proposed_at timestamptz(3) not null,
  approved_by uuid,
  approved_at timestamptz(3),
  primary key (site_id, change_id),
  check ((approved_by is null) = (approved_at is null) and (approved_by is null) = (state = 'proposed')),
  check (approved_by <> proposed_by)
);
create unique index single_operator_change_open on single_operator_change (site_id) where state = 'proposed';

create table session (
  site_id uuid not null,
  session_id uuid not null,
  token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  person_id uuid not null,
  -- The post acted in; null while the person holds none
  post text,
  address text not null,
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  locked_at timestamptz(3),
  ended_at timestamptz(3),
  primary key (site_id, session_id),
  foreign key (site_id, person_id) references person (site_id, person_id)
);
create unique index session_token on session (site_id, token_hash);
create index session_open on session (site_id, person_id) where ended_at is null;

-- Attempts at a secret that have not succeeded. Written before the secret is looked at and removed when it was right,
-- so that many tries at once are counted like many tries in a row.
create table secret_attempt (
  site_id uuid not null references site (site_id),
  attempt_id uuid not null,
  -- sign-in, signature, claim
  kind text not null check (kind in ('sign-in', 'signature', 'claim')),
  -- What was tried: the login in small letters, the signer's id, nothing for a code
  subject text not null,
  address text not null,
  at timestamptz(3) not null,
  primary key (site_id, attempt_id)
);
create index secret_attempt_subject on secret_attempt (site_id, kind, subject, at);
create index secret_attempt_address on secret_attempt (site_id, kind, address, at);
create index secret_attempt_at on secret_attempt (site_id, at);

-- A signature over one act: who, in which post, over which content, how, when, where. Append only.
create table signature (
  site_id uuid not null,
  signature_id uuid not null,
  person_id uuid not null,
  post text not null,
  act text not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  method text not null check (method in ('pin', 'totp')),
  at timestamptz(3) not null,
  session_id uuid not null,
  -- Whose session it was signed in: the signer's own, or that of the person across the counter
  session_person_id uuid not null,
  terminal_id uuid,
  primary key (site_id, signature_id),
  foreign key (site_id, person_id) references person (site_id, person_id),
  foreign key (site_id, session_id) references session (site_id, session_id)
);
create index signature_person on signature (site_id, person_id, at);

-- The act it was used for. The key says: once.
create table signature_use (
  site_id uuid not null,
  signature_id uuid not null,
  used_by uuid not null,
  request_id text not null,
  used_at timestamptz(3) not null,
  primary key (site_id, signature_id),
  foreign key (site_id, signature_id) references signature (site_id, signature_id)
);

create trigger signature_final before update or delete on signature for each row execute function refuse_change();
create trigger signature_use_final before update or delete on signature_use
  for each row execute function refuse_change();

grant select, insert, update (used_at, body_hash) on set_up_token to :app_role;
grant select, insert, update (name, state, approved_by, approved_at, left_at) on person to :app_role;
grant select, insert, update (state, confirmed_at, single_operator) on house to :app_role;
grant select, insert, update (password_hash, pin_hash, totp_sealed, totp_pending_sealed, totp_last_step, claimed_at)
  on credential to :app_role;
grant select, insert, update (used_at, voided_at) on claim_code to :app_role;
grant select, insert, update (state, approved_by, approved_at, ended_by, ended_at) on post_assignment to :app_role;
grant select, insert, update (state, approved_by, approved_at) on secret_reset, single_operator_change to :app_role;
grant select, insert, update (post, last_seen_at, locked_at, ended_at) on session to :app_role;
grant select, insert, delete on secret_attempt to :app_role;
grant select, insert on signature, signature_use to :app_role;
