/** SQL of payments. The lines of a document are written in one statement. */
import type { Tender } from '../../../shared/payments/tender.ts';
import type { BusinessDate, Instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { Money } from '../../../shared/values/money.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { tenderWords } from './rules/split-tenders.ts';

export interface PaymentRow {
  readonly payment_id: string;
  readonly document_kind: string;
  readonly document_id: string;
  readonly line_no: number;
  readonly direction: 'in' | 'out';
  readonly tender: Tender;
  readonly amount_fen: Money;
  readonly tendered_fen: Money | null;
  readonly change_fen: Money | null;
  readonly outside_reference: string | null;
  readonly refund_of_id: string | null;
  readonly drawer_session_id: string | null;
  readonly business_date: BusinessDate;
  readonly at: Instant;
  readonly person_id: string;
}

export interface NewPayments {
  readonly direction: 'in' | 'out';
  readonly document: { readonly kind: string; readonly id: string };
  readonly drawerSessionId: string | null;
  readonly businessDate: BusinessDate;
  readonly now: Instant;
  readonly lines: readonly {
    readonly tender: Tender;
    readonly amountFen: Money;
    readonly tenderedFen?: Money | null;
    readonly changeFen?: Money | null;
    readonly reference: string | null;
    readonly refundOfId?: string;
  }[];
}

const INSERT = `
insert into payment (site_id, payment_id, document_kind, document_id, line_no, direction, tender, amount_fen,
  tendered_fen, change_fen, outside_reference, refund_of_id, drawer_session_id, business_date, at, person_id, post)
select $1, l.id, $2, $3, l.no::int, $4, l.tender, l.amount, l.tendered, l.change, l.reference, l.refund_of,
  $5, $6, $7, $8, $9
from unnest($10::uuid[], $11::text[], $12::bigint[], $13::bigint[], $14::bigint[], $15::text[], $16::uuid[])
  with ordinality as l(id, tender, amount, tendered, change, reference, refund_of, no)
on conflict (site_id, tender, outside_reference) where outside_reference is not null do nothing
returning *`;

/** Refuses `payment.reference_used`; the caller's transaction is then rolled back as a whole. */
export async function insertPayments(tx: Tx, actor: Actor, payments: NewPayments): Promise<PaymentRow[]> {
  const { lines } = payments;
  const rows = await tx.prepared<PaymentRow>('payments.insert', INSERT, [
    actor.siteId,
    payments.document.kind,
    payments.document.id,
    payments.direction,
    payments.drawerSessionId,
    payments.businessDate,
    payments.now,
    actor.personId,
    actor.post,
    lines.map(() => newId()),
    lines.map((line) => line.tender),
    lines.map((line) => line.amountFen),
    lines.map((line) => line.tenderedFen ?? null),
    lines.map((line) => line.changeFen ?? null),
    lines.map((line) => line.reference),
    lines.map((line) => line.refundOfId ?? null),
  ]);
  if (rows.length < lines.length) {
    const written = new Set(rows.map((row) => row.line_no));
    const used = lines.find((_line, index) => !written.has(index + 1));
    if (used !== undefined)
      refuse('payment.reference_used', { ...tenderWords(used.tender), reference: used.reference ?? '' });
  }
  tx.kept(
    'payment',
    rows.map((row) => ({ ...row })),
  );
  tx.touch('payments');
  return rows;
}

/** What came in for a document, each line with what is left of it after refunds, in the order it was paid. */
export async function paymentsOf(
  tx: Tx,
  siteId: string,
  documentId: string,
): Promise<(PaymentRow & { readonly left_fen: Money })[]> {
  return tx.prepared(
    'payments.of-document',
    `select p.*, p.amount_fen - coalesce((select sum(r.amount_fen) from payment r
       where r.site_id = p.site_id and r.refund_of_id = p.payment_id), 0)::bigint as left_fen
     from payment p where p.site_id = $1 and p.document_id = $2 and p.direction = 'in' order by p.line_no`,
    [siteId, documentId],
  );
}
