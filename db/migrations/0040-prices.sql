-- Prices: proposals that the application writes, and versions that only the owner's function writes.

create table tariff_proposal (
  site_id uuid not null references site (site_id),
  proposal_id uuid not null,
  commodity text not null check (commodity in ('electricity', 'water', 'gas')),
  category_code text not null check (category_code ~ '^[a-z][a-z0-9-]{0,39}$'),
  -- Canonical JSON (RFC 8785) of the checked tariff, and its SHA-256
  spec text not null,
  spec_hash text not null check (spec_hash = encode(sha256(convert_to(spec, 'UTF8')), 'hex')),
  -- null: from the moment of approval
  effective_from timestamptz(3),
  reason text not null check (btrim(reason) <> '' and length(reason) <= 500),
  state text not null check (state in ('proposed', 'approved', 'rejected', 'withdrawn')),
  proposed_by uuid not null,
  proposed_at timestamptz(3) not null,
  proposal_signature_id uuid not null,
  ended_by uuid,
  ended_at timestamptz(3),
  end_reason text,
  primary key (site_id, proposal_id),
  foreign key (site_id, proposed_by) references person (site_id, person_id),
  foreign key (site_id, proposal_signature_id) references signature (site_id, signature_id),
  check ((ended_by is null) = (ended_at is null) and (ended_by is null) = (state = 'proposed')),
  check (state <> 'approved' or ended_by <> proposed_by),
  check (state <> 'rejected' or end_reason is not null)
);
create unique index tariff_proposal_open on tariff_proposal (site_id, commodity, category_code) where state = 'proposed';

-- The version in force at a moment is the one with the latest beginning not after it: versions cannot overlap, and
-- leave no gap. Rows are never changed.
create table tariff_version (
  site_id uuid not null references site (site_id),
  version_id uuid not null,
  commodity text not null,
  category_code text not null,
  number integer not null check (number > 0),
  effective_from timestamptz(3) not null,
  spec text not null,
  spec_hash text not null check (spec_hash = encode(sha256(convert_to(spec, 'UTF8')), 'hex')),
  reason text not null,
  proposal_id uuid not null,
  proposed_by uuid not null,
  proposal_signature_id uuid not null,
  approved_by uuid not null check (approved_by <> proposed_by),
  approval_signature_id uuid not null check (approval_signature_id <> proposal_signature_id),
  approved_at timestamptz(3) not null check (effective_from >= approved_at),
  primary key (site_id, version_id),
  unique (site_id, commodity, category_code, number),
  unique (site_id, commodity, category_code, effective_from),
  unique (site_id, proposal_id),
  foreign key (site_id, proposal_id) references tariff_proposal (site_id, proposal_id),
  foreign key (site_id, proposal_signature_id) references signature (site_id, signature_id),
  foreign key (site_id, approval_signature_id) references signature (site_id, signature_id)
);
create trigger tariff_version_final before update or delete on tariff_version for each row execute function refuse_change();
create trigger tariff_version_whole before truncate on tariff_version for each statement execute function refuse_change();

-- The one way to a tariff version. It runs with the owner's rights and believes nobody: two stored signatures, of two
-- persons, over the right acts, neither of whom sells. The application's role has no INSERT on the table.
create function publish_tariff(
  p_site uuid, p_proposal uuid, p_version uuid, p_approver uuid, p_approval uuid, p_now timestamptz
) returns setof tariff_version language plpgsql security definer set search_path = public, pg_temp as $$
declare
  proposal tariff_proposal;
  latest record;
begin
  select * into proposal from tariff_proposal where site_id = p_site and proposal_id = p_proposal for update;
  if not found or proposal.state <> 'proposed' then
    raise exception 'publish_tariff: no open proposal' using errcode = 'check_violation';
  end if;
  if proposal.proposed_by = p_approver then
    raise exception 'publish_tariff: proposer and approver are one person' using errcode = 'check_violation';
  end if;
  perform 1 from signature s where s.site_id = p_site and s.signature_id = proposal.proposal_signature_id
    and s.person_id = proposal.proposed_by and s.act = 'prices.propose-tariff';
  if not found then
    raise exception 'publish_tariff: the proposal is not signed' using errcode = 'check_violation';
  end if;
  perform 1 from signature s where s.site_id = p_site and s.signature_id = p_approval
    and s.person_id = p_approver and s.act = 'prices.approve-tariff' and s.method = 'totp';
  if not found then
    raise exception 'publish_tariff: the approval is not signed' using errcode = 'check_violation';
  end if;
  perform 1 from post_assignment a where a.site_id = p_site and a.state = 'active'
    and a.person_id in (proposal.proposed_by, p_approver) and a.post in ('vending-clerk', 'cashier');
  if found then
    raise exception 'publish_tariff: who sells has no hand in a price' using errcode = 'check_violation';
  end if;
  select max(v.number) as number, max(v.effective_from) as effective_from into latest from tariff_version v
    where v.site_id = p_site and v.commodity = proposal.commodity and v.category_code = proposal.category_code;
  if coalesce(proposal.effective_from, p_now) < p_now
    or coalesce(proposal.effective_from, p_now) <= coalesce(latest.effective_from, '-infinity') then
    raise exception 'publish_tariff: a version begins in the future and after the last one' using errcode = 'check_violation';
  end if;
  return query insert into tariff_version values (
    p_site, p_version, proposal.commodity, proposal.category_code, coalesce(latest.number, 0) + 1,
    coalesce(proposal.effective_from, p_now), proposal.spec, proposal.spec_hash, proposal.reason, p_proposal,
    proposal.proposed_by, proposal.proposal_signature_id, p_approver, p_approval, p_now
  ) returning *;
end $$;
revoke execute on function publish_tariff(uuid, uuid, uuid, uuid, uuid, timestamptz) from public;
grant execute on function publish_tariff(uuid, uuid, uuid, uuid, uuid, timestamptz) to :app_role;

grant select, insert, update (state, ended_by, ended_at, end_reason) on tariff_proposal to :app_role;
grant select on tariff_version to :app_role;
