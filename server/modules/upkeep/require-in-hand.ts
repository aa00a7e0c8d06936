import type { Tx } from '../../platform/db/tx.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { isInHand } from './rules/repair-states.ts';
import { lockRepair } from './store/repairs.ts';

/** Locks the repair; refuses when no technician has it in hand. */
export async function requireInHand(tx: Tx, siteId: string, repairId: string): Promise<void> {
  const repair = (await lockRepair(tx, siteId, repairId)) ?? refuse('record.not_found');
  if (!isInHand(repair.state)) refuse('upkeep.not_in_hand');
}
