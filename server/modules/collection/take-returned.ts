/** What a card brought back from its meter, taken as a sight of the meter's credit. The same return counts once. */
import type { Instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { raiseFlag } from './raise-flag.ts';
import { seeCredit } from './see-credit.ts';
import { placedMeters } from './store/meters.ts';

export interface Returned {
  readonly clock: Clock;
  readonly cardNo: string;
  readonly meterId: string;
  /** When the meter wrote the return file, by its own clock. */
  readonly returnedAt: Instant;
  readonly purchaseCount: number;
  /** Fen, or thousandths, as the meter's credit unit says. */
  readonly remaining: number;
  readonly overdraft: number;
  readonly illegalInsertions: number;
}

export interface TakenReturn {
  readonly taken: boolean;
  /** False when more is left than the books allow: then there is a flag and a case. */
  readonly agrees: boolean;
}

/** The meter's counter only goes up: what it had counted by the last card is known already. */
async function insertionsCounted(tx: Tx, siteId: string, meterId: string): Promise<number> {
  const [row] = await tx.prepared<{ counted: number }>(
    'collection.insertions-counted',
    `select coalesce(max(illegal_insertions), 0)::int as counted from card_return where site_id = $1 and meter_id = $2`,
    [siteId, meterId],
  );
  return row!.counted;
}

export async function takeReturned(tx: Tx, actor: Actor, returned: Returned): Promise<TakenReturn> {
  const { siteId } = actor;
  const { clock, meterId, cardNo, purchaseCount, returnedAt } = returned;
  const known = await tx.prepared(
    'collection.card-return',
    `select 1 from card_return where site_id = $1 and card_no = $2 and purchase_count = $3 and returned_at = $4`,
    [siteId, cardNo, purchaseCount, returnedAt],
  );
  if (known.length > 0) return { taken: false, agrees: true };
  const [meter] = await placedMeters(tx, siteId, { meterIds: [meterId], all: true });
  if (meter === undefined) throw new Error(`a card returned from the meter ${meterId}, which is not here`);
  const now = clock.now();
  const counted = await insertionsCounted(tx, siteId, meterId);
  await tx.keep(
    'card_return',
    q
      .insertInto('card_return')
      .values({
        site_id: siteId,
        return_id: newId(),
        card_no: cardNo,
        meter_id: meterId,
        returned_at: returnedAt,
        purchase_count: purchaseCount,
        remaining: returned.remaining,
        overdraft: returned.overdraft,
        illegal_insertions: returned.illegalInsertions,
        taken_at: now,
        taken_by: actor.personId,
      })
      .returningAll(),
  );
  const agrees = await seeCredit(tx, actor, clock, {
    meterId,
    unit: meter.credit_unit,
    source: 'card',
    seenAt: returnedAt,
    remaining: returned.remaining,
    overdraft: returned.overdraft,
    purchaseCount,
  });
  if (returned.illegalInsertions > counted)
    await raiseFlag(tx, actor, clock, {
      meterId,
      kind: 'illegal-card',
      at: now,
      facts: { insertions: returned.illegalInsertions },
    });
  return { taken: true, agrees: agrees ?? true };
}
