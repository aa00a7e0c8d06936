import { runCollectionNow as contract } from '../../../../shared/contracts/collection/run-collection-now.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { startRun } from '../start-run.ts';
import { isBuilding } from '../store/meters.ts';
import { runViews } from '../store/run-views.ts';

export const runCollectionNow = implement(contract, {
  async run(tx, actor, clock, { buildingId, meterId }) {
    const { siteId } = actor;
    if (buildingId !== undefined && !(await isBuilding(tx, siteId, buildingId))) refuse('record.not_found');
    const same = await tx.prepared(
      'collection.run-under-way',
      `select 1 from collection_run where site_id = $1 and ended_at is null
         and building_id is not distinct from $2 and meter_id is not distinct from $3`,
      [siteId, buildingId ?? null, meterId ?? null],
    );
    if (same.length > 0) refuse('collection.under_way');
    const now = clock.now();
    const runId = await startRun(tx, actor, {
      scheduleId: null,
      buildingId: meterId === undefined ? (buildingId ?? null) : null,
      meterId: meterId ?? null,
      plannedAt: now,
      now,
    });
    if (runId === null) return refuse('collection.no_meters');
    const [run] = await runViews(tx, siteId, { runId, limit: 1 });
    return run!;
  },
});
