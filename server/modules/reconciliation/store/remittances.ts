/** Rows of remittances: made, confirmed, shown; and the slips whose cash is still due. */
import { attachReceipt } from '../../../../shared/contracts/reconciliation/attach-receipt.ts';
import { confirmRemittance } from '../../../../shared/contracts/reconciliation/confirm-remittance.ts';
import { cashDue, type RemittanceView, remittanceNumberOf } from '../../../../shared/reconciliation/remittance.ts';
import { slipNumberOf } from '../../../../shared/reconciliation/slip-states.ts';
import type { BusinessDate } from '../../../../shared/values/calendar.ts';
import type { Money } from '../../../../shared/values/money.ts';
import { q, type Row, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { canOf } from '../../../platform/operations/can.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { personNames } from '../../posts/index.ts';
import { contentOf, type SlipRow } from './slips.ts';
import { caseNumbers } from './trade.ts';

const remittanceQuery = (siteId: string) => q.selectFrom('remittance').selectAll().where('site_id', '=', siteId);
export type RemittanceRow = Row<'remittance'>;

/** Locked until the transaction ends. Refuses `record.not_found`. */
export async function lockRemittance(tx: Tx, siteId: string, remittanceId: string): Promise<RemittanceRow> {
  const found = await tx.maybe(remittanceQuery(siteId).where('remittance_id', '=', remittanceId).forUpdate());
  return found ?? refuse('record.not_found');
}

/** Refuses `remittance.receipt_taken`: a receipt proves one remittance. */
export async function requireOwnReceipt(
  tx: Tx,
  siteId: string,
  receipt: { readonly way: string; readonly receiptNo: string; readonly remittanceId?: string },
): Promise<void> {
  const other = await tx.maybe(
    remittanceQuery(siteId).where('way', '=', receipt.way).where('receipt_no', '=', receipt.receiptNo),
  );
  if (other !== undefined && other.remittance_id !== receipt.remittanceId)
    refuse('remittance.receipt_taken', { receipt: receipt.receiptNo, remittance: remittanceNumberOf(other.number) });
}

export interface DueSlip {
  readonly row: SlipRow;
  readonly dueFen: Money;
}

/** Signed slips whose cash no remittance covers, oldest first; those that took no cash are not among them. */
export async function dueSlips(tx: Tx, siteId: string): Promise<DueSlip[]> {
  const rows = await tx.many(
    sql<SlipRow>`select l.* from daily_slip l where l.site_id = ${siteId} and l.state = 'signed'
      and not exists (select 1 from remittance_slip r where r.site_id = l.site_id and r.slip_id = l.slip_id)
      order by l.business_date, l.number`,
  );
  return rows.map((row) => ({ row, dueFen: cashDue(contentOf(row).cash) })).filter(({ dueFen }) => dueFen !== 0);
}

/** The slips named, locked. Refuses `record.not_found`, `remittance.slip_unsigned`, `remittance.slip_taken`. */
export async function lockDueSlips(tx: Tx, siteId: string, slipIds: readonly string[]): Promise<DueSlip[]> {
  const ids = [...new Set(slipIds)];
  const rows = await tx.many(
    q
      .selectFrom('daily_slip')
      .selectAll()
      .where('site_id', '=', siteId)
      .where('slip_id', 'in', ids)
      .orderBy('slip_id')
      .forUpdate(),
  );
  if (rows.length !== ids.length) refuse('record.not_found');
  const unsigned = rows.find((row) => row.state !== 'signed');
  if (unsigned !== undefined) refuse('remittance.slip_unsigned', { number: slipNumberOf(unsigned.number) });
  const taken = await tx.maybe(
    sql<{ slip: number; remittance: number }>`select l.number as slip, m.number as remittance
      from remittance_slip r
      join daily_slip l on l.site_id = r.site_id and l.slip_id = r.slip_id
      join remittance m on m.site_id = r.site_id and m.remittance_id = r.remittance_id
      where r.site_id = ${siteId} and r.slip_id = any(${ids}::uuid[]) order by l.number limit 1`,
  );
  if (taken !== undefined)
    refuse('remittance.slip_taken', {
      number: slipNumberOf(taken.slip),
      remittance: remittanceNumberOf(taken.remittance),
    });
  return rows.map((row) => ({ row, dueFen: cashDue(contentOf(row).cash) }));
}

interface SlipOfRemittance {
  readonly remittance_id: string;
  readonly slip_id: string;
  readonly number: number;
  readonly business_date: BusinessDate;
  readonly due_fen: Money;
}

const slipsOf = (tx: Tx, siteId: string, ids: readonly string[]) =>
  tx.many(
    sql<SlipOfRemittance>`select r.remittance_id, r.slip_id, l.number, l.business_date, r.due_fen
      from remittance_slip r join daily_slip l on l.site_id = r.site_id and l.slip_id = r.slip_id
      where r.site_id = ${siteId} and r.remittance_id = any(${ids}::uuid[]) order by l.number`,
  );

const picturesOf = (tx: Tx, siteId: string, ids: readonly string[]) =>
  tx.many(
    sql<{ remittance_id: string; attachment_id: string; file_name: string }>`select remittance_id, attachment_id,
        file_name from remittance_picture
      where site_id = ${siteId} and remittance_id = any(${ids}::uuid[]) order by at, attachment_id`,
  );

export async function remittanceViews(tx: Tx, actor: Actor, rows: readonly RemittanceRow[]): Promise<RemittanceView[]> {
  const { siteId } = actor;
  const ids = rows.map((row) => row.remittance_id);
  const slips = await slipsOf(tx, siteId, ids);
  const pictures = await picturesOf(tx, siteId, ids);
  const persons = rows.flatMap((row) => [row.person_id, ...(row.confirmed_by === null ? [] : [row.confirmed_by])]);
  const names = await personNames(tx, siteId, persons);
  const cases = await caseNumbers(
    tx,
    siteId,
    rows.map((row) => row.case_id),
  );
  return rows.map((row) => ({
    remittanceId: row.remittance_id,
    number: remittanceNumberOf(row.number),
    businessDate: row.business_date,
    way: row.way as RemittanceView['way'],
    receiver: row.receiver,
    receiptNo: row.receipt_no,
    dueFen: row.due_fen,
    amountFen: row.amount_fen,
    confirmedFen: row.confirmed_fen,
    state: row.state as RemittanceView['state'],
    reason: row.reason,
    madeBy: names.get(row.person_id) ?? '',
    madeAt: row.made_at,
    confirmedBy: row.confirmed_by === null ? null : (names.get(row.confirmed_by) ?? ''),
    confirmedAt: row.confirmed_at,
    caseNumber: row.case_id === null ? null : (cases.get(row.case_id) ?? null),
    slips: slips
      .filter((slip) => slip.remittance_id === row.remittance_id)
      .map((slip) => ({
        slipId: slip.slip_id,
        slipNo: slipNumberOf(slip.number),
        businessDate: slip.business_date,
        dueFen: slip.due_fen,
      })),
    pictures: pictures
      .filter((picture) => picture.remittance_id === row.remittance_id)
      .map((picture) => ({ attachmentId: picture.attachment_id, fileName: picture.file_name })),
    can: canOf(actor, [
      [confirmRemittance, row.state === 'in-transit' && row.person_id !== actor.personId],
      [attachReceipt, true],
    ]),
  }));
}

export async function remittanceView(tx: Tx, actor: Actor, remittanceId: string): Promise<RemittanceView> {
  const row = await tx.one(remittanceQuery(actor.siteId).where('remittance_id', '=', remittanceId));
  const [view] = await remittanceViews(tx, actor, [row]);
  return view!;
}
