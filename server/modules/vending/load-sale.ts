/** A sale with all that belongs to it, for the pages. */
import type { Tender } from '../../../shared/payments/tender.ts';
import { maskDigits } from '../../../shared/tokens/words.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { fen, type Money } from '../../../shared/values/money.ts';
import type { SaleRowView, SaleView } from '../../../shared/vending/view.ts';
import type { SlipPaper } from '../../../shared/vending/words.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { entriesOf } from '../ledger/index.ts';
import { personNames } from '../posts/index.ts';
import { digitsOfDocument } from '../tokens/index.ts';
import { saleCan } from './can.ts';
import { pathOf } from './deliver.ts';
import { creditOfSale, pricedFields } from './sold-view.ts';
import { type ReversalRow, reversalNumber, reversalOfSale } from './store/reversals.ts';
import { type AttemptRow, findSale, type SaleRow } from './store/sales.ts';

type Names = ReadonlyMap<string, string>;
const nameOf = (names: Names, personId: string): string => names.get(personId) ?? '—';

export const rowView = (sale: SaleRow, names: Names): SaleRowView => ({
  saleId: sale.sale_id,
  slipNo: sale.slip_no,
  paidAt: sale.paid_at,
  businessDate: sale.business_date,
  roomCode: sale.room_code,
  accountId: sale.account_id,
  accountNo: sale.account_no,
  meterId: sale.meter_id,
  meterNo: sale.meter_no,
  commodity: sale.commodity,
  quantityMilli: sale.quantity_milli,
  totalFen: sale.total_fen,
  state: sale.state,
  personName: nameOf(names, sale.person_id),
});

export async function rowViews(tx: Tx, siteId: string, rows: readonly SaleRow[]): Promise<SaleRowView[]> {
  const names = await personNames(
    tx,
    siteId,
    rows.map((row) => row.person_id),
  );
  return rows.map((row) => rowView(row, names));
}

export interface PaymentOfSale {
  readonly payment_id: string;
  readonly direction: 'in' | 'out';
  readonly tender: Tender;
  readonly amount_fen: Money;
  readonly tendered_fen: Money | null;
  readonly change_fen: Money | null;
  readonly outside_reference: string | null;
}

export interface PrintRow {
  readonly print_id: string;
  readonly sale_id: string;
  readonly print_no: number;
  readonly paper: SlipPaper;
  readonly reason: string;
  readonly at: Instant;
  readonly person_id: string;
}

const childrenOf = (table: 'delivery_attempt' | 'sale_print', siteId: string, saleId: string) =>
  q.selectFrom(table).selectAll().where('site_id', '=', siteId).where('sale_id', '=', saleId);

/** Refuses 'record.not_found'. */
export async function loadSale(
  tx: Tx,
  actor: Actor,
  by: { readonly saleId?: string | undefined; readonly slipNo?: string | undefined },
): Promise<SaleView> {
  const { siteId } = actor;
  const sale = (await findSale(tx, siteId, by)) ?? refuse('record.not_found');
  const attempts = (await tx.many(
    childrenOf('delivery_attempt', siteId, sale.sale_id).orderBy('attempt_no'),
  )) as unknown as AttemptRow[];
  const prints = (await tx.many(
    childrenOf('sale_print', siteId, sale.sale_id).orderBy('print_no'),
  )) as unknown as PrintRow[];
  const reversal = await reversalOfSale(tx, siteId, sale.sale_id);
  const documents = [sale.sale_id, ...(reversal === undefined ? [] : [reversal.reversal_id])];
  const payments = await paymentsOfDocuments(tx, siteId, documents);
  const entries = await entriesOf(tx, siteId, documents);
  const persons = [
    sale.person_id,
    ...(sale.prepared_by === null ? [] : [sale.prepared_by]),
    ...prints.map((print) => print.person_id),
    ...personsOf(reversal),
  ];
  const names = await personNames(tx, siteId, persons);
  return {
    ...rowView(sale, names),
    ...pricedFields(sale),
    ...creditOfSale(sale),
    drawerSessionId: sale.drawer_session_id,
    delivery: sale.delivery,
    categoryCode: sale.category_code,
    soldBy: sale.sold_by,
    preparedByName: sale.prepared_by === null ? null : nameOf(names, sale.prepared_by),
    priceVersionId: sale.price_version_id,
    priceNumber: sale.price_number,
    specHash: sale.spec_hash,
    alreadyMilli: sale.already_milli,
    purchaseCount: sale.purchase_count,
    deliveredAt: sale.delivered_at,
    reversedAt: sale.reversed_at,
    caseId: sale.case_id,
    digest: sale.digest,
    changeFen: changeOf(payments),
    payments: payments.map((line) => ({
      paymentId: line.payment_id,
      direction: line.direction,
      tender: line.tender,
      amountFen: line.amount_fen,
      tenderedFen: line.tendered_fen,
      changeFen: line.change_fen,
      reference: line.outside_reference,
    })),
    attempts: attempts.map(attemptView),
    prints: prints.map((print) => printView(print, names)),
    reversal: reversal === undefined ? null : reversalView(reversal, names),
    entries,
    tokenDigits: await digitsShown(tx, actor, sale),
    can: saleCan(actor, standingOf(sale, attempts.at(-1), reversal)),
  };
}

