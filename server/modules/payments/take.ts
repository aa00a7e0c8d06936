/**
 * Taking and giving money for a document: payment rows, the cash into or out of the drawer, and the ledger lines the
 * document's entry needs. Payments posts nothing itself: one event is one entry, and the document builds it.
 */
import { TENDERS, type Tender, type TenderLine } from '../../../shared/payments/tender.ts';
import type { BusinessDate, Instant } from '../../../shared/values/calendar.ts';
import type { Money } from '../../../shared/values/money.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { credit, debit, type EntryLine } from '../ledger/index.ts';
import { type CashDocument, giveCash, type OpenDrawer, takeCash } from '../tills/index.ts';
import { splitRefund } from './rules/split-refund.ts';
import { splitTenders } from './rules/split-tenders.ts';
import { insertPayments, type PaymentRow, paymentsOf } from './store.ts';

const accountOf = (tender: Tender, drawer: OpenDrawer | null): string => {
  const account = TENDERS[tender].clearingAccount ?? drawer?.accountCode;
  return account ?? refuse('payment.refund_drawer');
};

export interface Taking {
  readonly document: CashDocument;
  readonly totalFen: Money;
  readonly tenders: readonly TenderLine[];
  readonly now: Instant;
}

export interface Taken {
  /** The debit side of the document's entry; sums to the total. */
  readonly entryLines: readonly EntryLine[];
  readonly payments: readonly PaymentRow[];
  readonly cashFen: Money;
  readonly changeFen: Money;
}

/**
 * Two round trips with cash, one without. `drawer` is locked by `requireOpenDrawer` in this transaction.
 * Refuses what `splitTenders` refuses, `payment.reference_used`, and `drawer.ceiling` when the cash is too much.
 */
export async function takePayments(tx: Tx, actor: Actor, drawer: OpenDrawer, taking: Taking): Promise<Taken> {
  const { document, now } = taking;
  const split = splitTenders(taking.totalFen, taking.tenders);
  if (split.cashFen > 0) await takeCash(tx, actor, drawer, { document, amountFen: split.cashFen, now });
  const payments = await insertPayments(tx, actor, {
    direction: 'in',
    document,
    drawerSessionId: drawer.drawerSessionId,
    businessDate: drawer.businessDate,
    now,
    lines: split.lines,
  });
  return {
    entryLines: split.lines.map((line) => debit(accountOf(line.tender, drawer), line.amountFen)),
    payments,
    cashFen: split.cashFen,
    changeFen: split.changeFen,
  };
}

export interface Giving {
  /** The document that gives back: a reversal, a refund. */
  readonly document: CashDocument;
  /** The document that was paid; the caller has locked it, so that two refunds of it wait for each other. */
  readonly paidDocumentId: string;
  readonly totalFen: Money;
  /** Payment id → the provider's reference of the refund; needed for what was not paid in cash. */
  readonly references: Readonly<Record<string, string>>;
  readonly businessDate: BusinessDate;
  readonly now: Instant;
}

export interface Given {
  /** The credit side of the document's entry; sums to the total. */
  readonly entryLines: readonly EntryLine[];
  readonly payments: readonly PaymentRow[];
}

/**
 * Gives back by the tenders the money came in by. `drawer` may be null when no cash is among them.
 * Refuses `payment.refund_too_much`, `payment.refund_reference`, `payment.refund_drawer`, `payment.reference_used`
 * and `drawer.not_enough_cash`.
 */
export async function refundPayments(tx: Tx, actor: Actor, drawer: OpenDrawer | null, giving: Giving): Promise<Given> {
  const { document, businessDate, now } = giving;
  const paid = await paymentsOf(tx, actor.siteId, giving.paidDocumentId);
  const lines = splitRefund(
    giving.totalFen,
    paid.map((row) => ({ paymentId: row.payment_id, tender: row.tender, leftFen: row.left_fen })),
    giving.references,
  );
  const entryLines = lines.map((line) => credit(accountOf(line.tender, drawer), line.amountFen));
  for (const { tender, amountFen } of lines) {
    if (!TENDERS[tender].cash) continue;
    if (drawer === null) refuse('payment.refund_drawer');
    await giveCash(tx, actor, drawer, { document, amountFen, now });
  }
  const payments = await insertPayments(tx, actor, {
    direction: 'out',
    document,
    drawerSessionId: drawer?.drawerSessionId ?? null,
    businessDate,
    now,
    lines,
  });
  return { entryLines, payments };
}
