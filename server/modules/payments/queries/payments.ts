import { payments as contract } from '../../../../shared/contracts/payments/payments.ts';
import type { Tender } from '../../../../shared/payments/tender.ts';
import { q } from '../../../platform/db/query.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { personNames } from '../../posts/index.ts';

/** Counter posts see what they took themselves; the others see everything. */
const OWN_ONLY: readonly string[] = ['vending-clerk', 'cashier'];

export const payments = answer(contract, async (tx, actor, _clock, input) => {
  let found = q.selectFrom('payment as p').selectAll('p').where('p.site_id', '=', actor.siteId);
  if (OWN_ONLY.includes(actor.post)) found = found.where('p.person_id', '=', actor.personId);
  if (input.documentId !== undefined) found = found.where('p.document_id', '=', input.documentId);
  if (input.from !== undefined) found = found.where('p.business_date', '>=', input.from);
  if (input.to !== undefined) found = found.where('p.business_date', '<=', input.to);
  if (input.tender !== undefined) found = found.where('p.tender', '=', input.tender);
  if (input.reference !== undefined) found = found.where('p.outside_reference', '=', input.reference);
  if (input.after !== undefined) found = found.where('p.payment_id', '<', input.after);
  const rows = await tx.many(found.orderBy('p.payment_id', 'desc').limit(input.limit));
  const names = await personNames(
    tx,
    actor.siteId,
    rows.map((row) => row.person_id),
  );
  return {
    rows: rows.map((row) => ({
      paymentId: row.payment_id,
      direction: row.direction as 'in' | 'out',
      tender: row.tender as Tender,
      amountFen: row.amount_fen,
      tenderedFen: row.tendered_fen,
      changeFen: row.change_fen,
      reference: row.outside_reference,
      documentKind: row.document_kind,
      documentId: row.document_id,
      businessDate: row.business_date,
      at: row.at,
      personName: names.get(row.person_id) ?? '',
    })),
    next: rows.length === input.limit ? (rows.at(-1)?.payment_id ?? null) : null,
  };
});
