/**
 * What other modules have to say before somebody closes a counter down. Tills lie to the right of devices and cannot
 * be imported here: they register a guard, which refuses while the person holds an open drawer.
 */
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';

/** Runs inside the transaction; refuses, or says nothing. */
export type CloseDownGuard = (tx: Tx, actor: Actor) => Promise<void>;

const guards = new Map<string, CloseDownGuard>();

/** One guard per module; registering again replaces it. */
export function registerCloseDownGuard(module: string, guard: CloseDownGuard): void {
  guards.set(module, guard);
}

export async function askCloseDownGuards(tx: Tx, actor: Actor): Promise<void> {
  for (const guard of guards.values()) await guard(tx, actor);
}
