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
import { type Split, splitTenders } from './rules/split-tenders.ts';
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

/** How a document will be paid, decided before anything is written. */
export interface PlannedPayments {
  readonly entryLines: readonly EntryLine[];
  /** As the slip says them. */
  readonly tenders: readonly Pick<PaymentRow, 'tender' | 'amount_fen' | 'outside_reference'>[];
  readonly changeFen: Money;
  readonly split: Split;
}

/** Pure. Refuses what `splitTenders` refuses. */
export function planPayments(drawer: OpenDrawer, totalFen: Money, tenders: readonly TenderLine[]): PlannedPayments {
  const split = splitTenders(totalFen, tenders);
  return {
    entryLines: split.lines.map((line) => debit(accountOf(line.tender, drawer), line.amountFen)),
    tenders: split.lines.map((line) => ({
      tender: line.tender,
      amount_fen: line.amountFen,
      outside_reference: line.reference,
    })),
    changeFen: split.changeFen,
    split,
  };
}

/**
 * Writes what was planned: the payments, and the cash into the drawer. `drawer` is locked by `requireOpenDrawer` in
 * this transaction. Refuses `payment.reference_used`, and `drawer.ceiling` when the cash is too much.
 */
export async function writePayments(
  tx: Tx,
  actor: Actor,
  drawer: OpenDrawer,
  { planned, document, now }: { planned: PlannedPayments; document: CashDocument; now: Instant },
): Promise<PaymentRow[]> {
  const { cashFen, lines } = planned.split;
  const { drawerSessionId, businessDate } = drawer;
  const [payments] = await Promise.all([
    insertPayments(tx, actor, { direction: 'in', document, drawerSessionId, businessDate, now, lines }),
    ...(cashFen > 0 ? [takeCash(tx, actor, drawer, { document, amountFen: cashFen, now })] : []),
  ]);
  return payments;
}

/** Plans and writes in one go, for callers with nothing to decide in between. */
export async function takePayments(tx: Tx, actor: Actor, drawer: OpenDrawer, taking: Taking): Promise<Taken> {
  const planned = planPayments(drawer, taking.totalFen, taking.tenders);
  const payments = await writePayments(tx, actor, drawer, { planned, document: taking.document, now: taking.now });
  const { entryLines, changeFen, split } = planned;
  return { entryLines, payments, cashFen: split.cashFen, changeFen };
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
