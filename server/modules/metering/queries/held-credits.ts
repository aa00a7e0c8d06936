import { heldCredits as contract } from '../../../../shared/contracts/metering/held-credits.ts';
import { creditFields } from '../../../../shared/metering/view.ts';
import type { CreditUnit } from '../../../../shared/metering/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { maskedCustomers } from '../../customers/index.ts';

interface Row {
  readonly held_id: string;
  readonly customer_id: string;
  readonly commodity: Commodity;
  readonly unit: CreditUnit;
  readonly amount: number;
  readonly number: number;
  readonly at: Instant;
}

/** Oldest first: what has waited longest is looked at first. */
export const heldCredits = answer(contract, async (tx, actor, _clock, { customerId, after, limit }) => {
  const rows = await tx.prepared<Row>(
    'metering.held-credits',
    `select h.held_id, h.customer_id, h.commodity, h.unit, h.amount, s.number, s.at
     from held_credit h
     join meter_settlement s on s.site_id = h.site_id and s.settlement_id = h.from_settlement_id
     where h.site_id = $1 and h.to_settlement_id is null and ($2::uuid is null or h.customer_id = $2)
       and ($3::uuid is null or h.held_id > $3)
     order by h.held_id limit $4`,
    [actor.siteId, customerId ?? null, after ?? null, limit],
  );
  const customers = await maskedCustomers(tx, actor.siteId, [...new Set(rows.map((row) => row.customer_id))]);
  const byId = new Map(customers.map((one) => [one.customerId, one]));
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => {
      const { fen, milli } = creditFields(row.unit, row.amount);
      return {
        heldId: row.held_id,
        customer: byId.get(row.customer_id)!,
        commodity: row.commodity,
        unit: row.unit,
        amountFen: fen,
        amountMilli: milli,
        settlementNumber: row.number,
        at: row.at,
      };
    }),
    ...(rows.length === limit && last !== undefined ? { next: last.held_id } : {}),
  };
});
