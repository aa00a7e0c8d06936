import { meters as contract } from '../../../../shared/contracts/metering/meters.ts';
import { toHalfWidth } from '../../../../shared/values/digits.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { beginningWith } from '../../customers/index.ts';
import { meterViews } from '../store/views.ts';

export const meters = answer(contract, async (tx, actor, _clock, input) => {
  const [from, to] = beginningWith(toHalfWidth(input.find ?? '').toLowerCase());
  const rows = await tx.prepared<{ meter_id: string; meter_no: string }>(
    'metering.meters',
    `select m.meter_id, m.meter_no from meter m
     where m.site_id = $1 and lower(m.meter_no) ~>=~ $2 and lower(m.meter_no) ~<~ $3
       and ($4::text is null or m.meter_no > $4) and ($5::uuid is null or m.premise_id = $5)
       and ($6::text is null or m.commodity = $6)
       and ($7::text is null or $7 = case when m.state = 'active' and exists (select 1 from meter_block b
         where b.site_id = m.site_id and b.meter_id = m.meter_id and b.lifted_at is null) then 'blocked' else m.state end)
       and ($9::uuid is null or m.meter_id = $9) and ($10::text is null or m.delivery = $10)
     order by m.meter_no limit $8`,
    [
      actor.siteId,
      from,
      to,
      input.after ?? null,
      input.premiseId ?? null,
      input.commodity ?? null,
      input.state ?? null,
      input.limit,
      input.meterId ?? null,
      input.delivery ?? null,
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
