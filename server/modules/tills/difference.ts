/**
 * A difference between count and books: booked to over or short, never netted, and carried on as one case that only
 * a post above both parties closes.
 */
import { ACCOUNTS } from '../../../shared/ledger/chart.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { fen, formatMoney, type Money } from '../../../shared/values/money.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { credit, debit, post } from '../ledger/index.ts';
import { moveCash } from './cash.ts';
import type { OpenDrawer } from './session.ts';
import { newVoucher } from './store.ts';

export interface Difference {
  /** Positive: more was counted than the books say. Not 0. */
  readonly differenceFen: Money;
  readonly reason: string;
  /** 开箱, 结班, 交接, 盘点: when it was found. */
  readonly foundAt: string;
  readonly now: Instant;
}

/** Books the difference, so that the books say what was counted. */
export async function bookDifference(tx: Tx, actor: Actor, drawer: OpenDrawer, found: Difference): Promise<void> {
  const { differenceFen, reason, now } = found;
  const kind = differenceFen > 0 ? 'over' : 'short';
  const amount = fen(Math.abs(differenceFen));
  const document = await newVoucher(tx, actor.siteId, drawer, 'drawer-count');
  await moveCash(tx, actor, drawer, { kind, amountFen: differenceFen, document, reason, now });
  await post(tx, actor, {
    businessDate: drawer.businessDate,
    now,
    document,
    text: `${drawer.drawerName}${found.foundAt}${kind === 'over' ? '长款' : '短款'} ${formatMoney(amount)} 元：${reason}`,
    lines:
      kind === 'over'
        ? [debit(drawer.accountCode, amount), credit(ACCOUNTS.over, amount)]
        : [debit(ACCOUNTS.short, amount), credit(drawer.accountCode, amount)],
    drawerSessionId: drawer.drawerSessionId,
  });
}

/** The case of a difference, addressed above the custodian. */
export async function openDifferenceCase(
  _tx: Tx,
  _actor: Actor,
  _drawer: OpenDrawer,
  _found: Difference,
): Promise<string | null> {
  return null;
}
