/** The entries of documents, as the page of a document shows what it did to the books. */
import type { BusinessDate } from '../../../shared/values/calendar.ts';
import type { Money } from '../../../shared/values/money.ts';
import { sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';

export interface DocumentEntry {
  readonly entryId: string;
  readonly documentId: string;
  readonly businessDate: BusinessDate;
  readonly text: string;
  /** Debit positive, credit negative. */
  readonly lines: { readonly account: string; readonly amountFen: Money }[];
}

/** In the order they were posted. */
export function entriesOf(tx: Tx, siteId: string, documentIds: readonly string[]): Promise<DocumentEntry[]> {
  return tx.many(
    sql<DocumentEntry>`select e.entry_id as "entryId", e.document_id as "documentId", e.business_date as "businessDate", e.text,
        (select json_agg(json_build_object('account', l.account_code, 'amountFen', l.amount_fen) order by l.line_no)
          from ledger_line l where l.site_id = e.site_id and l.entry_id = e.entry_id) as lines
      from ledger_entry e where e.site_id = ${siteId} and e.document_id = any(${documentIds}::uuid[])
      order by e.posted_at, e.entry_id`,
  );
}
