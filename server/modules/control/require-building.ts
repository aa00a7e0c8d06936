import type { Tx } from '../../platform/db/tx.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { isBuilding } from '../collection/index.ts';

/** Refuses 'record.not_found' or 'control.not_building'. */
export async function requireBuilding(tx: Tx, siteId: string, premiseId: string): Promise<void> {
  const building = await isBuilding(tx, siteId, premiseId);
  if (building === null) refuse('record.not_found');
  if (!building) refuse('control.not_building');
}
