import { readings as contract } from '../../../../shared/contracts/metering/readings.ts';
import type { ReadingMark, ReadingSource, Register } from '../../../../shared/metering/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { Milli } from '../../../../shared/values/quantity.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { personNames } from '../../posts/index.ts';

interface Row {
  readonly reading_id: string;
  readonly meter_id: string;
  readonly meter_no: string;
  readonly full_code: string;
  readonly register: Register;
  readonly read_at: Instant;
  readonly value_milli: Milli;
  readonly used_milli: Milli;
  readonly source: ReadingSource;
  readonly mark: ReadingMark;
  readonly note: string;
  readonly recorded_by: string;
}

/** Newest first. A page ends at a moment, so that the registers of one meter stay together. */
export const readings = answer(contract, async (tx, actor, _clock, { meterId, mark, after, limit }) => {
  const rows = await tx.prepared<Row>(
    'metering.readings',
    `select r.reading_id, r.meter_id, m.meter_no, p.full_code, r.register, r.read_at, r.value_milli, r.used_milli,
       r.source, r.mark, r.note, r.recorded_by
     from reading r
     join meter m on m.site_id = r.site_id and m.meter_id = r.meter_id
     join premise p on p.site_id = m.site_id and p.premise_id = m.premise_id
     where r.site_id = $1 and ($2::uuid is null or r.meter_id = $2) and ($3::text is null or r.mark = $3)
       and ($4::timestamptz is null or r.read_at < $4)
     order by r.read_at desc, r.meter_id, r.register
     fetch first $5 rows with ties`,
    [actor.siteId, meterId ?? null, mark ?? null, after ?? null, limit],
  );
  const last = rows.at(-1);
  const names = await personNames(
    tx,
    actor.siteId,
    rows.map((row) => row.recorded_by),
  );
  return {
    rows: rows.map((row) => ({
      readingId: row.reading_id,
      meterId: row.meter_id,
      meterNo: row.meter_no,
      roomCode: row.full_code,
      register: row.register,
      readAt: row.read_at,
      valueMilli: row.value_milli,
      usedMilli: row.used_milli,
      source: row.source,
      mark: row.mark,
      note: row.note,
      recordedBy: { personId: row.recorded_by, name: names.get(row.recorded_by) ?? '' },
    })),
    ...(rows.length >= limit && last !== undefined ? { next: last.read_at } : {}),
  };
});
