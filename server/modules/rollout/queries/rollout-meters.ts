import { pushPrices } from '../../../../shared/contracts/rollout/push-prices.ts';
import { rolloutMeters as contract } from '../../../../shared/contracts/rollout/rollout-meters.ts';
import type { RolloutMeterView } from '../../../../shared/rollout/view.ts';
import { LATE_AFTER_SECONDS } from '../../../../shared/rollout/words.ts';
import { addSeconds, type Instant, minutesBetween } from '../../../../shared/values/calendar.ts';
import { wholeSteps } from '../../../../shared/values/steps.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { canOf } from '../../../platform/operations/can.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { placeOrNothing } from '../../../platform/operations/read-place.ts';
import type { RolloutRow } from '../store/rollout.ts';

type Row = RolloutRow & {
  readonly meter_no: string;
  readonly full_code: string;
  readonly effective_from: Instant;
  /** Another version is in force by now. */
  readonly followed: boolean;
};

/** Those latest behind first; then by meter. */
export const rolloutMeters = answer(contract, async (tx, actor, clock, input) => {
  const now = clock.now();
  const late = addSeconds(now, -LATE_AFTER_SECONDS);
  const [afterAt, afterMeter] = placeOrNothing(input.after, ' ', ['instant', 'text']);
  const rows = await tx.prepared<Row>(
    'rollout.meters',
    `select r.*, m.meter_no, p.full_code, v.effective_from, v.followed
     from price_rollout r
     join (select t.*, exists (select 1 from tariff_version w where w.site_id = t.site_id and w.commodity = t.commodity
         and w.category_code = t.category_code and w.effective_from > t.effective_from and w.effective_from <= $6) as followed
       from tariff_version t where t.site_id = $1) v on v.version_id = r.version_id
     join meter m on m.site_id = r.site_id and m.meter_id = r.meter_id and m.state = 'active'
     join premise p on p.site_id = m.site_id and p.premise_id = m.premise_id
     where r.site_id = $1 and ($2::uuid is null or r.version_id = $2) and ($3::text is null or r.state = $3)
       and ($4::text is null or r.way = $4) and (not $5 or (r.state <> 'confirmed' and v.effective_from <= $6 and not v.followed))
       and ($7::timestamptz is null or (v.effective_from, m.meter_no) > ($7, $8))
     order by v.effective_from, m.meter_no limit $9`,
    [
      actor.siteId,
      input.versionId ?? null,
      input.state ?? null,
      input.way ?? null,
      input.late === true,
      late,
      afterAt ?? null,
      afterMeter ?? null,
      input.limit,
    ],
  );
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => viewOf(actor, row, now)),
    ...(rows.length === input.limit && last !== undefined ? { next: `${last.effective_from} ${last.meter_no}` } : {}),
  };
});

function viewOf(actor: Actor, row: Row, now: Instant): RolloutMeterView {
  const isLate =
    row.state !== 'confirmed' && !row.followed && row.effective_from <= addSeconds(now, -LATE_AFTER_SECONDS);
  const canSend =
    !row.followed &&
    row.way === 'network' &&
    row.reason !== 'ladder' &&
    row.state !== 'confirmed' &&
    row.state !== 'sent';
  return {
    id: row.meter_id,
    versionId: row.version_id,
    meterId: row.meter_id,
    meterNo: row.meter_no,
    roomCode: row.full_code,
    way: row.way,
    state: row.state,
    reason: row.reason,
    attempts: row.attempts,
    triedAt: row.tried_at,
    switchAt: row.switch_at,
    confirmedAt: row.confirmed_at,
    effectiveFrom: row.effective_from,
    lateHours: isLate ? wholeSteps(minutesBetween(row.effective_from, now), 60) : null,
    can: canOf(actor, [[pushPrices, canSend]]),
  };
}
