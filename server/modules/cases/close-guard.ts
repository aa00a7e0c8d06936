/**
 * What other modules have to say before somebody closes a case. Upkeep lies to the right and cannot be imported here:
 * it registers a guard, which refuses while a repair of the incident is not done.
 */
import type { Tx } from '../../platform/db/tx.ts';

/** Runs inside the transaction, with the case locked; refuses, or says nothing. */
export type CloseGuard = (tx: Tx, siteId: string, caseId: string) => Promise<void>;

const guards = new Map<string, CloseGuard>();

/** One guard per module; registering again replaces it. */
export function registerCloseGuard(module: string, guard: CloseGuard): void {
  guards.set(module, guard);
}

export async function askCloseGuards(tx: Tx, siteId: string, caseId: string): Promise<void> {
  for (const guard of guards.values()) await guard(tx, siteId, caseId);
}
