/** The layouts of files for finance, and the figures that go into them. */
import type { z } from 'zod';
import {
  type LayoutKind,
  type SheetSpec,
  type sheetLayoutSchema,
  USUAL_SHEET,
  USUAL_VOUCHER,
  type VoucherSpec,
  type voucherLayoutSchema,
} from '../../../../shared/reconciliation/layouts.ts';
import type { BusinessDate, Instant } from '../../../../shared/values/calendar.ts';
import type { Money } from '../../../../shared/values/money.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import type { Month } from './month.ts';

interface LayoutRow<S> {
  readonly version: number;
  readonly spec: S;
  readonly reason: string;
  readonly at: Instant;
  readonly person: string;
}

async function lastLayout<S extends object>(tx: Tx, siteId: string, kind: LayoutKind, usual: S) {
  const row = await tx.maybe(
    sql<LayoutRow<S>>`select l.version, l.spec, l.reason, l.at, p.name as person from export_layout l
      join person p on p.site_id = l.site_id and p.person_id = l.person_id
      where l.site_id = ${siteId} and l.kind = ${kind} order by l.version desc limit 1`,
  );
  if (row === undefined) return { ...usual, version: 0, reason: '', at: null, person: '' };
  const { spec, ...setBy } = row;
  return { ...spec, ...setBy };
}

export const voucherLayout = (tx: Tx, siteId: string): Promise<z.output<typeof voucherLayoutSchema>> =>
  lastLayout(tx, siteId, 'voucher', USUAL_VOUCHER);
export const sheetLayout = (tx: Tx, siteId: string): Promise<z.output<typeof sheetLayoutSchema>> =>
  lastLayout(tx, siteId, 'cashier-month', USUAL_SHEET);

interface NewLayout {
  readonly kind: LayoutKind;
  readonly spec: VoucherSpec | SheetSpec;
  readonly reason: string;
  readonly at: Instant;
}

export async function keepLayout(tx: Tx, actor: Actor, { kind, spec, reason, at }: NewLayout): Promise<void> {
  await tx.keep(
    'export_layout',
    q
      .insertInto('export_layout')
      .values({
        site_id: actor.siteId,
        kind,
        version: await nextNumber(tx, actor.siteId, `export-layout.${kind}`),
        spec: JSON.stringify(spec),
        reason,
        at,
        person_id: actor.personId,
        post: actor.post,
      })
      .returningAll(),
  );
}

export interface AccountDay {
  readonly businessDate: BusinessDate;
  readonly accountCode: string;
  readonly debitFen: Money;
  readonly creditFen: Money;
  /** Documents posted on the whole day. */
  readonly documents: number;
}

/** What was posted on each account on each day, debit and credit apart. */
export const accountDays = (tx: Tx, { siteId, from, to }: Month): Promise<AccountDay[]> =>
  tx.many(
    sql<AccountDay>`select l.business_date as "businessDate", l.account_code as "accountCode",
        coalesce(sum(l.amount_fen) filter (where l.amount_fen > 0), 0)::bigint as "debitFen",
        coalesce(-sum(l.amount_fen) filter (where l.amount_fen < 0), 0)::bigint as "creditFen",
        (select count(distinct e.document_id) from ledger_entry e
          where e.site_id = l.site_id and e.business_date = l.business_date) as documents
      from ledger_line l where l.site_id = ${siteId} and l.business_date between ${from} and ${to}
      group by l.site_id, l.business_date, l.account_code order by 1, 2`,
  );

/** Cash handed in, by the day it was handed in. */
export async function remittedByDay(tx: Tx, { siteId, from, to }: Month): Promise<Map<BusinessDate, Money>> {
  const rows = await tx.many(
    sql<{ date: BusinessDate; fen: Money }>`select business_date as date, sum(amount_fen)::bigint as fen
      from remittance where site_id = ${siteId} and business_date between ${from} and ${to} group by 1`,
  );
  return new Map(rows.map(({ date, fen }) => [date, fen]));
}
