import { creditSeen as contract } from '../../../../shared/contracts/collection/credit-seen.ts';
import { creditFields } from '../../../../shared/metering/view.ts';
import type { CreditUnit } from '../../../../shared/metering/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { answer } from '../../../platform/operations/implement.ts';

interface Row {
  readonly seen_id: string;
  readonly meter_no: string;
  readonly room_code: string;
  readonly seen_at: Instant;
  readonly source: 'network' | 'card';
  readonly unit: CreditUnit;
  readonly remaining: number;
  readonly possible: number;
  readonly purchase_count: number | null;
  readonly agrees: boolean;
}

export const creditSeen = answer(contract, async (tx, { siteId }, _clock, { meterId, differing, after, limit }) => {
  const rows = await tx.prepared<Row>(
    'collection.credit-sights',
    `select s.seen_id, m.meter_no, p.full_code as room_code, s.seen_at, s.source, s.unit, s.remaining, s.possible,
       s.purchase_count, s.agrees
     from meter_credit_seen s
     join meter m on m.site_id = s.site_id and m.meter_id = s.meter_id
     join premise p on p.site_id = m.site_id and p.premise_id = m.premise_id
     where s.site_id = $1 and ($2::uuid is null or s.meter_id = $2) and (not $3 or not s.agrees)
       and ($4::uuid is null or s.seen_id < $4)
     order by s.seen_id desc limit $5`,
    [siteId, meterId ?? null, differing ?? false, after ?? null, limit],
  );
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => {
      const remaining = creditFields(row.unit, row.remaining);
      const possible = creditFields(row.unit, row.possible);
      return {
        id: row.seen_id,
        meterNo: row.meter_no,
        roomCode: row.room_code,
        seenAt: row.seen_at,
        source: row.source,
        unit: row.unit,
        remainingFen: remaining.fen,
        remainingMilli: remaining.milli,
        possibleFen: possible.fen,
        possibleMilli: possible.milli,
        purchaseCount: row.purchase_count,
        agrees: row.agrees,
      };
    }),
    ...(rows.length === limit && last !== undefined ? { next: last.seen_id } : {}),
  };
});
