import { networkMeters as contract } from '../../../../shared/contracts/network/network-meters.ts';
import { CLOCK_OFF_SECONDS } from '../../../../shared/network/words.ts';
import { toHalfWidth } from '../../../../shared/values/digits.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { beginningWith } from '../../customers/index.ts';
import { networkMeterViews } from '../views.ts';

const IDS = `select m.meter_id, m.meter_no from network_meter n
  join meter m on m.site_id = n.site_id and m.meter_id = n.meter_id
  join meter_credit c on c.site_id = n.site_id and c.meter_id = n.meter_id
  left join meter_status t on t.site_id = n.site_id and t.meter_id = n.meter_id
  where n.site_id = $1 and n.detached_at is null and lower(m.meter_no) ~>=~ $2 and lower(m.meter_no) ~<~ $3
    and ($4::text is null or m.meter_no > $4) and ($5::uuid is null or n.line_id = $5)
    and ($6::uuid is null or n.meter_id = $6)
    and case $7::text when 'never' then t.seen_at is null and t.failure is distinct from 'silent'
        and t.failure is distinct from 'unreachable'
      when 'silent' then t.failure in ('silent', 'unreachable')
      when 'seen' then t.seen_at is not null and (t.failure is null or t.failure = 'refused') else true end
    and ($8::boolean is not true or t.failure in ('silent', 'unreachable') or abs(t.clock_error_seconds) > $9
      or t.purchase_count > c.purchase_count or exists (select 1 from meter_block b
        where b.site_id = n.site_id and b.meter_id = n.meter_id and b.lifted_at is null))
  order by m.meter_no limit $10`;

export const networkMeters = answer(contract, async (tx, actor, _clock, input) => {
  const [from, to] = beginningWith(toHalfWidth(input.find ?? '').toLowerCase());
  const rows = await tx.prepared<{ meter_id: string; meter_no: string }>('network.meters', IDS, [
    actor.siteId,
    from,
    to,
    input.after ?? null,
    input.lineId ?? null,
    input.meterId ?? null,
    input.presence ?? null,
    input.attention ?? null,
    CLOCK_OFF_SECONDS,
    input.limit,
  ]);
  const last = rows.at(-1);
  return {
    rows: await networkMeterViews(
      tx,
      actor,
      rows.map(({ meter_id }) => meter_id),
    ),
    ...(rows.length === input.limit && last !== undefined ? { next: last.meter_no } : {}),
  };
});
