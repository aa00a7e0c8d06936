/** Each print of a slip is a row, before anything is on paper: its number and its reason are its own. */
import type { Instant } from '../../../shared/values/calendar.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { SlipPaper } from '../../../shared/vending/words.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { eventOf, noteSecurity } from '../posts/index.ts';
import type { PrintRow } from './load-sale.ts';
import { lockSale } from './store/sales.ts';

interface NewPrint {
  readonly saleId: string;
  readonly paper: SlipPaper;
  readonly reason: string | undefined;
  readonly now: Instant;
}

/** Refuses 'record.not_found', or 'slip.reason_needed' from the second print on. */
export async function recordPrint(tx: Tx, actor: Actor, print: NewPrint): Promise<PrintRow> {
  const { siteId } = actor;
  const { saleId, paper, reason, now } = print;
  await lockSale(tx, siteId, saleId);
  const [last] = await tx.prepared<{ print_no: number }>(
    'vending.last-print',
    'select print_no from sale_print where site_id = $1 and sale_id = $2 order by print_no desc limit 1',
    [siteId, saleId],
  );
  const printNo = (last?.print_no ?? 0) + 1;
  if (printNo > 1 && reason === undefined) refuse('slip.reason_needed');
  const [row] = await tx.keep(
    'sale_print',
    q
      .insertInto('sale_print')
      .values({
        site_id: siteId,
        print_id: newId(),
        sale_id: saleId,
        print_no: printNo,
        paper,
        reason: reason ?? '',
        at: now,
        person_id: actor.personId,
        post: actor.post,
      })
      .returningAll(),
  );
  if (printNo > 1) {
    const detail = { document: 'sale', id: saleId, printNo, reason: reason ?? '' };
    await noteSecurity(tx, now, eventOf(actor, 'reprinted', detail));
  }
  return row as unknown as PrintRow;
}

export const urlOfPrint = (printId: string): string => `/api/vending/slip.pdf?printId=${printId}`;
