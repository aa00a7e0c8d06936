/**
 * Settlements: the document by which a meter is changed or a household moves, and by whose id every movement of credit
 * that follows from it is found. Credit is carried whole: what leaves one meter arrives at another or waits under a
 * customer, in the same transaction and under the same number.
 */
import type { CreditUnit, DeliveryKind } from '../../../shared/metering/words.ts';
import type { BusinessDate, Instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { Commodity } from '../../../shared/values/quantity.ts';
import { currentDay } from '../../platform/chain/day.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { nextNumber } from '../../platform/operations/number.ts';
import { bringTo, takeOff } from './carry.ts';
import type { AccountMeter } from './store/meters.ts';

export interface Settlement {
  readonly settlementId: string;
  readonly number: number;
  readonly kind: 'meter-change' | 'move-out' | 'move-in';
  readonly businessDate: BusinessDate;
  readonly at: Instant;
}

export interface NewSettlement {
  readonly kind: Settlement['kind'];
  readonly accountId: string | null;
  readonly reason: string;
  readonly at: Instant;
}

export async function openSettlement(tx: Tx, actor: Actor, settlement: NewSettlement): Promise<Settlement> {
  const settlementId = newId();
  const businessDate = await currentDay(tx, actor.siteId, settlement.at);
  const number = await nextNumber(tx, actor.siteId, 'meter-settlement');
  await tx.keep(
    'meter_settlement',
    q
      .insertInto('meter_settlement')
      .values({
        site_id: actor.siteId,
        settlement_id: settlementId,
        number,
        kind: settlement.kind,
        account_id: settlement.accountId,
        business_date: businessDate,
        reason: settlement.reason,
        at: settlement.at,
        person_id: actor.personId,
        post: actor.post,
      })
      .returningAll(),
  );
  return { settlementId, number, kind: settlement.kind, businessDate, at: settlement.at };
}

interface Held {
  readonly customerId: string;
  readonly meter: Pick<AccountMeter, 'meter_id' | 'commodity' | 'credit_unit' | 'delivery'>;
  readonly amount: number;
}

/** Takes a meter's credit off it and lets it wait under a customer. */
export async function holdCredit(tx: Tx, actor: Actor, settlement: Settlement, held: Held): Promise<void> {
  if (held.amount === 0) return;
  const { meter_id: meterId, delivery } = held.meter;
  await takeOff(tx, actor, settlement, { meterId, delivery, amount: held.amount });
  await tx.keep(
    'held_credit',
    q
      .insertInto('held_credit')
      .values({
        site_id: actor.siteId,
        held_id: newId(),
        customer_id: held.customerId,
        commodity: held.meter.commodity,
        unit: held.meter.credit_unit,
        amount: held.amount,
        from_settlement_id: settlement.settlementId,
        to_settlement_id: null,
      })
      .returningAll(),
  );
}

export interface WaitingCredit {
  readonly heldId: string;
  readonly commodity: Commodity;
  readonly unit: CreditUnit;
  readonly amount: number;
}

/** Credit that waits under these customers, locked. */
export async function waitingCredit(tx: Tx, siteId: string, customerIds: readonly string[]): Promise<WaitingCredit[]> {
  if (customerIds.length === 0) return [];
  const rows = await tx.many(
    q
      .selectFrom('held_credit')
      .selectAll()
      .where('site_id', '=', siteId)
      .where('customer_id', 'in', customerIds)
      .where('to_settlement_id', 'is', null)
      .orderBy('held_id')
      .forUpdate(),
  );
  return rows.map((row) => ({
    heldId: row.held_id,
    commodity: row.commodity as Commodity,
    unit: row.unit as CreditUnit,
    amount: row.amount,
  }));
}

/** Gives waiting credit to a meter of the same kind and unit. */
export async function releaseCredit(
  tx: Tx,
  actor: Actor,
  settlement: Settlement,
  release: { readonly held: WaitingCredit; readonly meterId: string; readonly delivery: DeliveryKind },
): Promise<void> {
  await tx.keep(
    'held_credit',
    q
      .updateTable('held_credit')
      .set({ to_settlement_id: settlement.settlementId })
      .where('site_id', '=', actor.siteId)
      .where('held_id', '=', release.held.heldId)
      .returningAll(),
  );
  const { meterId, delivery, held } = release;
  await bringTo(tx, actor, settlement, { meterId, delivery, unit: held.unit, amount: held.amount });
}
