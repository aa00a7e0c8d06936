import { proposeTimetable as contract } from '../../../../shared/contracts/control/propose-timetable.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { viewTimetables } from '../plan-views.ts';
import { requireBuilding, requireRoomsOf } from '../require-building.ts';
import { proposedBy, type TimetableRow } from '../store/plans.ts';

export const proposeTimetable = implement(contract, {
  async run(tx, actor, clock, input) {
    const { buildingId, exemptRoomIds: roomIds } = input;
    await requireBuilding(tx, actor.siteId, buildingId);
    await requireRoomsOf(tx, actor.siteId, { buildingId, roomIds });
    const rows = await tx.keep(
      'cut_timetable',
      q
        .insertInto('cut_timetable')
        .values({
          site_id: actor.siteId,
          timetable_id: newId(),
          building_id: buildingId,
          title: input.title,
          windows: JSON.stringify(input.windows),
          exceptions: JSON.stringify(input.exceptions),
          restore: input.restore,
          exempt_room_ids: roomIds,
          reason: input.reason,
          ...proposedBy(actor, clock.now()),
        })
        .returningAll(),
    );
    const [view] = await viewTimetables(tx, actor, rows as unknown as TimetableRow[]);
    return view!;
  },
});
