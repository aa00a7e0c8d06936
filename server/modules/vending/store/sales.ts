/**
 * SQL of sales. A sale and its first attempt are one statement and one row version each: the states they pass through
 * inside one transaction are in the path and the timestamps, not in versions nobody could ever see.
 */
import type { CreditUnit, DeliveryKind } from '../../../../shared/metering/words.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import type { TierLine } from '../../../../shared/vending/view.ts';
import type { AttemptState, SaleState } from '../../../../shared/vending/words.ts';
import { q } from '../../../platform/db/query.ts';
import type { DeliveryAttemptTable, SaleTable } from '../../../platform/db/tables.gen.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireMove } from '../rules/sale-states.ts';

export interface SaleRow
  extends Omit<SaleTable, 'tier_lines' | 'commodity' | 'delivery' | 'credit_unit' | 'state' | 'sold_by'> {
  readonly tier_lines: readonly TierLine[];
  readonly commodity: Commodity;
  readonly delivery: DeliveryKind;
  readonly credit_unit: CreditUnit;
  readonly sold_by: 'money' | 'quantity';
  readonly state: SaleState;
}

export interface AttemptRow extends Omit<DeliveryAttemptTable, 'state'> {
  readonly state: AttemptState;
}

const INSERT = `
with sold as (
  insert into sale select * from jsonb_populate_record(null::sale, $1::jsonb) returning *
), attempted as (
  insert into delivery_attempt select * from jsonb_populate_record(null::delivery_attempt, $2::jsonb) returning *
)
select s.*, a.attempt_id as "a.attempt_id", a.attempt_no as "a.attempt_no", a.state as "a.state", a.path as "a.path",
  a.reason as "a.reason", a.read_count as "a.read_count", a.read_balance as "a.read_balance",
  a.created_at as "a.created_at", a.settled_at as "a.settled_at", a.person_id as "a.person_id"
from sold s, attempted a`;

const PREFIX = 'a.';

/** Writes both, keeps both, in one round trip. */
export async function insertSale(tx: Tx, sale: SaleRow, attempt: AttemptRow): Promise<void> {
  const [both] = await tx.prepared<Record<string, unknown>>('vending.insert-sale', INSERT, [
    JSON.stringify(sale),
    JSON.stringify(attempt),
  ]);
  const columns = Object.entries(both ?? {});
  const attemptOwn = columns
    .filter(([name]) => name.startsWith(PREFIX))
    .map(([name, value]) => [name.slice(PREFIX.length), value]);
  const { site_id, sale_id, meter_id, purchase_count } = sale;
  tx.kept('sale', [Object.fromEntries(columns.filter(([name]) => !name.startsWith(PREFIX)))]);
  tx.kept('delivery_attempt', [{ site_id, sale_id, meter_id, purchase_count, ...Object.fromEntries(attemptOwn) }]);
}

/** The sale's row, locked: the parent of its attempts, prints and reversal. Refuses 'record.not_found'. */
export async function lockSale(tx: Tx, siteId: string, saleId: string): Promise<SaleRow> {
  const [row] = await tx.prepared<SaleRow>(
    'vending.lock-sale',
    'select * from sale where site_id = $1 and sale_id = $2 for update',
    [siteId, saleId],
  );
  return row ?? refuse('record.not_found');
}

export async function findSale(
  tx: Tx,
  siteId: string,
  by: { readonly saleId?: string | undefined; readonly slipNo?: string | undefined },
): Promise<SaleRow | undefined> {
  const [row] =
    by.saleId !== undefined
      ? await tx.prepared<SaleRow>('vending.sale', 'select * from sale where site_id = $1 and sale_id = $2', [
          siteId,
          by.saleId,
        ])
      : await tx.prepared<SaleRow>('vending.sale-of-slip', 'select * from sale where site_id = $1 and slip_no = $2', [
          siteId,
          by.slipNo,
        ]);
  return row;
}

export type SaleChange = Partial<
  Pick<SaleRow, 'balance_after' | 'delivered_at' | 'delivered_entry_id' | 'reversed_at' | 'case_id'>
>;

/** Moves the locked sale to a state and writes what belongs to it. Refuses 'state.illegal_move'. */
export async function moveSale(tx: Tx, sale: SaleRow, to: SaleState, change: SaleChange = {}): Promise<SaleRow> {
  if (sale.state !== to) requireMove(sale.state, to);
  const [row] = await tx.keep(
    'sale',
    q
      .updateTable('sale')
      .set({ state: to, ...change })
      .where('site_id', '=', sale.site_id)
      .where('sale_id', '=', sale.sale_id)
      .returningAll(),
  );
  tx.touch('vending');
  return row as unknown as SaleRow;
}

export async function lastAttempt(tx: Tx, siteId: string, saleId: string): Promise<AttemptRow | undefined> {
  const [row] = await tx.prepared<AttemptRow>(
    'vending.last-attempt',
    `select * from delivery_attempt where site_id = $1 and sale_id = $2 order by attempt_no desc limit 1`,
    [siteId, saleId],
  );
  return row;
}

export async function insertAttempt(tx: Tx, attempt: AttemptRow): Promise<void> {
  await tx.keep('delivery_attempt', q.insertInto('delivery_attempt').values(attempt).returningAll());
}

export async function updateAttempt(
  tx: Tx,
  attempt: AttemptRow,
  change: Pick<AttemptRow, 'state' | 'path' | 'reason' | 'read_count' | 'read_balance' | 'settled_at'>,
): Promise<void> {
  await tx.keep(
    'delivery_attempt',
    q
      .updateTable('delivery_attempt')
      .set(change)
      .where('site_id', '=', attempt.site_id)
      .where('attempt_id', '=', attempt.attempt_id)
      .returningAll(),
  );
}
