-- Credit that has to be brought to a meter which holds its credit itself: what was left in an old meter, or what a
-- household took along. Nothing is sold to the new meter before it is there.
create table carried_credit (
  site_id uuid not null,
  carry_id uuid not null,
  settlement_id uuid not null,
  to_meter_id uuid not null,
  unit text not null check (unit in ('money', 'energy', 'volume')),
  amount bigint not null check (amount > 0),
  state text not null check (state in ('waiting', 'sent', 'unknown', 'delivered')),
  -- The delivery request under way or carried out; a new one for each attempt that is known not to have arrived
  request_id uuid,
  purchase_count integer check (purchase_count > 0),
  reason text,
  asked_at timestamptz(3),
  delivered_at timestamptz(3),
  primary key (site_id, carry_id),
  foreign key (site_id, settlement_id) references meter_settlement (site_id, settlement_id),
  foreign key (site_id, to_meter_id) references meter (site_id, meter_id),
  check ((state = 'waiting') = (request_id is null)),
  check ((request_id is null) = (purchase_count is null) and (request_id is null) = (asked_at is null)),
  check ((state = 'delivered') = (delivered_at is not null))
);
create index carried_credit_open on carried_credit (site_id, to_meter_id) where state <> 'delivered';

-- What a meter that holds its credit itself had left when it was changed or its household left, and who says so.
create table meter_stand (
  site_id uuid not null,
  settlement_id uuid not null,
  meter_id uuid not null,
  unit text not null check (unit in ('money', 'energy', 'volume')),
  remaining bigint not null check (remaining >= 0),
  source text not null check (source in ('network', 'card', 'display')),
  read_at timestamptz(3) not null,
  primary key (site_id, settlement_id, meter_id),
  foreign key (site_id, settlement_id) references meter_settlement (site_id, settlement_id),
  foreign key (site_id, meter_id) references meter (site_id, meter_id)
);

-- Credit carried to a meter that holds it itself is a purchase in that meter's own count.
alter table credit_movement drop constraint credit_movement_check;
alter table credit_movement add constraint credit_movement_counted check (
  case when kind in ('purchase', 'grant', 'emergency') then purchase_count is not null
    else purchase_count is null or kind = 'carry-in' end);

alter table meter_block drop constraint meter_block_reason_check;
alter table meter_block add constraint meter_block_reason_check check (reason in ('unknown-delivery', 'foreign-write',
  'carry-waiting', 'not-cleared', 'fault', 'tampering', 'office'));

create trigger meter_stand_final before update or delete on meter_stand
  for each row execute function refuse_change();

grant select, insert on meter_stand to :app_role;
grant select, insert, update (state, request_id, purchase_count, reason, asked_at, delivered_at) on carried_credit
  to :app_role;
