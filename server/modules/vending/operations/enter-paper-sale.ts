/**
 * A sale written on paper during an outage, entered afterwards: the sale of the counter, by the money on the paper, at
 * today's date and the price in force. Posted is final and nothing is dated back, so the price of the paper's moment is
 * only remembered; where the quantity on the paper is not what was sold, that is a case.
 */

import type { ParsedInputOf } from '../../../../shared/contracts/contract.ts';
import { enterPaperSale as contract } from '../../../../shared/contracts/vending/enter-paper-sale.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { formatQuantity, type Milli, milli } from '../../../../shared/values/quantity.ts';
import { paperNumberOf } from '../../../../shared/vending/paper.ts';
import type { SoldView } from '../../../../shared/vending/view.ts';
import type { Clock } from '../../../platform/clock.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { assert, refuse } from '../../../platform/operations/refuse.ts';
import { openCase } from '../../cases/index.ts';
import { requireTerminal } from '../../devices/index.ts';
import { callDriver, type DeliveryOutcome } from '../../metering/index.ts';
import { priceAt } from '../../prices/index.ts';
import { requireOpenDrawer } from '../../tills/index.ts';
import type { DeliveryTicket } from '../deliver.ts';
import { requireUnusedPaper } from '../paper-book.ts';
import { sellableMeter } from '../prepare-sale.ts';
import { paperDiffers } from '../rules/paper-differs.ts';
import { type BookRow, paperViews } from '../store/paper.ts';
import { requireSoldHere } from '../store/sale-posts.ts';
import { findSale } from '../store/sales.ts';
import { settleSale, takeSale } from '../take-sale.ts';

type Input = ParsedInputOf<typeof contract>;

/** On paper stands the minute. */
const minuteOf = (at: Instant): string => at.slice(0, 16);

interface PaperOfSale {
  readonly paperNumber: string;
  readonly caseNumber: string | null;
}

async function paperOf(tx: Tx, siteId: string, saleId: string): Promise<PaperOfSale> {
  const [paper] = await paperViews(tx, siteId, { saleId, limit: 1 });
  return { paperNumber: paper?.number ?? '', caseNumber: paper?.caseNumber ?? null };
}

export const enterPaperSale = implement<typeof contract, DeliveryTicket, DeliveryOutcome>(contract, {
  async reserve(tx, actor, clock, input) {
    const { siteId } = actor;
    const now = clock.now();
    const { bookId, paperNo, writtenAt, meterId, moneyFen } = input;
    await requireSoldHere(tx, siteId);
    // The order of the locks is the counter's, the book after the drawer.
    const drawer = await requireOpenDrawer(tx, actor, now);
    const book = await requireUnusedPaper(tx, actor, bookId, paperNo);
    if (minuteOf(writtenAt) < minuteOf(book.issued_at) || writtenAt > now) refuse('paper.time');
    const incidentId = await incidentNamed(tx, siteId, input.incidentNumber);
    const meter = await sellableMeter(tx, siteId, { meterId, lock: true });
    await requireTerminal(tx, actor);
    const { commodity, account } = meter;
    const then = await priceAt(tx, siteId, { commodity, categoryCode: account.categoryCode }, writtenAt);
    const taken = await takeSale(tx, actor, {
      drawer,
      meter,
      wanted: { by: 'money', moneyFen },
      tenders: input.tenders,
      expectedTotalFen: input.expectedTotalFen,
      priceVersionId: input.priceVersionId,
      confirmFen: input.confirmFen,
      now,
    });
    const saleId = 'done' in taken ? taken.done.saleId : taken.ticket.saleId;
    await markAsPaper(tx, actor, clock, {
      input,
      book,
      saleId,
      incidentId,
      priceThenId: then?.versionId ?? null,
    });
    if (!('done' in taken)) return taken;
    return { done: { ...taken.done, ...(await paperOf(tx, siteId, saleId)) } };
  },
  call: (ticket, outside) => callDriver(outside, ticket.delivery, (driver) => driver.deliver(ticket.request)),
  async settle(tx, actor, clock, settled) {
    const sold: SoldView = await settleSale(tx, actor, clock, settled);
    return { ...sold, ...(await paperOf(tx, actor.siteId, sold.saleId)) };
  },
});

/** The incident's id; refuses 'record.not_found' where there is none of this number. */
async function incidentNamed(tx: Tx, siteId: string, number: string | undefined): Promise<string | null> {
  if (number === undefined) return null;
  const found = await tx.maybe(
    sql<{ case_id: string }>`select case_id from case_file where site_id = ${siteId} and kind = 'incident'
      and case_no = ${Number(number.slice(1))}`,
  );
  return found?.case_id ?? refuse('record.not_found');
}

interface Marked {
  readonly input: Input;
  readonly book: BookRow;
  readonly saleId: string;
  readonly incidentId: string | null;
  readonly priceThenId: string | null;
}

async function markAsPaper(tx: Tx, actor: Actor, clock: Clock, marked: Marked): Promise<void> {
  const { input, book, saleId } = marked;
  const sale = await findSale(tx, actor.siteId, { saleId });
  assert(sale !== undefined, 'the sale was written in this transaction');
  const sold = sale.quantity_milli;
  const caseId =
    sold === null || !paperDiffers(input.paperQuantityMilli, milli(sold), sale.tier_lines)
      ? null
      : await differenceCase(tx, actor, clock, { ...marked, sold: milli(sold), slipNo: sale.slip_no });
  await tx.keep(
    'paper_slip',
    q
      .insertInto('paper_slip')
      .values({
        site_id: actor.siteId,
        series: book.series,
        paper_no: input.paperNo,
        book_id: book.book_id,
        fate: 'sold',
        written_at: input.writtenAt,
        reason: input.outage,
        incident_id: marked.incidentId,
        sale_id: saleId,
        paper_quantity_milli: input.paperQuantityMilli,
        price_then_id: marked.priceThenId,
        case_id: caseId,
        business_date: sale.business_date,
        at: clock.now(),
        person_id: actor.personId,
        post: actor.post,
      })
      .returningAll(),
  );
}

async function differenceCase(
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { input, book, saleId, sold, slipNo }: Marked & { readonly sold: Milli; readonly slipNo: string },
): Promise<string> {
  const number = paperNumberOf(book.series, input.paperNo);
  const [paper, entered] = [formatQuantity(input.paperQuantityMilli), formatQuantity(sold)];
  const { caseId } = await openCase(tx, actor, clock, {
    subject: 'paper.differs',
    summary: {
      zh: `纸质票 ${number} 票面数量 ${paper}，按现价补录 ${entered}（凭证 ${slipNo}）`,
      en: `Paper slip ${number} says ${paper}, entered at the price in force ${entered} (slip ${slipNo})`,
    },
    document: { kind: 'sale', id: saleId },
    parties: [{ personId: actor.personId, post: actor.post }],
  });
  return caseId;
}
