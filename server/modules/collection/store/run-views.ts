/** Runs as the page shows them; counts of one under way are counted now. */
import type { RunView } from '../../../../shared/collection/view.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { whoDid } from '../who-did.ts';

interface RunRow {
  readonly run_id: string;
  readonly building_code: string | null;
  readonly meter_no: string | null;
  readonly schedule_id: string | null;
  readonly planned_at: Instant;
  readonly started_at: Instant;
  readonly started_by: string;
  readonly ended_at: Instant | null;
  readonly asked: number;
  readonly waiting: number;
  readonly read: number;
  readonly silent: number;
  readonly unreachable: number;
  readonly refused: number;
  readonly flagged: number;
}

export interface RunsWanted {
  readonly runId?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Newest first; ids sort by time. */
export async function runViews(tx: Tx, siteId: string, wanted: RunsWanted): Promise<RunView[]> {
  const rows = await tx.prepared<RunRow>(
    'collection.runs',
    `select c.run_id, p.full_code as building_code, m.meter_no, c.schedule_id, c.planned_at, c.started_at, c.started_by,
       c.ended_at, c.asked, n.waiting, coalesce(c.read, n.read) as read, coalesce(c.silent, n.silent) as silent,
       coalesce(c.unreachable, n.unreachable) as unreachable, coalesce(c.refused, n.refused) as refused,
       coalesce(c.flagged, n.flagged) as flagged
     from collection_run c
     left join premise p on p.site_id = c.site_id and p.premise_id = c.building_id
     left join meter m on m.site_id = c.site_id and m.meter_id = c.meter_id
     left join lateral (select count(*) filter (where r.state in ('waiting', 'asked'))::int as waiting,
         count(*) filter (where r.state = 'read')::int as read, count(*) filter (where r.state = 'silent')::int as silent,
         count(*) filter (where r.state = 'unreachable')::int as unreachable,
         count(*) filter (where r.state = 'refused')::int as refused, count(*) filter (where r.flagged)::int as flagged
       from collection_result r
       where c.ended_at is null and r.site_id = c.site_id and r.run_id = c.run_id) n on true
     where c.site_id = $1 and ($2::uuid is null or c.run_id = $2) and ($3::uuid is null or c.run_id < $3)
     order by c.run_id desc limit $4`,
    [siteId, wanted.runId ?? null, wanted.after ?? null, wanted.limit],
  );
  const name = await whoDid(
    tx,
    siteId,
    rows.map((row) => row.started_by),
  );
  return rows.map((row) => ({
    id: row.run_id,
    buildingCode: row.building_code,
    meterNo: row.meter_no,
    bySchedule: row.schedule_id !== null,
    plannedAt: row.planned_at,
    startedAt: row.started_at,
    startedBy: name(row.started_by),
    endedAt: row.ended_at,
    state: row.ended_at === null ? 'reading' : 'done',
    asked: row.asked,
    waiting: row.waiting,
    read: row.read,
    silent: row.silent,
    unreachable: row.unreachable,
    refused: row.refused,
    flagged: row.flagged,
  }));
}
