/**
 * What is left in a meter that holds its credit itself: read over its line, brought back by its card, or read from its
 * display by a person. Cards and lines lie to the right of metering; each says what it has seen by a registered source.
 */
import type { CreditUnit, DeliveryKind } from '../../../shared/metering/words.ts';
import { addSeconds, type Instant } from '../../../shared/values/calendar.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import type { Settlement } from './settlement.ts';

export interface Stand {
  /** In the meter's credit unit. */
  readonly remaining: number;
  readonly at: Instant;
  readonly source: 'network' | 'card' | 'display';
}

/** The last that was seen of the meter, or null. Runs inside the transaction: no foreign call. */
export type StandSource = (tx: Tx, siteId: string, meterId: string) => Promise<Omit<Stand, 'source'> | null>;

const sources = new Map<DeliveryKind, StandSource>();

/** One source per kind of delivery; registering again replaces it. */
export function registerStandSource(kind: 'network' | 'card', source: StandSource): void {
  sources.set(kind, source);
}

/** What was seen longer ago is asked again. */
const FRESH_MINUTES = 15;

interface StandAsked {
  readonly meterId: string;
  readonly meterNo: string;
  readonly delivery: DeliveryKind;
  /** Read from the display and typed. */
  readonly displayed: number | undefined;
  readonly now: Instant;
}

/**
 * The stand a settlement goes by. What the meter said within the last quarter of an hour is final; only where it said
 * nothing does a person's figure count, and never for more than was ever put in.
 * Refuses 'meter.stand_missing', 'meter.stand_differs' and 'meter.stand_impossible'.
 */
export async function standOf(tx: Tx, siteId: string, asked: StandAsked): Promise<Stand> {
  const { meterId, meterNo, delivery, displayed, now } = asked;
  const seen = (await sources.get(delivery)?.(tx, siteId, meterId)) ?? null;
  if (seen !== null && seen.at >= addSeconds(now, -60 * FRESH_MINUTES)) {
    if (displayed !== undefined && displayed !== seen.remaining) refuse('meter.stand_differs', { meterNo });
    return { ...seen, source: delivery === 'card' ? 'card' : 'network' };
  }
  if (displayed === undefined) return refuse('meter.stand_missing', { meterNo });
  if (displayed > (await everPutIn(tx, siteId, meterId))) refuse('meter.stand_impossible', { meterNo });
  return { remaining: displayed, at: now, source: 'display' };
}

async function everPutIn(tx: Tx, siteId: string, meterId: string): Promise<number> {
  const [row] = await tx.prepared<{ total: number }>(
    'metering.ever-put-in',
    `select coalesce(sum(amount), 0)::bigint as total from credit_movement
     where site_id = $1 and meter_id = $2 and amount > 0`,
    [siteId, meterId],
  );
  return row?.total ?? 0;
}

/** Keeps with the settlement what it went by. */
export async function keepStand(
  tx: Tx,
  siteId: string,
  settlement: Settlement,
  of: { readonly meterId: string; readonly unit: CreditUnit; readonly stand: Stand },
): Promise<void> {
  const { meterId, unit, stand } = of;
  await tx.keep(
    'meter_stand',
    q
      .insertInto('meter_stand')
      .values({
        site_id: siteId,
        settlement_id: settlement.settlementId,
        meter_id: meterId,
        unit,
        remaining: stand.remaining,
        source: stand.source,
        read_at: stand.at,
      })
      .returningAll(),
  );
}
