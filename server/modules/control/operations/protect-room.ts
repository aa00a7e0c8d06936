import { protectRoom as contract } from '../../../../shared/contracts/control/protect-room.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { protectionViews } from '../store/protections.ts';

export const protectRoom = implement(contract, {
  async run(tx, actor, clock, { roomId, kind, note }) {
    const [room] = await tx.prepared<{ kind: string }>(
      'control.lock-room',
      'select kind from premise where site_id = $1 and premise_id = $2 for update',
      [actor.siteId, roomId],
    );
    if (room === undefined) return refuse('record.not_found');
    if (room.kind !== 'room') refuse('premise.not_room');
    const present = await protectionViews(tx, actor);
    if (present.some((one) => one.roomId === roomId)) refuse('control.protected_already');
    const protectionId = newId();
    await tx.keep(
      'room_protection',
      q
        .insertInto('room_protection')
        .values({
          site_id: actor.siteId,
          protection_id: protectionId,
          room_id: roomId,
          kind,
          note,
          set_by: actor.personId,
          set_at: clock.now(),
          lifted_by: null,
          lifted_at: null,
          lift_note: null,
        })
        .returningAll(),
    );
    const views = await protectionViews(tx, actor);
    return views.find((one) => one.protectionId === protectionId)!;
  },
});
