import { startBatch as contract } from '../../../../shared/contracts/control/start-batch.ts';
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { isBuilding, placedMeters } from '../../collection/index.ts';
import { cutsOff } from '../rules/command-states.ts';
import { batchViews, insertBatch } from '../store/batches.ts';
import { insertCommands } from '../store/commands.ts';
import { whyNotCut } from '../trip-guard.ts';

/** A large building takes its time over a slow line; what was not sent by then is not sent. */
const SENT_WITHIN_SECONDS = 3600;

export const startBatch = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId } = actor;
    const { buildingId, roomIds, command, reason, note, validMinutes } = input;
    if (buildingId !== undefined && !(await isBuilding(tx, siteId, buildingId))) refuse('record.not_found');
    const meters = (await placedMeters(tx, siteId, { buildingId, roomIds })).filter(
      ({ commodity }) => commodity === 'electricity',
    );
    if (meters.length === 0) refuse('control.no_meters');
    const ids = meters.map(({ meter_id }) => meter_id);
    const hindered = cutsOff(command) ? await whyNotCut(tx, siteId, ids) : new Map<string, { why: string }>();
    const now = clock.now();
    const batchId = newId();
    const said = { command, reason, note, validMinutes, at: now };
    await insertBatch(tx, actor, { batchId, buildingId: buildingId ?? null, meters: meters.length, ...said });
    await insertCommands(
      tx,
      actor,
      meters.map((meter) => {
        const why = hindered.get(meter.meter_id)?.why;
        return {
          ...said,
          meterId: meter.meter_id,
          roomId: meter.room_id,
          origin: 'batch',
          originId: batchId,
          notAfter: addSeconds(now, SENT_WITHIN_SECONDS),
          begins: why === undefined ? 'waiting' : { skipped: why },
        };
      }),
    );
    const [view] = await batchViews(tx, siteId, { batchId, limit: 1 });
    return view!;
  },
});
