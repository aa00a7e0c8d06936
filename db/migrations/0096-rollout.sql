-- Price roll-out: each approved version on its way to each meter that rates by itself.

create table price_rollout (
  site_id uuid not null,
  version_id uuid not null,
  meter_id uuid not null,
  way text not null check (way in ('network', 'card')),
  state text not null check (state in ('pending', 'sent', 'confirmed', 'refused', 'silent')),
  reason text check (reason in ('ladder', 'unreachable', 'silent', 'no-such-data', 'not-authorised', 'refused',
    'other-price', 'card-not-written', 'card-not-inserted', 'after-next')),
  attempts integer not null check (attempts >= 0),
  tried_at timestamptz(3),
  -- Not asked again before; null while nothing over a line is to be done
  next_try_at timestamptz(3),
  -- From when the meter was told to use it
  switch_at timestamptz(3),
  -- The write by which a card brings it
  card_write_id uuid,
  confirmed_at timestamptz(3),
  created_at timestamptz(3) not null,
  primary key (site_id, version_id, meter_id),
  foreign key (site_id, version_id) references tariff_version (site_id, version_id),
  foreign key (site_id, meter_id) references meter (site_id, meter_id),
  check ((state = 'confirmed') = (confirmed_at is not null)),
  check (state not in ('refused', 'silent') or reason is not null),
  check (state <> 'sent' or switch_at is not null),
  check (way = 'card' or card_write_id is null)
);
create index price_rollout_due on price_rollout (site_id, next_try_at) where state <> 'confirmed';
create index price_rollout_meter on price_rollout (site_id, meter_id);

grant select, insert, update (way, state, reason, attempts, tried_at, next_try_at, switch_at, card_write_id,
  confirmed_at) on price_rollout to :app_role;
