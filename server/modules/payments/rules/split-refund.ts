/** How money is given back: by the tenders it came in by, line after line, never more than is left of each. */
import type { Tender } from '../../../../shared/payments/tender.ts';
import { TENDERS } from '../../../../shared/payments/tender.ts';
import { fen, type Money, subtractMoney, ZERO } from '../../../../shared/values/money.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { tenderWords } from './split-tenders.ts';

export interface Refundable {
  readonly paymentId: string;
  readonly tender: Tender;
  /** What was paid, less what was given back already. */
  readonly leftFen: Money;
}

export interface RefundLine {
  readonly refundOfId: string;
  readonly tender: Tender;
  readonly amountFen: Money;
  readonly reference: string | null;
}

/**
 * `references`: payment id → the provider's reference of the refund.
 * Refuses `payment.refund_too_much` and `payment.refund_reference`.
 */
export function splitRefund(
  totalFen: Money,
  payments: readonly Refundable[],
  references: Readonly<Record<string, string>>,
): RefundLine[] {
  let open = totalFen;
  const lines: RefundLine[] = [];
  for (const { paymentId, tender, leftFen } of payments) {
    const amountFen = fen(Math.min(open, leftFen));
    if (amountFen === 0) continue;
    open = subtractMoney(open, amountFen);
    const byProvider = TENDERS[tender].refundBy === 'provider';
    const reference = references[paymentId];
    if (byProvider && reference === undefined) refuse('payment.refund_reference', tenderWords(tender));
    lines.push({ refundOfId: paymentId, tender, amountFen, reference: byProvider ? (reference ?? null) : null });
  }
  if (open !== ZERO) refuse('payment.refund_too_much');
  return lines;
}
