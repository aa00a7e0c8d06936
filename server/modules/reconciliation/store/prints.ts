/** Prints of slips and sheets, each numbered; the document's row is locked by the caller. */
import type { SlipPaper } from '../../../../shared/reconciliation/view.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { eventOf, noteSecurity, personNames } from '../../posts/index.ts';

export interface NewPrint {
  readonly kind: 'daily-slip' | 'day-sheet';
  readonly documentId: string;
  readonly paper: SlipPaper;
  readonly copy: number | null;
  readonly reason: string;
  readonly now: Instant;
}

/** Refuses `print.reason_wanted` for a reprint without a reason. */
export async function keepPrint(tx: Tx, actor: Actor, print: NewPrint): Promise<{ printId: string; printNo: number }> {
  const { printed } = await tx.one(
    sql<{ printed: number }>`select coalesce(max(print_no), 0) as printed from reconciliation_print
      where site_id = ${actor.siteId} and document_kind = ${print.kind} and document_id = ${print.documentId}`,
  );
  if (printed > 0 && print.reason === '') refuse('print.reason_wanted', { count: printed });
  const printId = newId();
  await tx.keep(
    'reconciliation_print',
    q
      .insertInto('reconciliation_print')
      .values({
        site_id: actor.siteId,
        print_id: printId,
        document_kind: print.kind,
        document_id: print.documentId,
        print_no: printed + 1,
        paper: print.paper,
        copy: print.copy,
        reason: print.reason,
        at: print.now,
        person_id: actor.personId,
        post: actor.post,
      })
      .returningAll(),
  );
  if (printed > 0) {
    const detail = { document: print.kind, id: print.documentId, printNo: printed + 1, reason: print.reason };
    await noteSecurity(tx, print.now, eventOf(actor, 'reprinted', detail));
  }
  return { printId, printNo: printed + 1 };
}

export async function printsOf(tx: Tx, siteId: string, documentId: string) {
  const rows = await tx.many(
    q
      .selectFrom('reconciliation_print')
      .selectAll()
      .where('site_id', '=', siteId)
      .where('document_id', '=', documentId)
      .orderBy('print_no'),
  );
  const names = await personNames(
    tx,
    siteId,
    rows.map((row) => row.person_id),
  );
  return rows.map((row) => ({
    printId: row.print_id,
    printNo: row.print_no,
    paper: row.paper as SlipPaper,
    copy: row.copy,
    reason: row.reason,
    at: row.at,
    personName: names.get(row.person_id) ?? '',
  }));
}
