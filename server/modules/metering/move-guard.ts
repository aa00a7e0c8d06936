/**
 * What other modules have to say before a household leaves its meters. Vending lies to the right of metering, so it
 * cannot be imported here: it registers a guard, which refuses while a delivery to one of the meters is under way.
 */
import type { Tx } from '../../platform/db/tx.ts';

/** Runs inside the transaction, with the credit of the meters locked; refuses, or says nothing. */
export type MoveGuard = (tx: Tx, siteId: string, meterIds: readonly string[]) => Promise<void>;

const guards = new Map<string, MoveGuard>();

/** One guard per module; registering again replaces it. */
export function registerMoveGuard(module: string, guard: MoveGuard): void {
  guards.set(module, guard);
}

export async function askMoveGuards(tx: Tx, siteId: string, meterIds: readonly string[]): Promise<void> {
  for (const guard of guards.values()) await guard(tx, siteId, meterIds);
}
