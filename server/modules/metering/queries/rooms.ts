import { rooms as contract } from '../../../../shared/contracts/metering/rooms.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { listedRooms, roomViews } from '../store/rooms.ts';

export const rooms = answer(contract, async (tx, actor, _clock, { floorId, roomId, after, limit }) => {
  const rows = await listedRooms(tx, actor.siteId, { floorId, roomId, after, limit });
  const last = rows.at(-1);
  return {
    rows: await roomViews(tx, actor, rows),
    ...(rows.length === limit && last !== undefined ? { next: last.code } : {}),
  };
});
