import { proposeLoadPolicy as contract } from '../../../../shared/contracts/control/propose-load-policy.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { viewPolicies } from '../plan-views.ts';
import { requireBuilding, requireRoomsOf } from '../require-building.ts';
import { type PolicyRow, proposedBy } from '../store/plans.ts';

export const proposeLoadPolicy = implement(contract, {
  async run(tx, actor, clock, input) {
    const { buildingId, exemptRoomIds: roomIds } = input;
    await requireBuilding(tx, actor.siteId, buildingId);
    await requireRoomsOf(tx, actor.siteId, { buildingId, roomIds });
    const rows = await tx.keep(
      'load_policy',
      q
        .insertInto('load_policy')
        .values({
          site_id: actor.siteId,
          policy_id: newId(),
          building_id: buildingId,
          threshold_watts: input.thresholdWatts,
          jump_watts: input.jumpWatts ?? null,
          restore_after_minutes: input.restoreAfterMinutes,
          restores_a_day: input.restoresADay,
          notice: input.notice,
          reason: input.reason,
          exempt_room_ids: roomIds,
          ...proposedBy(actor, clock.now()),
        })
        .returningAll(),
    );
    const [view] = await viewPolicies(tx, actor, rows as unknown as PolicyRow[]);
    return view!;
  },
});
