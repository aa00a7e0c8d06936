/**
 * Everything ever issued, read from where each thing is kept: movements of credit, sales whose credit has not arrived,
 * acts of the card desk, tokens and emergency supplies that are no movement. Consumption is not issued and is left out.
 */

import { creditFields } from '../../../../shared/metering/view.ts';
import type { CreditUnit } from '../../../../shared/metering/words.ts';
import type { IssuedKind, IssuedRow } from '../../../../shared/reconciliation/credit-issued.ts';
import type { BusinessDate, Instant } from '../../../../shared/values/calendar.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import { sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { personNames } from '../../posts/index.ts';

export interface IssuedFilter {
  readonly from?: BusinessDate | undefined;
  readonly to?: BusinessDate | undefined;
  readonly kind?: IssuedKind | undefined;
  readonly meterNo?: string | undefined;
  readonly personId?: string | undefined;
  readonly after?: { readonly at: Instant; readonly id: string } | undefined;
  readonly limit: number;
}

interface Row {
  readonly id: string;
  readonly at: Instant;
  readonly kind: IssuedKind;
  readonly meter_no: string | null;
  readonly room_code: string | null;
  readonly commodity: Commodity | null;
  readonly unit: CreditUnit | null;
  readonly amount: number | null;
  readonly purchase_count: number | null;
  readonly document_kind: string;
  readonly document_id: string;
  readonly document_number: string;
  readonly open_id: string;
  readonly person_id: string;
}

const movements = (siteId: string) => sql`
  select 'm/' || c.meter_id || '/' || c.seq as id, c.at, c.kind, c.meter_id, c.unit, c.amount, c.purchase_count,
    c.document_kind, c.document_id, coalesce(s.slip_no, 'CZ-' || r.reversal_no, '') as document_number,
    coalesce(r.sale_id, c.document_id) as open_id, c.person_id
  from credit_movement c
  left join sale s on c.document_kind = 'sale' and s.site_id = c.site_id and s.sale_id = c.document_id
  left join sale_reversal r on c.document_kind = 'sale-reversal' and r.site_id = c.site_id
    and r.reversal_id = c.document_id
  where c.site_id = ${siteId} and c.kind <> 'consumption'`;

const undelivered = (siteId: string) => sql`
  select 's/' || sale_id, paid_at, 'undelivered', meter_id, credit_unit, credit_amount, purchase_count, 'sale', sale_id,
    slip_no, sale_id, person_id
  from sale where site_id = ${siteId} and state in ('paid', 'delivering', 'unknown', 'case')`;

const cardActs = (siteId: string) => sql`
  select 'c/' || document_id, at, 'card-' || kind, meter_id, null, null::bigint, null::integer, 'card-document', document_id,
    'KW-' || document_no, card_id, person_id
  from card_document where site_id = ${siteId} and kind in ('issue', 'replacement', 'clear', 'transfer', 'test')`;

const otherTokens = (siteId: string) => sql`
  select 't/' || token_id, issued_at, case kind when 'test' then 'test-token' when 'engineering' then 'engineering-token'
      else 'key-change-token' end, meter_id, null, null::bigint, null::integer, 'token', token_id, '', token_id, person_id
  from token where site_id = ${siteId} and kind <> 'credit' and state = 'issued'`;

/** Numbered and approved like credit, though the meter counts nothing: its switch was held closed for a time. */
const supplies = (siteId: string) => sql`
  select 'e/' || supply_id, supplied_at, 'emergency', meter_id, null, null::bigint, null::integer, 'emergency-supply',
    supply_id, 'YJ-' || number, supply_id, supplied_by
  from emergency_supply where site_id = ${siteId} and supplied_at is not null`;

/** Latest first; `from` and `to` are days in the site's own time. */
export async function issuedRows(tx: Tx, siteId: string, filter: IssuedFilter): Promise<IssuedRow[]> {
  const { from = null, to = null, kind = null, meterNo = null, personId = null, after, limit } = filter;
  const rows = await tx.many(
    sql<Row>`with issued as (${movements(siteId)} union all ${undelivered(siteId)} union all ${cardActs(siteId)}
        union all ${otherTokens(siteId)} union all ${supplies(siteId)})
      select i.id, i.at, i.kind, m.meter_no, p.full_code as room_code, m.commodity, i.unit, i.amount, i.purchase_count,
        i.document_kind, i.document_id, i.document_number, i.open_id, i.person_id
      from issued i
      join site on site.site_id = ${siteId}
      left join meter m on m.site_id = ${siteId} and m.meter_id = i.meter_id
      left join premise p on p.site_id = ${siteId} and p.premise_id = m.premise_id
      where (${from}::date is null or i.at >= ${from}::date::timestamp at time zone site.time_zone)
        and (${to}::date is null or i.at < (${to}::date + 1)::timestamp at time zone site.time_zone)
        and (${kind}::text is null or i.kind = ${kind}::text)
        and (${meterNo}::text is null or m.meter_no = ${meterNo}::text)
        and (${personId}::uuid is null or i.person_id = ${personId}::uuid)
        and (${after?.at ?? null}::timestamptz is null
          or (i.at, i.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::text))
      order by i.at desc, i.id desc limit ${limit}`,
  );
  const names = await personNames(
    tx,
    siteId,
    rows.map((row) => row.person_id),
  );
  return rows.map((row) => {
    const amount = row.unit === null || row.amount === null ? null : creditFields(row.unit, row.amount);
    return {
      id: row.id,
      at: row.at,
      kind: row.kind,
      meterNo: row.meter_no,
      roomCode: row.room_code,
      commodity: row.commodity,
      unit: row.unit,
      amountFen: amount?.fen ?? null,
      amountMilli: amount?.milli ?? null,
      purchaseCount: row.purchase_count,
      documentKind: row.document_kind,
      documentId: row.document_id,
      documentNumber: row.document_number,
      openId: row.open_id,
      personName: names.get(row.person_id) ?? '',
    };
  });
}
