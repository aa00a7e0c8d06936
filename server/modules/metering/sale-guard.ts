/**
 * What another module has to say before money is taken for a meter: the card must lie on the reader and its last
 * purchase must have been inserted. Cards and lines lie to the right of metering and cannot be imported here; each
 * registers a guard for its kind of delivery.
 */
import type { DeliveryKind } from '../../../shared/metering/words.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';

export interface SaleAsked {
  readonly meterId: string;
  readonly now: Instant;
  /** What the meter would be given, in its credit unit. */
  readonly amount: number;
}

/** Runs inside the sale's transaction with the meter locked: no foreign call. Refuses, or says nothing. */
export type SaleGuard = (tx: Tx, actor: Actor, sale: SaleAsked) => Promise<void>;

const guards = new Map<DeliveryKind, SaleGuard>();

/** One guard per kind of delivery; registering again replaces it. */
export function registerSaleGuard(kind: DeliveryKind, guard: SaleGuard): void {
  guards.set(kind, guard);
}

export async function askSaleGuard(tx: Tx, actor: Actor, kind: DeliveryKind, sale: SaleAsked): Promise<void> {
  await guards.get(kind)?.(tx, actor, sale);
}
