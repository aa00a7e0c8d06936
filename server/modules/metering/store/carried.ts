/** SQL of carried credit: reading it with what a page shows, locking it, moving its state. */
import { deliverCarry } from '../../../../shared/contracts/metering/deliver-carry.ts';
import { type CarriedCreditView, creditFields } from '../../../../shared/metering/view.ts';
import {
  type CarryState,
  type CreditUnit,
  DELIVERY_REASONS,
  type DeliveryKind,
  type DeliveryReason,
} from '../../../../shared/metering/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { canOf } from '../../../platform/operations/can.ts';

export interface CarriedRow {
  readonly carry_id: string;
  readonly settlement_id: string;
  readonly to_meter_id: string;
  readonly unit: CreditUnit;
  readonly amount: number;
  readonly state: CarryState;
  readonly request_id: string | null;
  readonly purchase_count: number | null;
  readonly reason: DeliveryReason | null;
  readonly asked_at: Instant | null;
  readonly delivered_at: Instant | null;
}

/** Locked until the transaction ends; undefined when there is none. */
export async function lockCarried(tx: Tx, siteId: string, carryId: string): Promise<CarriedRow | undefined> {
  const row = await tx.maybe(
    q
      .selectFrom('carried_credit')
      .selectAll()
      .where('site_id', '=', siteId)
      .where('carry_id', '=', carryId)
      .forUpdate(),
  );
  return row as CarriedRow | undefined;
}

type Moved = Pick<CarriedRow, 'state'> &
  Partial<Pick<CarriedRow, 'request_id' | 'purchase_count' | 'reason' | 'asked_at' | 'delivered_at'>>;

export async function moveCarried(tx: Tx, siteId: string, carryId: string, to: Moved): Promise<void> {
  await tx.keep(
    'carried_credit',
    q
      .updateTable('carried_credit')
      .set(to)
      .where('site_id', '=', siteId)
      .where('carry_id', '=', carryId)
      .returningAll(),
  );
  tx.touch('metering');
}

interface ShownRow extends CarriedRow {
  readonly number: number;
  readonly settled_at: Instant;
  readonly meter_no: string;
  readonly delivery: DeliveryKind;
  readonly full_code: string;
}

interface CarriedWanted {
  readonly carryId?: string | undefined;
  readonly meterId?: string | undefined;
  readonly state?: 'open' | 'delivered' | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Oldest first: what has waited longest is looked at first. */
export async function carriedViews(tx: Tx, actor: Actor, wanted: CarriedWanted): Promise<CarriedCreditView[]> {
  const rows = await tx.prepared<ShownRow>(
    'metering.carried-credits',
    `select c.*, s.number, s.at as settled_at, m.meter_no, m.delivery, p.full_code
     from carried_credit c
     join meter_settlement s on s.site_id = c.site_id and s.settlement_id = c.settlement_id
     join meter m on m.site_id = c.site_id and m.meter_id = c.to_meter_id
     join premise p on p.site_id = m.site_id and p.premise_id = m.premise_id
     where c.site_id = $1 and ($2::uuid is null or c.carry_id = $2) and ($3::uuid is null or c.to_meter_id = $3)
       and ($4::text is null or (c.state = 'delivered') = ($4 = 'delivered')) and ($5::uuid is null or c.carry_id > $5)
     order by c.carry_id limit $6`,
    [
      actor.siteId,
      wanted.carryId ?? null,
      wanted.meterId ?? null,
      wanted.state ?? null,
      wanted.after ?? null,
      wanted.limit,
    ],
  );
  return rows.map((row) => viewOf(actor, row));
}

function viewOf(actor: Actor, row: ShownRow): CarriedCreditView {
  const { fen, milli } = creditFields(row.unit, row.amount);
  return {
    carryId: row.carry_id,
    settlementNumber: row.number,
    settledAt: row.settled_at,
    meterId: row.to_meter_id,
    meterNo: row.meter_no,
    delivery: row.delivery,
    roomCode: row.full_code,
    unit: row.unit,
    amountFen: fen,
    amountMilli: milli,
    state: row.state,
    reason: row.reason === null ? null : DELIVERY_REASONS[row.reason],
    askedAt: row.asked_at,
    deliveredAt: row.delivered_at,
    can: canOf(actor, [[deliverCarry, row.state !== 'delivered']]),
  };
}
