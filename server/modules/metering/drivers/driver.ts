/**
 * The delivery port: how credit that was paid for reaches a meter. A driver answers with one of three outcomes and
 * throws for none of them; what it throws is a bug. The caller has stored the request, with its id, before it calls:
 * the same request may be delivered again, and is then carried out at most once.
 *
 *  - applied: the credit is in the meter, and was read back;
 *  - notApplied: it is not in the meter and will not get there; the same purchase count may be used again;
 *  - unknown: neither can be said. Nothing more is sold to the meter until `lookup` has found out.
 */
import {
  type CreditUnit,
  DELIVERY_KINDS,
  type DeliveryKind,
  type DeliveryReason,
} from '../../../../shared/metering/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

export interface DeliveryRequest {
  readonly requestId: string;
  readonly meterId: string;
  readonly kind: 'purchase' | 'grant' | 'emergency' | 'carry-in';
  /** Fen, or thousandths of a kWh or cubic metre; above zero. */
  readonly amount: number;
  readonly unit: CreditUnit;
  /** The meter's count so far plus one. */
  readonly purchaseCount: number;
  readonly document: { readonly kind: string; readonly id: string };
  /** Who sells, for which site. Everything in a request survives being stored as JSON. */
  readonly by: Actor;
}

export interface ReadBack {
  readonly purchaseCount: number;
  /** The credit after the delivery, in the request's unit; null where the meter does not tell. */
  readonly balance: number | null;
  readonly at: Instant;
}

export type DeliveryOutcome =
  | { readonly result: 'applied'; readonly readBack: ReadBack }
  | { readonly result: 'notApplied'; readonly reason: DeliveryReason }
  | { readonly result: 'unknown'; readonly reason: DeliveryReason };

export interface DeliveryDriver {
  readonly kind: DeliveryKind;
  deliver(request: DeliveryRequest): Promise<DeliveryOutcome>;
  /** What became of a request. `notApplied` only when it is certain that it never will be applied. */
  lookup(siteId: string, requestId: string): Promise<DeliveryOutcome>;
  /** A driver whose meters live in this database delivers inside the sale's own transaction. */
  within?(tx: Tx, clock: Clock, request: DeliveryRequest): Promise<DeliveryOutcome>;
}

export type DeliveryDrivers = Readonly<Partial<Record<DeliveryKind, DeliveryDriver>>>;

declare module '../../../platform/operations/implement.ts' {
  interface Outside {
    readonly delivery: DeliveryDrivers;
  }
}

/** Refuses 'delivery.no_driver' before money is taken: no sale may begin that nobody can deliver. */
export function driverOf(drivers: DeliveryDrivers, kind: DeliveryKind): DeliveryDriver {
  return (
    drivers[kind] ??
    refuse('delivery.no_driver', { delivery: DELIVERY_KINDS[kind].zh, deliveryEn: DELIVERY_KINDS[kind].en })
  );
}

/** For the reserve phase, where the outside is not at hand: the kinds this server has a driver for. */
const DELIVERABLE: Set<DeliveryKind> = new Set(['balance']);

/** A driver that is wired says so, before anything can be sold through it. */
export function announceDriver(kind: DeliveryKind): void {
  DELIVERABLE.add(kind);
}

/** Refuses 'delivery.no_driver'. */
export function requireDeliverable(kind: DeliveryKind): void {
  if (!DELIVERABLE.has(kind))
    refuse('delivery.no_driver', { delivery: DELIVERY_KINDS[kind].zh, deliveryEn: DELIVERY_KINDS[kind].en });
}
