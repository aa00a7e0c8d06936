/** The slips of a day → the lines of its sheet. */
import type { z } from 'zod';
import type { Tender } from '../../../../shared/payments/tender.ts';
import { TENDER_KEYS } from '../../../../shared/payments/tender.ts';
import type {
  commodityLineSchema,
  dayTenderSchema,
  drawerLineSchema,
} from '../../../../shared/reconciliation/day-content.ts';
import type { SlipContent, TradeLine } from '../../../../shared/reconciliation/slip-content.ts';
import { addMoney, type Money, ZERO } from '../../../../shared/values/money.ts';
import { addQuantity } from '../../../../shared/values/quantity.ts';

type CommodityLine = z.output<typeof commodityLineSchema>;
type DayTender = z.output<typeof dayTenderSchema>;
type DrawerLine = z.output<typeof drawerLineSchema>;

/** By commodity and user category, all tenders together. */
export function commodityLines(slips: readonly SlipContent[]): CommodityLine[] {
  const groups = Map.groupBy(
    slips.flatMap((slip) => slip.trade),
    (line) => `${line.commodity} ${line.categoryCode}`,
  );
  return [...groups.values()].map(sumOf);
}

function sumOf(lines: readonly TradeLine[]): CommodityLine {
  const { commodity, categoryCode, category } = lines[0]!;
  return {
    commodity,
    categoryCode,
    category,
    count: lines.reduce((count, line) => count + line.count, 0),
    quantityMilli: addQuantity(...lines.map((line) => line.quantityMilli)),
    amountFen: addMoney(...lines.map((line) => line.amountFen)),
    taxFen: addMoney(...lines.map((line) => line.taxFen)),
  };
}

interface OutsideRefund {
  readonly tender: Tender;
  readonly refundedFen: Money;
}

export function dayTenders(slips: readonly SlipContent[], outside: readonly OutsideRefund[]): DayTender[] {
  const totals = slips.flatMap((slip) => slip.tenders);
  return TENDER_KEYS.flatMap((tender) => {
    const ofSlips = totals.filter((total) => total.tender === tender);
    const ofOthers = outside.filter((total) => total.tender === tender);
    if (ofSlips.length + ofOthers.length === 0) return [];
    const received = ofSlips.map((total) => total.receivedFen);
    const refunded = [...ofSlips, ...ofOthers].map((total) => total.refundedFen);
    return [{ tender, receivedFen: addMoney(...received), refundedFen: addMoney(...refunded) }];
  });
}

/** The cash book, one line a drawer. Cash handed over within the drawer is neither received nor paid. */
export function drawerLines(slips: readonly SlipContent[]): DrawerLine[] {
  return [...Map.groupBy(slips, (slip) => slip.drawerCode).values()].map((ofDrawer) => {
    const inOrder = ofDrawer.toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
    const [first, last] = [inOrder[0]!, inOrder.at(-1)!];
    const moved = inOrder
      .flatMap((slip) => slip.cash.lines)
      .filter((line) => line.kind !== 'hand-over-in' && line.kind !== 'hand-over-out');
    return {
      drawerCode: first.drawerCode,
      drawerName: first.drawerName,
      openingFen: first.cash.carriedFen,
      receiptFen: addMoney(ZERO, ...moved.map((line) => line.receiptFen)),
      paymentFen: addMoney(ZERO, ...moved.map((line) => line.paymentFen)),
      closingFen: last.cash.countedFen,
    };
  });
}
