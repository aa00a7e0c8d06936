/** Rooms with their household and meters, as lists show them. */
import type { z } from 'zod';
import type { roomSchema } from '../../../../shared/metering/view.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { accountViews, meterViews, occupantViews } from './views.ts';

export type RoomView = z.output<typeof roomSchema>;

export interface RoomRow {
  readonly room_id: string;
  readonly code: string;
  readonly full_code: string;
  readonly name: string;
  readonly capacity: number | null;
  /** Of the open account. */
  readonly account_id: string | null;
}

async function activeMeters(tx: Tx, siteId: string, roomIds: readonly string[]): Promise<string[]> {
  const rows = await tx.prepared<{ meter_id: string }>(
    'metering.active-of-rooms',
    `select meter_id from meter where site_id = $1 and premise_id = any($2) and state = 'active'`,
    [siteId, roomIds],
  );
  return rows.map((row) => row.meter_id);
}

interface RoomPage {
  readonly floorId: string | undefined;
  readonly roomId: string | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

/** Rooms of a floor by code, or one room; none when neither is given. */
export function listedRooms(tx: Tx, siteId: string, page: RoomPage): Promise<RoomRow[]> {
  return tx.prepared<RoomRow>(
    'metering.rooms',
    `select p.premise_id as room_id, p.code, p.full_code, p.name, p.capacity, a.account_id
     from premise p
     left join customer_account a on a.site_id = p.site_id and a.room_id = p.premise_id and a.state = 'open'
     where p.site_id = $1 and (p.parent_id = $2 or p.premise_id = $5) and p.kind = 'room' and ($3::text is null or p.code > $3)
     order by p.code limit $4`,
    [siteId, page.floorId ?? null, page.after ?? null, page.limit, page.roomId ?? null],
  );
}

/** Present occupants and active meters only; in the order given. */
export async function roomViews(
  tx: Tx,
  actor: Actor,
  rooms: readonly Omit<RoomRow, 'code' | 'capacity'>[],
): Promise<RoomView[]> {
  const accountIds = rooms.flatMap((room) => room.account_id ?? []);
  const accounts = new Map((await accountViews(tx, actor, accountIds)).map((one) => [one.accountId, one]));
  const occupants = await occupantViews(tx, actor, accountIds, true);
  const meterIds = await activeMeters(
    tx,
    actor.siteId,
    rooms.map((room) => room.room_id),
  );
  const meters = Map.groupBy(await meterViews(tx, actor, meterIds), ({ roomId }) => roomId);
  return rooms.map((room) => ({
    roomId: room.room_id,
    roomCode: room.full_code,
    roomName: room.name,
    account: room.account_id === null ? null : (accounts.get(room.account_id) ?? null),
    occupants: room.account_id === null ? [] : (occupants.get(room.account_id) ?? []),
    meters: meters.get(room.room_id) ?? [],
  }));
}
