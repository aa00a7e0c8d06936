/**
 * What other modules have to say before a drawer closes. Vending lies to the right of tills, so it cannot be imported
 * here: it registers a guard, which hands sales that were paid and not delivered over as cases and names them.
 */
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';

export interface Undelivered {
  /** 'sale' */
  readonly documentKind: string;
  readonly documentId: string;
  readonly documentNumber: string;
  /** The case it is carried on under. */
  readonly caseId: string | null;
}

/** Runs inside the closing transaction, with the session locked. */
export type CloseGuard = (
  tx: Tx,
  actor: Actor,
  session: { readonly drawerSessionId: string; readonly now: Instant },
) => Promise<readonly Undelivered[]>;

const guards = new Map<string, CloseGuard>();

/** One guard per module; registering again replaces it. */
export function registerCloseGuard(module: string, guard: CloseGuard): void {
  guards.set(module, guard);
}

export async function askCloseGuards(
  tx: Tx,
  actor: Actor,
  session: { readonly drawerSessionId: string; readonly now: Instant },
): Promise<Undelivered[]> {
  const named: Undelivered[] = [];
  // One after the other: they share the transaction's one connection.
  for (const guard of guards.values()) named.push(...(await guard(tx, actor, session)));
  return named;
}
