import { search as contract } from '../../../../shared/contracts/metering/search.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { findRooms } from '../store/search.ts';
import { accountViews, meterViews, occupantViews } from '../store/views.ts';

async function activeMeters(tx: Tx, siteId: string, roomIds: readonly string[]): Promise<string[]> {
  const rows = await tx.prepared<{ meter_id: string }>(
    'metering.active-of-rooms',
    `select meter_id from meter where site_id = $1 and premise_id = any($2) and state = 'active'`,
    [siteId, roomIds],
  );
  return rows.map((row) => row.meter_id);
}

export const search = answer(contract, async (tx, actor, _clock, { find, limit }) => {
  const rooms = await findRooms(tx, actor.siteId, find, limit);
  const accountIds = rooms.flatMap((room) => room.account_id ?? []);
  const accounts = new Map((await accountViews(tx, actor, accountIds)).map((one) => [one.accountId, one]));
  const occupants = await occupantViews(tx, actor, accountIds, true);
  const meterIds = await activeMeters(
    tx,
    actor.siteId,
    rooms.map((room) => room.room_id),
  );
  const meters = Map.groupBy(await meterViews(tx, actor, meterIds), ({ roomId }) => roomId);
  return {
    rows: rooms.map((room) => ({
      roomId: room.room_id,
      roomCode: room.full_code,
      roomName: room.name,
      account: room.account_id === null ? null : (accounts.get(room.account_id) ?? null),
      occupants: room.account_id === null ? [] : (occupants.get(room.account_id) ?? []),
      meters: meters.get(room.room_id) ?? [],
    })),
  };
});
