/** Rows of journal settlements as the pages see them. */
import type { PostKey } from '../../../../shared/posts.ts';
import {
  type JournalSettlementView,
  journalMonthSchema,
  settlementNumberOf,
} from '../../../../shared/reconciliation/journal-month.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { personNames } from '../../posts/index.ts';
import { caseNumbers } from './trade.ts';

export interface SettlementFilter {
  readonly settlementId?: string | undefined;
  readonly month?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Latest first. */
export async function settlementViews(
  tx: Tx,
  siteId: string,
  filter: SettlementFilter,
): Promise<JournalSettlementView[]> {
  let found = q.selectFrom('journal_settlement').selectAll().where('site_id', '=', siteId);
  if (filter.settlementId !== undefined) found = found.where('settlement_id', '=', filter.settlementId);
  if (filter.month !== undefined) found = found.where('month', '=', filter.month);
  if (filter.after !== undefined) found = found.where('settlement_id', '<', filter.after);
  const rows = await tx.many(found.orderBy('settlement_id', 'desc').limit(filter.limit));
  const names = await personNames(
    tx,
    siteId,
    rows.map((row) => row.signed_by),
  );
  const cases = await caseNumbers(
    tx,
    siteId,
    rows.map((row) => row.case_id),
  );
  return rows.map((row) => ({
    id: row.settlement_id,
    number: settlementNumberOf(row.number),
    month: row.month,
    openingFen: row.opening_fen,
    receiptFen: row.receipt_fen,
    paymentFen: row.payment_fen,
    closingFen: row.closing_fen,
    agrees: row.agrees,
    caseNumber: row.case_id === null ? null : (cases.get(row.case_id) ?? null),
    content: journalMonthSchema.parse(JSON.parse(row.content)),
    contentDigest: row.content_digest,
    signedBy: names.get(row.signed_by) ?? '',
    post: row.post as PostKey,
    signedAt: row.signed_at,
  }));
}
