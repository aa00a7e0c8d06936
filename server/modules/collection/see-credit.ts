/**
 * What a meter that holds its credit itself says it has left, against what the books allow. Every sight is kept. A
 * recharge under way may have arrived without being booked yet, so it counts as issued.
 */
import type { CreditUnit } from '../../../shared/metering/words.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { endFlag, raiseFlag } from './raise-flag.ts';
import { type Basis, mostPossible } from './rules/compare-credit.ts';

export interface CreditSight {
  readonly meterId: string;
  readonly unit: CreditUnit;
  readonly source: 'network' | 'card';
  readonly seenAt: Instant;
  readonly remaining: number;
  readonly overdraft: number | null;
  readonly purchaseCount: number | null;
}

/** All that was ever issued to the meter and not taken back, and what is under way to it. */
async function issuedTo(tx: Tx, siteId: string, meterId: string): Promise<number> {
  const [row] = await tx.prepared<{ issued: number }>(
    'collection.issued',
    `select (coalesce((select sum(v.amount) from credit_movement v where v.site_id = $1 and v.meter_id = $2
         and v.kind not in ('consumption', 'correction')), 0)
       + coalesce((select sum(r.amount) from meter_recharge r where r.site_id = $1 and r.meter_id = $2
         and r.state not in ('APPLIED', 'NOT_APPLIED')), 0))::bigint as issued`,
    [siteId, meterId],
  );
  return row!.issued;
}

/** The last sight that agreed, or that a person accepted by resolving the flag it had raised. */
async function basisOf(tx: Tx, siteId: string, meterId: string, before: Instant): Promise<Basis | null> {
  const [row] = await tx.prepared<Basis>(
    'collection.credit-basis',
    `select s.remaining, s.issued from meter_credit_seen s
     where s.site_id = $1 and s.meter_id = $2 and s.seen_at < $3 and (s.agrees or exists (
       select 1 from collection_flag f where f.site_id = $1 and f.meter_id = $2 and f.kind = 'credit-over'
         and f.state = 'resolved' and f.first_at <= s.recorded_at and f.last_at >= s.recorded_at))
     order by s.seen_at desc limit 1`,
    [siteId, meterId, before],
  );
  return row ?? null;
}

/**
 * A meter that came to the house with credit in it, of which the books know nothing yet, waits for somebody to accept
 * it. At the very moment of a sight over the line a recharge may be applied and not booked, so it is seen twice.
 */
function caseFrom(source: CreditSight['source'], isKnown: boolean): number {
  if (!isKnown) return Number.POSITIVE_INFINITY;
  return source === 'card' ? 1 : 2;
}

/** Answers whether it agrees, or null when this sight was taken before. */
export async function seeCredit(tx: Tx, actor: Actor, clock: Clock, sight: CreditSight): Promise<boolean | null> {
  const { siteId } = actor;
  const { meterId, unit, remaining } = sight;
  await tx.prepared(
    'collection.lock-credit',
    'select 1 from meter_credit where site_id = $1 and meter_id = $2 for update',
    [siteId, meterId],
  );
  const known = await tx.prepared(
    'collection.credit-seen-at',
    'select 1 from meter_credit_seen where site_id = $1 and meter_id = $2 and source = $3 and seen_at = $4',
    [siteId, meterId, sight.source, sight.seenAt],
  );
  if (known.length > 0) return null;
  const now = clock.now();
  const issued = await issuedTo(tx, siteId, meterId);
  const basis = await basisOf(tx, siteId, meterId, sight.seenAt);
  const possible = mostPossible(basis, issued);
  const agrees = remaining <= possible;
  await tx.keep(
    'meter_credit_seen',
    q
      .insertInto('meter_credit_seen')
      .values({
        site_id: siteId,
        seen_id: newId(),
        meter_id: meterId,
        seen_at: sight.seenAt,
        source: sight.source,
        unit,
        remaining,
        overdraft: sight.overdraft,
        purchase_count: sight.purchaseCount,
        possible,
        issued,
        agrees,
        recorded_at: now,
      })
      .returningAll(),
  );
  if (agrees) await endFlag(tx, actor, { meterId, kind: 'credit-over', at: now, note: '再次读取已相符' });
  else
    await raiseFlag(tx, actor, clock, {
      meterId,
      kind: 'credit-over',
      at: now,
      facts: { remaining, possible, unit },
      caseFrom: caseFrom(sight.source, basis !== null || issued > 0),
    });
  return agrees;
}
