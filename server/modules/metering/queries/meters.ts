import { meters as contract } from '../../../../shared/contracts/metering/meters.ts';
import { toHalfWidth } from '../../../../shared/values/digits.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { beginningWith } from '../../customers/index.ts';
import { OVERDRAWN, UNREAD, unreadBefore } from '../store/standing.ts';
import { meterViews } from '../store/views.ts';

export const meters = answer(contract, async (tx, actor, clock, input) => {
  const [from, to] = beginningWith(toHalfWidth(input.find ?? '').toLowerCase());
  const rows = await tx.prepared<{ meter_id: string; meter_no: string }>(
    'metering.meters',
    `select m.meter_id, m.meter_no from meter m
     where m.site_id = $1 and lower(m.meter_no) ~>=~ $3 and lower(m.meter_no) ~<~ $4
       and ($5::text is null or m.meter_no > $5) and ($6::uuid is null or m.premise_id = $6)
       and ($7::text is null or m.commodity = $7)
       and ($8::text is null or $8 = case when m.state = 'active' and exists (select 1 from meter_block b
         where b.site_id = m.site_id and b.meter_id = m.meter_id and b.lifted_at is null) then 'blocked' else m.state end)
       and ($10::uuid is null or m.meter_id = $10) and ($11::text is null or m.delivery = $11)
       and case $12::text when 'overdrawn' then ${OVERDRAWN} when 'unread' then ${UNREAD} else $12 is null end
     order by m.meter_no limit $9`,
    [
      actor.siteId,
      unreadBefore(clock.now()),
      from,
      to,
      input.after ?? null,
      input.premiseId ?? null,
      input.commodity ?? null,
      input.state ?? null,
      input.limit,
      input.meterId ?? null,
      input.delivery ?? null,
      input.standing ?? null,
    ],
  );
  const last = rows.at(-1);
  return {
    rows: await meterViews(
      tx,
      actor,
      rows.map((row) => row.meter_id),
    ),
    ...(rows.length === input.limit && last !== undefined ? { next: last.meter_no } : {}),
  };
});
