/** A run is born with one waiting result for each meter it is about; the job `collect` reads them. */
import type { Instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { placedMeters } from './store/meters.ts';

export interface NewRun {
  readonly scheduleId: string | null;
  readonly buildingId: string | null;
  readonly meterId: string | null;
  readonly plannedAt: Instant;
  readonly now: Instant;
}

/** Null when no line leads to any meter there. */
export async function startRun(tx: Tx, actor: Actor, run: NewRun): Promise<string | null> {
  const { siteId } = actor;
  const meters = await placedMeters(tx, siteId, {
    buildingId: run.buildingId,
    ...(run.meterId === null ? {} : { meterIds: [run.meterId] }),
  });
  if (meters.length === 0 && run.scheduleId === null) return null;
  const runId = newId();
  await tx.run(
    q.insertInto('collection_run').values({
      site_id: siteId,
      run_id: runId,
      schedule_id: run.scheduleId,
      building_id: run.buildingId,
      meter_id: run.meterId,
      planned_at: run.plannedAt,
      started_at: run.now,
      started_by: actor.personId,
      ended_at: null,
      asked: meters.length,
      read: null,
      silent: null,
      unreachable: null,
      refused: null,
      flagged: null,
    }),
  );
  await tx.prepared(
    'collection.insert-results',
    `insert into collection_result (site_id, run_id, meter_id, state, attempts, flagged)
     select $1, $2, m, 'waiting', 0, false from unnest($3::uuid[]) as m`,
    [siteId, runId, meters.map(({ meter_id }) => meter_id)],
  );
  tx.touch('collection');
  return runId;
}