/** Whole for who sold or prepared it; whoever else needs all of them opens the token and says why. */
async function digitsShown(tx: Tx, actor: Actor, sale: SaleRow): Promise<string[]> {
  if (sale.delivery !== 'token') return [];
  const digits = await digitsOfDocument(tx, actor.siteId, sale.sale_id);
  return [sale.person_id, sale.prepared_by].includes(actor.personId) ? digits : digits.map(maskDigits);
}

export const standingOf = (sale: SaleRow, attempt: AttemptRow | undefined, reversal: ReversalRow | undefined) => ({
  state: sale.state,
  delivery: sale.delivery,
  attempt: attempt?.state ?? null,
  reversal: reversal === undefined ? null : { state: reversal.state, requestedBy: reversal.requested_by },
});

/** What came in for the sale and what was given back for its reversal. */
export async function paymentsOfDocuments(
  tx: Tx,
  siteId: string,
  documentIds: readonly string[],
): Promise<PaymentOfSale[]> {
  return tx.prepared<PaymentOfSale>(
    'vending.payments',
    `select payment_id, direction, tender, amount_fen, tendered_fen, change_fen, outside_reference from payment
     where site_id = $1 and document_id = any($2::uuid[]) order by at, line_no`,
    [siteId, documentIds],
  );
}

export const changeOf = (payments: readonly Pick<PaymentOfSale, 'change_fen'>[]): Money =>
  fen(payments.reduce((sum, line) => sum + (line.change_fen ?? 0), 0));

const attemptView = (attempt: AttemptRow): SaleView['attempts'][number] => ({
  attemptId: attempt.attempt_id,
  attemptNo: attempt.attempt_no,
  state: attempt.state,
  path: pathOf(attempt),
  reason: attempt.reason as SaleView['attempts'][number]['reason'],
  createdAt: attempt.created_at,
  settledAt: attempt.settled_at,
});

const printView = (print: PrintRow, names: Names): SaleView['prints'][number] => ({
  printId: print.print_id,
  printNo: print.print_no,
  paper: print.paper,
  reason: print.reason,
  at: print.at,
  personName: nameOf(names, print.person_id),
});

export const personsOf = (reversal: ReversalRow | undefined): string[] =>
  reversal === undefined ? [] : [reversal.requested_by, ...(reversal.ended_by === null ? [] : [reversal.ended_by])];

export const reversalView = (reversal: ReversalRow, names: Names): NonNullable<SaleView['reversal']> => ({
  reversalId: reversal.reversal_id,
  reversalNo: reversalNumber(reversal.reversal_no),
  state: reversal.state,
  reason: reversal.reason,
  refundFen: reversal.refund_fen,
  requestedByName: nameOf(names, reversal.requested_by),
  requestedAt: reversal.requested_at,
  endedByName: reversal.ended_by === null ? null : nameOf(names, reversal.ended_by),
  endedAt: reversal.ended_at,
  endReason: reversal.end_reason,
  paidBackAt: reversal.paid_back_at,
});
