/**
 * Sales and their payments → lines by commodity, user category and tender. A sale paid by several tenders is shared
 * among them by money, quantity and tax by largest remainder: the lines always add up to the sales.
 */
import type { Tender } from '../../../../shared/payments/tender.ts';
import { TENDER_KEYS } from '../../../../shared/payments/tender.ts';
import type { TenderTotal, TradeLine } from '../../../../shared/reconciliation/slip-content.ts';
import type { Text } from '../../../../shared/text.ts';
import { addMoney, allocate, type Money, ZERO } from '../../../../shared/values/money.ts';
import {
  addQuantity,
  COMMODITY_KEYS,
  type Commodity,
  type Milli,
  milliFromBigInt,
  NONE,
} from '../../../../shared/values/quantity.ts';
import { largestRemainder } from '../../../../shared/values/shares.ts';

export interface SaleSold {
  readonly saleId: string;
  readonly commodity: Commodity;
  readonly categoryCode: string;
  readonly category: Text;
  /** Null where registers are rated later. */
  readonly quantityMilli: Milli | null;
  readonly taxFen: Money;
}

export interface PaidLine {
  readonly documentId: string;
  readonly direction: 'in' | 'out';
  readonly tender: Tender;
  readonly amountFen: Money;
}

export function tradeLines(sales: readonly SaleSold[], payments: readonly PaidLine[]): TradeLine[] {
  const lines = new Map<string, TradeLine>();
  const paid = Map.groupBy(
    payments.filter((payment) => payment.direction === 'in'),
    (payment) => payment.documentId,
  );
  for (const sale of sales) {
    const parts = paid.get(sale.saleId) ?? [];
    if (parts.length === 0) continue;
    const weights = parts.map((part) => part.amountFen);
    const taxes = allocate(sale.taxFen, weights);
    const quantities = largestRemainder(BigInt(sale.quantityMilli ?? 0), weights.map(BigInt)).map(milliFromBigInt);
    parts.forEach((part, index) => {
      const key = `${sale.commodity} ${sale.categoryCode} ${part.tender}`;
      const line = lines.get(key) ?? emptyLine(sale, part.tender);
      lines.set(key, {
        ...line,
        count: line.count + 1,
        quantityMilli: addQuantity(line.quantityMilli, quantities[index]!),
        amountFen: addMoney(line.amountFen, part.amountFen),
        taxFen: addMoney(line.taxFen, taxes[index]!),
      });
    });
  }
  return [...lines.values()].sort(inOrder);
}

const emptyLine = ({ commodity, categoryCode, category }: SaleSold, tender: Tender): TradeLine => ({
  commodity,
  categoryCode,
  category,
  tender,
  count: 0,
  quantityMilli: NONE,
  amountFen: ZERO,
  taxFen: ZERO,
});

const inOrder = (a: TradeLine, b: TradeLine): number =>
  COMMODITY_KEYS.indexOf(a.commodity) - COMMODITY_KEYS.indexOf(b.commodity) ||
  a.categoryCode.localeCompare(b.categoryCode, 'en') ||
  TENDER_KEYS.indexOf(a.tender) - TENDER_KEYS.indexOf(b.tender);

/** What came in and what went back by each tender that was used, in the order of tenders. */
export function tenderTotals(payments: readonly PaidLine[]): TenderTotal[] {
  return TENDER_KEYS.flatMap((tender) => {
    const used = payments.filter((payment) => payment.tender === tender);
    if (used.length === 0) return [];
    const received = used.filter((payment) => payment.direction === 'in');
    const refunded = used.filter((payment) => payment.direction === 'out');
    return [
      {
        tender,
        receivedCount: received.length,
        receivedFen: sumOf(received),
        refundedCount: refunded.length,
        refundedFen: sumOf(refunded),
      },
    ];
  });
}

const sumOf = (payments: readonly PaidLine[]): Money => addMoney(...payments.map((payment) => payment.amountFen));
