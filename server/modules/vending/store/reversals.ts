/** SQL of reversals: the linked counter-documents of sales. */
import type { ReversalState } from '../../../../shared/vending/words.ts';
import { q } from '../../../platform/db/query.ts';
import type { SaleReversalTable } from '../../../platform/db/tables.gen.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireReversalMove } from '../rules/reversal-states.ts';

export interface ReversalRow extends Omit<SaleReversalTable, 'state'> {
  readonly state: ReversalState;
}

export const reversalNumber = (count: number): string => `CZ-${count}`;

/** The reversal that counts: one that was refused leaves room for another. */
export async function reversalOfSale(tx: Tx, siteId: string, saleId: string): Promise<ReversalRow | undefined> {
  const [row] = await tx.prepared<ReversalRow>(
    'vending.reversal-of-sale',
    `select * from sale_reversal where site_id = $1 and sale_id = $2
     order by (state = 'refused'), requested_at desc limit 1`,
    [siteId, saleId],
  );
  return row;
}

/** Without a lock: it tells which sale to lock. Refuses 'record.not_found'. */
export async function saleIdOfReversal(tx: Tx, siteId: string, reversalId: string): Promise<string> {
  const [row] = await tx.prepared<{ sale_id: string }>(
    'vending.sale-of-reversal',
    'select sale_id from sale_reversal where site_id = $1 and reversal_id = $2',
    [siteId, reversalId],
  );
  return row?.sale_id ?? refuse('record.not_found');
}

/** The caller has locked the sale, its parent. */
export async function readReversal(tx: Tx, siteId: string, reversalId: string): Promise<ReversalRow> {
  const [row] = await tx.prepared<ReversalRow>(
    'vending.reversal',
    'select * from sale_reversal where site_id = $1 and reversal_id = $2',
    [siteId, reversalId],
  );
  return row ?? refuse('record.not_found');
}

export async function insertReversal(tx: Tx, row: ReversalRow): Promise<void> {
  await tx.keep('sale_reversal', q.insertInto('sale_reversal').values(row).returningAll());
  tx.touch('vending');
}

export type ReversalChange = Partial<
  Pick<
    ReversalRow,
    | 'ended_by'
    | 'ended_at'
    | 'end_reason'
    | 'signature_ids'
    | 'entry_id'
    | 'paid_back_by'
    | 'paid_back_at'
    | 'drawer_session_id'
    | 'pay_back_entry_id'
  >
>;

/** Refuses 'state.illegal_move'. */
export async function moveReversal(
  tx: Tx,
  reversal: ReversalRow,
  to: ReversalState,
  change: ReversalChange,
): Promise<void> {
  requireReversalMove(reversal.state, to);
  await tx.keep(
    'sale_reversal',
    q
      .updateTable('sale_reversal')
      .set({ state: to, ...change })
      .where('site_id', '=', reversal.site_id)
      .where('reversal_id', '=', reversal.reversal_id)
      .returningAll(),
  );
  tx.touch('vending');
}
