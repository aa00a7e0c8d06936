/** A prepared sale for the pages, and what it asks for. */
import { receivePrepared } from '../../../shared/contracts/vending/receive-prepared.ts';
import { withdrawPrepared } from '../../../shared/contracts/vending/withdraw-prepared.ts';
import type { BusinessDate, Instant } from '../../../shared/values/calendar.ts';
import { fen } from '../../../shared/values/money.ts';
import { milli } from '../../../shared/values/quantity.ts';
import type { PreparedRowView } from '../../../shared/vending/prepared.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { allowed } from '../../platform/operations/can.ts';
import { personNames } from '../posts/index.ts';
import { expiryOf } from './rules/prepared-states.ts';
import type { Wanted } from './rules/price-sale.ts';
import type { PreparedRow, PreparedWithSale } from './store/prepared.ts';

export const wantedOf = ({ wanted_by, wanted_amount }: PreparedRow): Wanted =>
  wanted_by === 'money'
    ? { by: 'money', moneyFen: fen(wanted_amount) }
    : { by: 'quantity', quantityMilli: milli(wanted_amount) };

interface Moment {
  readonly now: Instant;
  readonly today: BusinessDate;
}

export async function preparedViews(
  tx: Tx,
  actor: Actor,
  rows: readonly PreparedWithSale[],
  { now, today }: Moment,
): Promise<PreparedRowView[]> {
  const persons = rows.flatMap((row) => [row.person_id, ...(row.ended_by === null ? [] : [row.ended_by])]);
  const names = await personNames(tx, actor.siteId, persons);
  return rows.map((row) => {
    const expiredBy = row.expired_by ?? expiryOf(row, now, today);
    const state = expiredBy === null ? row.state : 'expired';
    return {
      preparedId: row.prepared_id,
      ticketNo: row.ticket_no,
      businessDate: row.business_date,
      state,
      preparedAt: row.prepared_at,
      expiresAt: row.expires_at,
      roomCode: row.room_code,
      accountNo: row.account_no,
      meterId: row.meter_id,
      meterNo: row.meter_no,
      commodity: row.commodity,
      delivery: row.delivery,
      by: row.wanted_by,
      quantityMilli: row.quantity_milli,
      totalFen: row.total_fen,
      priceNumber: row.price_number,
      preparedById: row.person_id,
      preparedByName: names.get(row.person_id) ?? '—',
      endedAt: row.ended_at,
      endedByName: row.ended_by === null || state === 'expired' ? null : (names.get(row.ended_by) ?? '—'),
      expiredBy,
      reason: row.reason,
      saleId: row.sale_id,
      paidFen: row.paid_fen,
      slipNo: row.slip_no,
      saleState: row.sale_state,
      can: state === 'waiting' ? allowed(actor, [receivePrepared, withdrawPrepared]) : [],
    };
  });
}

export async function preparedView(
  tx: Tx,
  actor: Actor,
  row: PreparedWithSale,
  moment: Moment,
): Promise<PreparedRowView> {
  const [view] = await preparedViews(tx, actor, [row], moment);
  return view!;
}
