/** Rows of day sheets. */
import { type DayContent, dayContentSchema } from '../../../../shared/reconciliation/day-content.ts';
import type { BusinessDate } from '../../../../shared/values/calendar.ts';
import { canonicalJson } from '../../../../shared/values/canonical.ts';
import { addMoney } from '../../../../shared/values/money.ts';
import { sha256 } from '../../../platform/chain/day.ts';
import { q, type Row, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

const sheetQuery = (siteId: string) => q.selectFrom('day_sheet').selectAll().where('site_id', '=', siteId);
export type SheetRow = Row<'day_sheet'>;

export const sheetContentOf = (row: { readonly content: string }): DayContent =>
  dayContentSchema.parse(JSON.parse(row.content));

export async function findSheet(tx: Tx, siteId: string, sheetId: string): Promise<SheetRow> {
  return (await tx.maybe(sheetQuery(siteId).where('sheet_id', '=', sheetId))) ?? refuse('record.not_found');
}

export const sheetOfDay = (tx: Tx, siteId: string, date: BusinessDate): Promise<SheetRow | undefined> =>
  tx.maybe(sheetQuery(siteId).where('business_date', '=', date));

/** The day of the last sheet before `date`; null when this is the first. */
export async function lastSheetBefore(tx: Tx, siteId: string, date: BusinessDate): Promise<BusinessDate | null> {
  const row = await tx.maybe(
    sheetQuery(siteId).where('business_date', '<', date).orderBy('business_date', 'desc').limit(1),
  );
  return row?.business_date ?? null;
}

/** A sheet is never changed, so its day's row is what prints wait for. Refuses `record.not_found`. */
export async function lockSheet(tx: Tx, siteId: string, sheetId: string): Promise<SheetRow> {
  const sheet = await findSheet(tx, siteId, sheetId);
  await tx.one(
    sql`select 1 from site_day where site_id = ${siteId} and business_date = ${sheet.business_date} for update`,
  );
  return sheet;
}

export interface NewSheet {
  readonly sheetId: string;
  readonly content: DayContent;
  readonly caseId: string | null;
  readonly signatureId: string;
}

export async function insertSheet(tx: Tx, actor: Actor, sheet: NewSheet): Promise<SheetRow> {
  const { sheetId, content, caseId, signatureId } = sheet;
  const text = canonicalJson(content);
  const [row] = await tx.keep(
    'day_sheet',
    q
      .insertInto('day_sheet')
      .values({
        site_id: actor.siteId,
        sheet_id: sheetId,
        number: content.number,
        business_date: content.businessDate,
        content: text,
        content_digest: sha256(text),
        day_digest: content.day.digest,
        previous_day: content.day.previousDay,
        previous_digest: content.day.previousDigest,
        received_fen: addMoney(...content.tenders.map((tender) => tender.receivedFen)),
        refunded_fen: addMoney(...content.tenders.map((tender) => tender.refundedFen)),
        over_fen: content.overFen,
        short_fen: content.shortFen,
        agrees: caseId === null,
        case_id: caseId,
        signature_id: signatureId,
        closed_at: content.closedAt,
        closed_by: actor.personId,
        closed_post: actor.post,
      })
      .returningAll(),
  );
  return row!;
}
