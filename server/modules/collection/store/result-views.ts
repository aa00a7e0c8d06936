import type { z } from 'zod';
import type { resultSchema } from '../../../../shared/collection/view.ts';
import type { ResultState } from '../../../../shared/collection/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { Milli } from '../../../../shared/values/quantity.ts';
import type { Tx } from '../../../platform/db/tx.ts';

export type ResultView = z.output<typeof resultSchema>;

interface Row {
  readonly meter_id: string;
  readonly meter_no: string;
  readonly room_code: string;
  readonly state: ResultState;
  readonly total_milli: Milli | null;
  readonly used_milli: Milli | null;
  readonly clock_ahead_seconds: number | null;
  readonly reason: string | null;
  readonly flagged: boolean;
  readonly ended_at: Instant | null;
}

export interface ResultsWanted {
  readonly runId: string;
  readonly state?: ResultState | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** By meter number. */
export async function resultViews(tx: Tx, siteId: string, wanted: ResultsWanted): Promise<ResultView[]> {
  const rows = await tx.prepared<Row>(
    'collection.results',
    `select r.meter_id, m.meter_no, p.full_code as room_code, r.state, r.total_milli, r.used_milli,
       r.clock_ahead_seconds, r.reason, r.flagged, r.ended_at
     from collection_result r
     cross join lateral (select x.meter_no, x.premise_id from meter x
       where x.site_id = r.site_id and x.meter_id = r.meter_id offset 0) m
     cross join lateral (select x.full_code from premise x
       where x.site_id = r.site_id and x.premise_id = m.premise_id offset 0) p
     where r.site_id = $1 and r.run_id = $2 and ($3::text is null or r.state = $3)
       and ($4::text is null or m.meter_no > $4)
     order by m.meter_no limit $5`,
    [siteId, wanted.runId, wanted.state ?? null, wanted.after ?? null, wanted.limit],
  );
  return rows.map((row) => ({
    meterId: row.meter_id,
    meterNo: row.meter_no,
    roomCode: row.room_code,
    state: row.state,
    totalMilli: row.total_milli,
    usedMilli: row.used_milli,
    clockAheadSeconds: row.clock_ahead_seconds,
    reason: row.reason,
    flagged: row.flagged,
    endedAt: row.ended_at,
  }));
}
