/**
 * The day's figures three times over: from the slips that are signed, from the documents (sales, payments, cash
 * movements) and from the ledger. Each side is added up by itself; a figure that one side lacks counts as nothing there.
 */

import { TENDERS, type Tender } from '../../../../shared/payments/tender.ts';
import type { Compared } from '../../../../shared/reconciliation/day-content.ts';
import type { SlipContent } from '../../../../shared/reconciliation/slip-content.ts';
import type { Text } from '../../../../shared/text.ts';
import { STATES_BALANCE } from '../../../../shared/tills/movement.ts';
import { addMoney, type Money, subtractMoney, ZERO } from '../../../../shared/values/money.ts';

export type Sums = ReadonlyMap<string, Money>;

/** Moves between two sessions of one drawer, or none at all: not in the books. */
const WITHIN_DRAWER: readonly string[] = [...STATES_BALANCE, 'hand-over-out', 'hand-over-in'];

/** Keys: sold, over, short, tender.<tender> (not cash), cash.<drawer code>. */
export function sumsOfSlips(slips: readonly SlipContent[]): Sums {
  const sums = new Map<string, Money>();
  const add = (key: string, ...amounts: Money[]): void => {
    sums.set(key, addMoney(sums.get(key) ?? ZERO, ...amounts));
  };
  for (const slip of slips) {
    add('sold', ...slip.trade.map((line) => line.amountFen));
    for (const total of slip.tenders)
      if (!TENDERS[total.tender].cash)
        add(`tender.${total.tender}`, subtractMoney(total.receivedFen, total.refundedFen));
    for (const line of slip.cash.lines) {
      if (WITHIN_DRAWER.includes(line.kind)) continue;
      add(`cash.${slip.drawerCode}`, subtractMoney(line.receiptFen, line.paymentFen));
      if (line.kind === 'over') add('over', line.receiptFen);
      if (line.kind === 'short') add('short', line.paymentFen);
    }
  }
  return sums;
}

export const addSums = (...sides: readonly Sums[]): Sums => {
  const sums = new Map<string, Money>();
  for (const side of sides) for (const [key, amount] of side) sums.set(key, addMoney(sums.get(key) ?? ZERO, amount));
  return sums;
};

/** One line for every figure that any side has, in the order of keys. */
export function compareSums(slips: Sums, documents: Sums, ledger: Sums): Compared[] {
  const keys = [...new Set([...slips.keys(), ...documents.keys(), ...ledger.keys()])].sort();
  return keys.map((key) => {
    const slipsFen = slips.get(key) ?? ZERO;
    const documentsFen = documents.get(key) ?? ZERO;
    const ledgerFen = ledger.get(key) ?? ZERO;
    const agrees = slipsFen === documentsFen && documentsFen === ledgerFen;
    return { key, title: titleOf(key), slipsFen, documentsFen, ledgerFen, agrees };
  });
}

const TITLES: Readonly<Record<string, Text>> = {
  sold: { zh: '售出收款', en: 'Received for sales' },
  over: { zh: '长款', en: 'Cash over' },
  short: { zh: '短款', en: 'Cash short' },
};

function titleOf(key: string): Text {
  const [group = '', name = ''] = key.split('.');
  if (group === 'tender' && name in TENDERS) {
    const { title } = TENDERS[name as Tender];
    return { zh: `非现金-${title.zh}`, en: `Clearing, ${title.en}` };
  }
  if (group === 'cash') return { zh: `钱箱 ${name} 现金增减`, en: `Cash of drawer ${name}, net` };
  return TITLES[key] ?? { zh: key, en: key };
}
