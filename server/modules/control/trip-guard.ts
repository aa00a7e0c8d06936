/**
 * What keeps a room from being cut off: it is protected, it has emergency supply, or somebody has paid and not got it.
 * Sales lie to the right of control and cannot be imported here: vending registers who they are.
 */
import type { SkipReason } from '../../../shared/control/words.ts';
import type { Tx } from '../../platform/db/tx.ts';

/** Slip numbers of sales paid and not delivered to the rooms of these meters, by meter. */
export type OpenSales = (tx: Tx, siteId: string, meterIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

let openSales: OpenSales = async () => new Map();

export function registerOpenSales(ask: OpenSales): void {
  openSales = ask;
}

export interface Hindrance {
  readonly why: Extract<SkipReason, 'medical' | 'essential' | 'supply' | 'sale-open'>;
  readonly slip: string | null;
}

/** By meter; a meter that may be cut off is not in it. */
export async function whyNotCut(
  tx: Tx,
  siteId: string,
  meterIds: readonly string[],
): Promise<ReadonlyMap<string, Hindrance>> {
  const found = new Map<string, Hindrance>();
  for (const [meterId, slip] of await openSales(tx, siteId, meterIds)) found.set(meterId, { why: 'sale-open', slip });
  const supplied = await tx.prepared<{ meter_id: string }>(
    'control.supplied',
    `select m.meter_id from emergency_supply e
     join meter x on x.site_id = e.site_id and x.meter_id = e.meter_id
     join meter m on m.site_id = x.site_id and m.premise_id = x.premise_id
     where e.site_id = $1 and e.state in ('approved', 'supplied') and m.meter_id = any($2)`,
    [siteId, meterIds],
  );
  for (const { meter_id } of supplied) found.set(meter_id, { why: 'supply', slip: null });
  const protectedMeters = await tx.prepared<{ meter_id: string; kind: 'medical' | 'essential' }>(
    'control.protected',
    `select m.meter_id, r.kind from room_protection r
     join meter m on m.site_id = r.site_id and m.premise_id = r.room_id
     where r.site_id = $1 and r.lifted_at is null and m.meter_id = any($2)`,
    [siteId, meterIds],
  );
  for (const { meter_id, kind } of protectedMeters) found.set(meter_id, { why: kind, slip: null });
  return found;
}
