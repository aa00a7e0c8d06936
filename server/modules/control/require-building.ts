import type { Tx } from '../../platform/db/tx.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { isBuilding } from '../collection/index.ts';

/** Refuses 'record.not_found' or 'control.not_building'. */
export async function requireBuilding(tx: Tx, siteId: string, premiseId: string): Promise<void> {
  const building = await isBuilding(tx, siteId, premiseId);
  if (building === null) refuse('record.not_found');
  if (!building) refuse('control.not_building');
}

/** Refuses 'record.not_found' unless each is a room of the building. */
export async function requireRoomsOf(
  tx: Tx,
  siteId: string,
  { buildingId, roomIds }: { readonly buildingId: string; readonly roomIds: readonly string[] },
): Promise<void> {
  const wanted = [...new Set(roomIds)];
  const rooms = await tx.prepared<{ premise_id: string }>(
    'control.rooms-of-building',
    `select r.premise_id from premise r
     join premise f on f.site_id = r.site_id and f.premise_id = r.parent_id
     where r.site_id = $1 and r.premise_id = any($2) and r.kind = 'room' and $3 in (f.premise_id, f.parent_id)`,
    [siteId, wanted, buildingId],
  );
  if (rooms.length < wanted.length) refuse('record.not_found');
}
