/** How a movement stands in the cash journal: receipt or payment, never both, and its summary. */

import type { Text } from '../../../../shared/text.ts';
import { MOVEMENT_TITLES, type MovementKind, STATES_BALANCE } from '../../../../shared/tills/movement.ts';
import { type Money, negate } from '../../../../shared/values/money.ts';

export interface JournalSides {
  readonly receiptFen: Money | null;
  readonly paymentFen: Money | null;
  readonly summary: Text;
}

export function journalLine(kind: MovementKind, amountFen: Money, reason: string): JournalSides {
  const title = MOVEMENT_TITLES[kind];
  const moves = !STATES_BALANCE.includes(kind);
  return {
    receiptFen: moves && amountFen > 0 ? amountFen : null,
    paymentFen: moves && amountFen < 0 ? negate(amountFen) : null,
    summary: reason === '' ? title : { zh: `${title.zh}：${reason}`, en: `${title.en}: ${reason}` },
  };
}
