/** Rows of weekly bundles, and what a week's bundle holds. */
import { receiveBundle } from '../../../../shared/contracts/reconciliation/receive-bundle.ts';
import { bundleNumberOf, cashDue, remittanceNumberOf } from '../../../../shared/reconciliation/remittance.ts';
import { slipNumberOf } from '../../../../shared/reconciliation/slip-states.ts';
import { type BundleView, type WeekContent, weekContentSchema } from '../../../../shared/reconciliation/week.ts';
import { addDays, type BusinessDate, weekOf } from '../../../../shared/values/calendar.ts';
import { addMoney, subtractMoney, ZERO } from '../../../../shared/values/money.ts';
import { q, type Row, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { canOf } from '../../../platform/operations/can.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { houseOf, personNames } from '../../posts/index.ts';
import type { RemittanceRow } from './remittances.ts';
import { contentOf, type SlipRow } from './slips.ts';
import { caseNumbers } from './trade.ts';

const bundleQuery = (siteId: string) => q.selectFrom('weekly_bundle').selectAll().where('site_id', '=', siteId);
export type BundleRow = Row<'weekly_bundle'>;

export async function lockBundle(tx: Tx, siteId: string, bundleId: string): Promise<BundleRow> {
  const found = await tx.maybe(bundleQuery(siteId).where('bundle_id', '=', bundleId).forUpdate());
  return found ?? refuse('record.not_found');
}

export const bundleOfWeek = (tx: Tx, siteId: string, fromDate: BusinessDate): Promise<BundleRow | undefined> =>
  tx.maybe(bundleQuery(siteId).where('from_date', '=', fromDate));

/** The Monday of the earliest week before `today`'s that has slips and no bundle. */
export async function nextWeek(tx: Tx, siteId: string, today: BusinessDate): Promise<BusinessDate | null> {
  const rows = await tx.many(
    sql<{ business_date: BusinessDate }>`select distinct l.business_date from daily_slip l
      where l.site_id = ${siteId} and l.business_date < ${weekOf(today)}
        and not exists (select 1 from weekly_bundle b where b.site_id = l.site_id
          and l.business_date between b.from_date and b.to_date)
      order by l.business_date limit 1`,
  );
  return rows[0] === undefined ? null : weekOf(rows[0].business_date);
}

/** What the week's bundle says. Refuses `bundle.nothing` and `remittance.slip_unsigned`. */
export async function weekContent(
  tx: Tx,
  siteId: string,
  number: number,
  fromDate: BusinessDate,
): Promise<WeekContent> {
  const toDate = addDays(fromDate, 6);
  const slips = await tx.many(
    sql<SlipRow>`select * from daily_slip where site_id = ${siteId}
      and business_date between ${fromDate} and ${toDate} order by number`,
  );
  if (slips.length === 0) refuse('bundle.nothing', { from: fromDate });
  const unsigned = slips.find((slip) => slip.state !== 'signed');
  if (unsigned !== undefined) refuse('remittance.slip_unsigned', { number: slipNumberOf(unsigned.number) });
  const remittances = await tx.many(
    sql<RemittanceRow>`select * from remittance where site_id = ${siteId}
      and business_date between ${fromDate} and ${toDate} order by number`,
  );
  const covered = await tx.many(
    sql<{ slip_id: string }>`select r.slip_id from remittance_slip r where r.site_id = ${siteId}
      and r.slip_id = any(${slips.map((slip) => slip.slip_id)}::uuid[])`,
  );
  const days = await tx.many(
    sql<{ businessDate: BusinessDate; digest: string }>`select business_date as "businessDate", digest from site_day
      where site_id = ${siteId} and digest is not null and business_date between ${fromDate} and ${toDate}
      order by business_date`,
  );
  const names = await personNames(
    tx,
    siteId,
    slips.map((slip) => slip.custodian_id),
  );
  const dueOf = new Map(slips.map((slip) => [slip.slip_id, cashDue(contentOf(slip).cash)]));
  const cashDueFen = addMoney(ZERO, ...dueOf.values());
  const coveredFen = addMoney(ZERO, ...covered.map(({ slip_id }) => dueOf.get(slip_id)!));
  return weekContentSchema.parse({
    format: 'zhishou-week-1',
    site: siteId,
    house: (await houseOf(tx, siteId)).name,
    number,
    fromDate,
    toDate,
    slips: slips.map((slip) => ({
      slipId: slip.slip_id,
      number: slipNumberOf(slip.number),
      businessDate: slip.business_date,
      session: slip.session,
      custodianName: names.get(slip.custodian_id) ?? '',
      receivedFen: slip.received_fen,
      refundedFen: slip.refunded_fen,
      cashDueFen: dueOf.get(slip.slip_id)!,
      overShortFen: slip.over_short_fen,
      contentDigest: slip.content_digest,
    })),
    remittances: remittances.map((row) => ({
      remittanceId: row.remittance_id,
      number: remittanceNumberOf(row.number),
      businessDate: row.business_date,
      receiptNo: row.receipt_no,
      amountFen: row.amount_fen,
      confirmedFen: row.confirmed_fen,
    })),
    days,
    receivedFen: addMoney(ZERO, ...slips.map((slip) => slip.received_fen)),
    refundedFen: addMoney(ZERO, ...slips.map((slip) => slip.refunded_fen)),
    cashDueFen,
    remittedFen: addMoney(ZERO, ...remittances.map((row) => row.amount_fen)),
    unremittedFen: subtractMoney(cashDueFen, coveredFen),
  });
}

interface ItemRow {
  readonly bundle_id: string;
  readonly document_kind: 'daily-slip' | 'remittance';
  readonly document_id: string;
  readonly number: string;
  readonly received: boolean | null;
}

export const itemsOf = (tx: Tx, siteId: string, ids: readonly string[]): Promise<ItemRow[]> =>
  tx.many(
    sql<ItemRow>`select bundle_id, document_kind, document_id, number, received from weekly_bundle_item
      where site_id = ${siteId} and bundle_id = any(${ids}::uuid[]) order by document_kind, number`,
  );

export async function bundleViews(tx: Tx, actor: Actor, rows: readonly BundleRow[]): Promise<BundleView[]> {
  const { siteId } = actor;
  const items = await itemsOf(
    tx,
    siteId,
    rows.map((row) => row.bundle_id),
  );
  const names = await personNames(
    tx,
    siteId,
    rows.flatMap((row) => [row.handed_in_by, ...(row.received_by === null ? [] : [row.received_by])]),
  );
  const cases = await caseNumbers(
    tx,
    siteId,
    rows.map((row) => row.case_id),
  );
  return rows.map((row) => ({
    bundleId: row.bundle_id,
    number: bundleNumberOf(row.number),
    fromDate: row.from_date,
    toDate: row.to_date,
    state: row.state as BundleView['state'],
    content: weekContentSchema.parse(JSON.parse(row.content)),
    contentDigest: row.content_digest,
    items: items
      .filter((item) => item.bundle_id === row.bundle_id)
      .map((item) => ({
        kind: item.document_kind,
        id: item.document_id,
        number: item.number,
        received: item.received,
      })),
    handedInBy: names.get(row.handed_in_by) ?? '',
    handedInAt: row.handed_in_at,
    receivedBy: row.received_by === null ? null : (names.get(row.received_by) ?? ''),
    receivedAt: row.received_at,
    caseNumber: row.case_id === null ? null : (cases.get(row.case_id) ?? null),
    can: canOf(actor, [[receiveBundle, row.state === 'handed-in' && row.handed_in_by !== actor.personId]]),
  }));
}

export async function bundleView(tx: Tx, actor: Actor, bundleId: string): Promise<BundleView> {
  const row = await tx.one(bundleQuery(actor.siteId).where('bundle_id', '=', bundleId));
  const [view] = await bundleViews(tx, actor, [row]);
  return view!;
}
