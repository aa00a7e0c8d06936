import { pushPrices } from '../../../../shared/contracts/rollout/push-prices.ts';
import { rollouts as contract } from '../../../../shared/contracts/rollout/rollouts.ts';
import { LATE_AFTER_SECONDS } from '../../../../shared/rollout/words.ts';
import { addSeconds, type Instant } from '../../../../shared/values/calendar.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import { canOf } from '../../../platform/operations/can.ts';
import { answer } from '../../../platform/operations/implement.ts';

interface Row {
  readonly version_id: string;
  readonly commodity: Commodity;
  readonly category_code: string;
  readonly title_zh: string;
  readonly title_en: string;
  readonly number: number;
  readonly effective_from: Instant;
  readonly meters: number;
  readonly pending: number;
  readonly sent: number;
  readonly confirmed: number;
  readonly refused: number;
  readonly silent: number;
  readonly laggards: number;
  readonly sendable: number;
  readonly case_id: string | null;
}

/** Newest beginning first. Meters taken down are not counted; a version that was followed by another lags nowhere. */
export const rollouts = answer(contract, async (tx, actor, clock, input) => {
  const rows = await tx.prepared<Row>(
    'rollout.rollouts',
    `select v.version_id, v.commodity, v.category_code, v.number, v.effective_from,
       coalesce(u.title_zh, v.category_code) as title_zh, coalesce(u.title_en, v.category_code) as title_en,
       count(*)::int as meters,
       count(*) filter (where r.state = 'pending')::int as pending,
       count(*) filter (where r.state = 'sent')::int as sent,
       count(*) filter (where r.state = 'confirmed')::int as confirmed,
       count(*) filter (where r.state = 'refused')::int as refused,
       count(*) filter (where r.state = 'silent')::int as silent,
       count(*) filter (where r.state <> 'confirmed' and v.effective_from <= $2 and not v.followed)::int as laggards,
       count(*) filter (where r.way = 'network' and r.state in ('pending', 'refused', 'silent')
         and r.reason is distinct from 'ladder' and not v.followed)::int as sendable,
       (select c.case_id from case_file c where c.site_id = $1 and c.subject = 'price.laggards'
         and c.document_id = v.version_id limit 1) as case_id
     from price_rollout r
     join (select t.*, exists (select 1 from tariff_version w where w.site_id = t.site_id and w.commodity = t.commodity
         and w.category_code = t.category_code and w.effective_from > t.effective_from and w.effective_from <= $2) as followed
       from tariff_version t where t.site_id = $1) v on v.version_id = r.version_id
     join meter m on m.site_id = r.site_id and m.meter_id = r.meter_id and m.state = 'active'
     left join user_category u on u.site_id = v.site_id and u.category_code = v.category_code
     where r.site_id = $1 and ($3::uuid is null or v.version_id = $3)
       and ($4::timestamptz is null or v.effective_from < $4)
     group by v.version_id, v.commodity, v.category_code, v.number, v.effective_from, u.title_zh, u.title_en
     having not $5 or count(*) filter (where r.state <> 'confirmed' and v.effective_from <= $2 and not v.followed) > 0
     order by v.effective_from desc, v.version_id
     fetch first $6 rows with ties`,
    [
      actor.siteId,
      addSeconds(clock.now(), -LATE_AFTER_SECONDS),
      input.versionId ?? null,
      input.after ?? null,
      input.lagging === true,
      input.limit,
    ],
  );
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({
      id: row.version_id,
      commodity: row.commodity,
      categoryCode: row.category_code,
      categoryZh: row.title_zh,
      categoryEn: row.title_en,
      number: row.number,
      effectiveFrom: row.effective_from,
      meters: row.meters,
      pending: row.pending,
      sent: row.sent,
      confirmed: row.confirmed,
      refused: row.refused,
      silent: row.silent,
      waiting: row.pending + row.refused + row.silent,
      laggards: row.laggards,
      caseId: row.case_id,
      can: canOf(actor, [[pushPrices, row.sendable > 0]]),
    })),
    ...(rows.length >= input.limit && last !== undefined ? { next: last.effective_from } : {}),
  };
});
