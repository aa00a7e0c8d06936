/** SQL of prepared sales: the queue before the cash window. */
import type { DeliveryKind } from '../../../../shared/metering/words.ts';
import type { BusinessDate, Instant } from '../../../../shared/values/calendar.ts';
import type { Money } from '../../../../shared/values/money.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import type { ExpiredBy, PreparedState } from '../../../../shared/vending/prepared.ts';
import type { SaleState } from '../../../../shared/vending/words.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { PreparedSaleTable } from '../../../platform/db/tables.gen.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requirePreparedMove } from '../rules/prepared-states.ts';

export interface PreparedRow
  extends Omit<PreparedSaleTable, 'state' | 'commodity' | 'delivery' | 'wanted_by' | 'expired_by'> {
  readonly state: PreparedState;
  readonly commodity: Commodity;
  readonly delivery: DeliveryKind;
  readonly wanted_by: 'money' | 'quantity';
  readonly expired_by: ExpiredBy | null;
}

/** With what became of the sale, where there is one. */
export interface PreparedWithSale extends PreparedRow {
  readonly paid_fen: Money | null;
  readonly slip_no: string | null;
  readonly sale_state: SaleState | null;
}

export async function insertPrepared(tx: Tx, row: PreparedRow): Promise<void> {
  await tx.keep('prepared_sale', q.insertInto('prepared_sale').values(row).returningAll());
}

/** Locked: of two cashiers the second waits here. Refuses 'record.not_found'. */
export async function lockPrepared(tx: Tx, siteId: string, preparedId: string): Promise<PreparedRow> {
  const [row] = await tx.prepared<PreparedRow>(
    'vending.lock-prepared',
    'select * from prepared_sale where site_id = $1 and prepared_id = $2 for update',
    [siteId, preparedId],
  );
  return row ?? refuse('record.not_found');
}

export async function findPrepared(tx: Tx, siteId: string, preparedId: string): Promise<PreparedWithSale> {
  const [row] = await tx.prepared<PreparedWithSale>(
    'vending.prepared',
    `select p.*, s.total_fen as paid_fen, s.slip_no, s.state as sale_state from prepared_sale p
     left join sale s on s.site_id = p.site_id and s.sale_id = p.sale_id
     where p.site_id = $1 and p.prepared_id = $2`,
    [siteId, preparedId],
  );
  return row ?? refuse('record.not_found');
}

export interface Ending {
  readonly state: 'paid' | 'expired' | 'withdrawn';
  readonly now: Instant;
  readonly saleId?: string;
  readonly expiredBy?: ExpiredBy;
  readonly reason?: string;
}

/** Ends the locked ticket for good. Refuses 'prepared.not_waiting'. */
export async function endPrepared(tx: Tx, actor: Actor, ticket: PreparedRow, ending: Ending): Promise<PreparedRow> {
  requirePreparedMove(ticket, ending.state);
  const [row] = await tx.keep(
    'prepared_sale',
    q
      .updateTable('prepared_sale')
      .set({
        state: ending.state,
        ended_at: ending.now,
        ended_by: actor.personId,
        ended_post: actor.post,
        expired_by: ending.expiredBy ?? null,
        reason: ending.reason ?? null,
        sale_id: ending.saleId ?? null,
      })
      .where('site_id', '=', ticket.site_id)
      .where('prepared_id', '=', ticket.prepared_id)
      .returningAll(),
  );
  tx.touch('vending');
  return row as unknown as PreparedRow;
}

/** Waiting tickets whose time or day is over, locked; those somebody is taking money for are left alone. */
export const lockOver = (
  tx: Tx,
  siteId: string,
  at: { readonly now: Instant; readonly today: BusinessDate },
): Promise<PreparedRow[]> =>
  tx.prepared<PreparedRow>(
    'vending.lock-over',
    `select * from prepared_sale where site_id = $1 and state = 'waiting' and (expires_at <= $2 or business_date <> $3)
     order by prepared_id for update skip locked`,
    [siteId, at.now, at.today],
  );

/** The meter's waiting ticket, locked. */
export async function waitingOfMeter(tx: Tx, siteId: string, meterId: string): Promise<PreparedRow | undefined> {
  const [row] = await tx.prepared<PreparedRow>(
    'vending.prepared-of-meter',
    `select * from prepared_sale where site_id = $1 and meter_id = $2 and state = 'waiting' for update`,
    [siteId, meterId],
  );
  return row;
}

export interface PreparedPage {
  readonly state?: PreparedState | undefined;
  readonly preparedById?: string | undefined;
  readonly from?: BusinessDate | undefined;
  readonly to?: BusinessDate | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
  readonly now: Instant;
  readonly today: BusinessDate;
}

/** Latest first. What is over is found as expired, also before the house has ended it. */
export async function preparedPage(tx: Tx, siteId: string, page: PreparedPage): Promise<PreparedWithSale[]> {
  let found = q
    .selectFrom('prepared_sale as p')
    .leftJoin('sale as s', (on) => on.onRef('s.site_id', '=', 'p.site_id').onRef('s.sale_id', '=', 'p.sale_id'))
    .selectAll('p')
    .select(['s.total_fen as paid_fen', 's.slip_no', 's.state as sale_state'])
    .where('p.site_id', '=', siteId);
  const standing = sql<string>`case when p.state = 'waiting' and (p.expires_at <= ${page.now} or p.business_date <> ${page.today})
    then 'expired' else p.state end`;
  if (page.state !== undefined) found = found.where(standing, '=', page.state);
  if (page.preparedById !== undefined) found = found.where('p.person_id', '=', page.preparedById);
  if (page.from !== undefined) found = found.where('p.business_date', '>=', page.from);
  if (page.to !== undefined) found = found.where('p.business_date', '<=', page.to);
  if (page.after !== undefined) found = found.where('p.prepared_id', '<', page.after);
  return (await tx.many(found.orderBy('p.prepared_id', 'desc').limit(page.limit))) as unknown as PreparedWithSale[];
}
