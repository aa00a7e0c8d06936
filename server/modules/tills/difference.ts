/**
 * A difference between count and books: booked to over or short, never netted, and carried on as exactly one case,
 * which only a post above all its parties closes.
 */
import type { CaseSubject } from '../../../shared/cases/subjects.ts';
import { ACCOUNTS } from '../../../shared/ledger/chart.ts';
import type { Text } from '../../../shared/text.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { fen, formatMoney, type Money } from '../../../shared/values/money.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { openCase } from '../cases/index.ts';
import { credit, debit, post } from '../ledger/index.ts';
import { moveCash } from './cash.ts';
import type { OpenDrawer } from './session.ts';
import { newVoucher } from './store.ts';

export type FoundAt = 'opening' | 'closing' | 'hand-over' | 'surprise';

export interface Difference {
  /** Positive: more was counted than the books say. Not 0. */
  readonly differenceFen: Money;
  readonly reason: string;
  readonly foundAt: FoundAt;
  /** The count's or the session's id: one difference of each is one case. */
  readonly document: { readonly kind: 'drawer-session' | 'drawer-count'; readonly id: string };
  /** Whose difference it may be, besides the custodian. */
  readonly otherParties?: readonly { readonly personId: string; readonly post: string }[];
  readonly now: Instant;
}

const FOUND_AT: Readonly<Record<FoundAt, Text>> = {
  opening: { zh: '开箱', en: 'at opening' },
  closing: { zh: '结班', en: 'at closing' },
  'hand-over': { zh: '交接', en: 'at hand-over' },
  surprise: { zh: '突击盘点', en: 'at a surprise count' },
};

function subjectOf({ foundAt, differenceFen }: Difference): CaseSubject {
  if (foundAt === 'opening') return 'cash.opening_differs';
  if (foundAt === 'hand-over') return 'cash.hand_over_differs';
  return differenceFen > 0 ? 'cash.over' : 'cash.short';
}

function sayDifference(drawer: OpenDrawer, { differenceFen, foundAt }: Difference): Text {
  const over = differenceFen > 0;
  const amount = formatMoney(fen(Math.abs(differenceFen)));
  return {
    zh: `${drawer.slipPrefix} ${FOUND_AT[foundAt].zh}${over ? '长款' : '短款'} ${amount} 元`,
    en: `${drawer.slipPrefix}: ${over ? 'over' : 'short'} by ${amount} yuan ${FOUND_AT[foundAt].en}`,
  };
}

/** The id of the difference's case. */
export async function openDifferenceCase(tx: Tx, actor: Actor, drawer: OpenDrawer, found: Difference): Promise<string> {
  const custodian = { personId: drawer.custodianId, post: drawer.custodianPost };
  const { caseId } = await openCase(
    tx,
    actor,
    { now: () => found.now },
    {
      subject: subjectOf(found),
      summary: sayDifference(drawer, found),
      amountFen: found.differenceFen,
      document: found.document,
      parties: [custodian, ...(found.otherParties ?? [])],
    },
  );
  return caseId;
}

/** Books the difference, so that the books say what was counted. */
export async function bookDifference(tx: Tx, actor: Actor, drawer: OpenDrawer, found: Difference): Promise<void> {
  const { differenceFen, reason, now } = found;
  const amount = fen(Math.abs(differenceFen));
  const over = differenceFen > 0;
  const document = await newVoucher(tx, actor.siteId, drawer, 'drawer-count');
  await moveCash(tx, actor, drawer, {
    kind: over ? 'over' : 'short',
    amountFen: differenceFen,
    document,
    reason,
    now,
  });
  await post(tx, actor, {
    businessDate: drawer.businessDate,
    now,
    document,
    text: `${sayDifference(drawer, found).zh}：${reason}`,
    lines: over
      ? [debit(drawer.accountCode, amount), credit(ACCOUNTS.over, amount)]
      : [debit(ACCOUNTS.short, amount), credit(drawer.accountCode, amount)],
    drawerSessionId: drawer.drawerSessionId,
  });
}
