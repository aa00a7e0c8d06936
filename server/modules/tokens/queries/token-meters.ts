import { tokenMeters as contract } from '../../../../shared/contracts/tokens/token-meters.ts';
import { creditFields } from '../../../../shared/metering/view.ts';
import type { CreditUnit } from '../../../../shared/metering/words.ts';
import { instantOfTokenId, LAST_TOKEN_ID } from '../../../../shared/tokens/sts/token-id.ts';
import type { TokenMeterView } from '../../../../shared/tokens/view.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { meterCan } from '../can.ts';
import type { TokenMeterRow } from '../store.ts';

interface Row extends TokenMeterRow {
  readonly meter_no: string;
  readonly full_code: string;
  readonly commodity: Commodity;
  readonly credit_unit: CreditUnit;
  readonly tokens: number;
  readonly last_issued_at: Instant | null;
}

export const tokenMeters = answer(contract, async (tx, actor, _clock, input) => {
  const rows = await tx.prepared<Row>(
    'tokens.token-meters',
    `select t.*, m.meter_no, p.full_code, m.commodity, m.credit_unit,
       coalesce(i.tokens, 0) as tokens, i.last_issued_at
     from token_meter t
     join meter m on m.site_id = t.site_id and m.meter_id = t.meter_id
     join premise p on p.site_id = m.site_id and p.premise_id = m.premise_id
     left join lateral (select count(*)::int as tokens, max(k.issued_at) as last_issued_at from token k
       where k.site_id = t.site_id and k.meter_id = t.meter_id and k.state = 'issued') i on true
     where t.site_id = $1 and ($2::uuid is null or t.meter_id = $2)
       and ($3::text is null or starts_with(lower(m.meter_no), lower($3))) and ($4::text is null or t.scheme = $4)
       and ($5::text is null or m.meter_no > $5)
     order by m.meter_no limit $6`,
    [
      actor.siteId,
      input.meterId ?? null,
      input.meterNo ?? null,
      input.scheme ?? null,
      input.after ?? null,
      input.limit,
    ],
  );
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => viewOf(actor, row)),
    ...(rows.length === input.limit && last !== undefined ? { next: last.meter_no } : {}),
  };
});

function viewOf(actor: Actor, row: Row): TokenMeterView {
  const step = row.step === null ? { fen: null, milli: null } : creditFields(row.credit_unit, row.step);
  return {
    id: row.meter_id,
    meterNo: row.meter_no,
    roomCode: row.full_code,
    commodity: row.commodity,
    unit: row.credit_unit,
    scheme: row.scheme,
    number: row.number,
    supplyGroup: row.supply_group,
    tariffIndex: row.tariff_index,
    keyRevision: row.key_revision,
    keyType: row.key_type === null ? null : (String(row.key_type) as TokenMeterView['keyType']),
    encryption: row.encryption,
    derivation: row.derivation,
    baseYear: row.base_year,
    lastsUntil: row.base_year === null ? null : instantOfTokenId(row.base_year, LAST_TOKEN_ID),
    stepFen: step.fen,
    stepMilli: step.milli,
    extended: row.extended,
    restricted: row.restricted,
    count: row.count,
    registeredAt: row.registered_at,
    tokens: row.tokens,
    lastIssuedAt: row.last_issued_at,
    can: meterCan(actor, row.scheme),
  };
}
