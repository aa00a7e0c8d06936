/**
 * Credit on its way from one meter to another, or from a household to its next meter. Where the balance is kept here it
 * moves at once. A meter that holds its credit itself must be given it: the carry waits, the meter is blocked, and
 * `deliver-carry` brings it by the meter's own driver, as its own purchase count.
 */
import type { CreditUnit, DeliveryKind } from '../../../shared/metering/words.ts';
import { newId } from '../../../shared/values/ids.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { moveCredit } from './credit.ts';
import type { Settlement } from './settlement.ts';
import { blockMeter } from './store/blocks.ts';

export interface CreditEnd {
  readonly meterId: string;
  readonly delivery: DeliveryKind;
  readonly unit: CreditUnit;
}

const documentOf = ({ kind, settlementId }: Settlement) => ({ kind, id: settlementId });

/** Takes credit off a meter. What lies in the meter itself is only written down: it leaves with the meter. */
export async function takeOff(
  tx: Tx,
  actor: Actor,
  settlement: Settlement,
  { meterId, delivery, amount }: Omit<CreditEnd, 'unit'> & { readonly amount: number },
): Promise<void> {
  if (amount === 0) return;
  await moveCredit(tx, actor, {
    meterId,
    kind: 'carry-out',
    amount: -amount,
    document: documentOf(settlement),
    at: settlement.at,
    elsewhere: delivery !== 'balance',
  });
}

/**
 * Brings credit to a meter, or lets it wait until it can be brought. Refuses 'meter.overdraft' for less than nothing
 * where the meter holds its credit itself: no meter can be given a debt.
 */
export async function bringTo(
  tx: Tx,
  actor: Actor,
  settlement: Settlement,
  { meterId, delivery, unit, amount }: CreditEnd & { readonly amount: number },
): Promise<void> {
  if (amount === 0) return;
  const document = documentOf(settlement);
  if (delivery === 'balance') {
    await moveCredit(tx, actor, { meterId, kind: 'carry-in', amount, document, at: settlement.at });
    return;
  }
  if (amount < 0) refuse('meter.overdraft');
  const carryId = newId();
  await tx.keep(
    'carried_credit',
    q
      .insertInto('carried_credit')
      .values({
        site_id: actor.siteId,
        carry_id: carryId,
        settlement_id: settlement.settlementId,
        to_meter_id: meterId,
        unit,
        amount,
        state: 'waiting',
        request_id: null,
        purchase_count: null,
        reason: null,
        asked_at: null,
        delivered_at: null,
      })
      .returningAll(),
  );
  await blockMeter(tx, actor, {
    meterId,
    reason: 'carry-waiting',
    note: `结算单 ${settlement.number}`,
    at: settlement.at,
    document: { kind: 'carried-credit', id: carryId },
  });
}
