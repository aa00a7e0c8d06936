import type { Tx } from '../../platform/db/tx.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { isReversible } from './can.ts';
import { isOpen } from './rules/attempt-states.ts';
import { lastAttempt, type SaleRow } from './store/sales.ts';

/**
 * Only what was certainly not delivered, or lies unused in a balance kept here. Never while the outcome is unknown.
 * Refuses 'sale.attempt_open', 'reversal.delivered_outside' and 'state.illegal_move'.
 */
export async function requireReversible(tx: Tx, sale: SaleRow): Promise<void> {
  const attempt = (await lastAttempt(tx, sale.site_id, sale.sale_id))?.state ?? null;
  if (isReversible({ state: sale.state, delivery: sale.delivery, attempt })) return;
  if (sale.state === 'delivered') refuse('reversal.delivered_outside');
  if (attempt !== null && isOpen(attempt)) refuse('sale.attempt_open');
  refuse('state.illegal_move', { from: sale.state, to: 'reversed' });
}
