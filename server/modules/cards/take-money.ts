/** Deposit and fee of a card as money: into the open drawer, against what is kept for the household and what is earned. */
import { ACCOUNTS } from '../../../shared/ledger/chart.ts';
import type { TenderLine } from '../../../shared/payments/tender.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { addMoney, formatMoney, type Money, ZERO } from '../../../shared/values/money.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { credit, post } from '../ledger/index.ts';
import { takePayments } from '../payments/index.ts';
import { requireOpenDrawer } from '../tills/index.ts';

export interface Due {
  readonly depositFen: Money;
  readonly feeFen: Money;
  readonly expectedFen: Money;
  readonly tenders: readonly TenderLine[];
  readonly accountId: string;
  readonly document: { readonly kind: string; readonly id: string; readonly number: string };
  readonly now: Instant;
}

export interface TakenForCard {
  readonly drawerSessionId: string | null;
  readonly entryId: string | null;
  readonly changeFen: Money;
}

/**
 * Nothing due needs no drawer. Refuses 'card.total_changed' and all that payments and tills refuse. Locks the drawer
 * session, so it comes before the locks of meter and card.
 */
export async function takeForCard(tx: Tx, actor: Actor, due: Due): Promise<TakenForCard> {
  const totalFen = addMoney(due.depositFen, due.feeFen);
  if (totalFen !== due.expectedFen) refuse('card.total_changed', { total: formatMoney(totalFen) });
  if (totalFen === 0) return { drawerSessionId: null, entryId: null, changeFen: ZERO };
  const { document, now } = due;
  const drawer = await requireOpenDrawer(tx, actor, now);
  const taken = await takePayments(tx, actor, drawer, { document, totalFen, tenders: due.tenders, now });
  const entry = await post(tx, actor, {
    businessDate: drawer.businessDate,
    now,
    document,
    text: `购电卡 ${document.number}`,
    lines: [
      ...taken.entryLines,
      credit(ACCOUNTS.deposit, due.depositFen, due.accountId),
      credit(ACCOUNTS.incomeOther, due.feeFen),
    ],
    drawerSessionId: drawer.drawerSessionId,
  });
  return { drawerSessionId: drawer.drawerSessionId, entryId: entry.entryId, changeFen: taken.changeFen };
}
