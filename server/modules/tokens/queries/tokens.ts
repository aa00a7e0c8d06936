import { tokens as contract } from '../../../../shared/contracts/tokens/tokens.ts';
import { creditFields } from '../../../../shared/metering/view.ts';
import type { TokenView } from '../../../../shared/tokens/view.ts';
import { maskDigits } from '../../../../shared/tokens/words.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { placeOrNothing } from '../../../platform/operations/read-place.ts';
import { personNames } from '../../posts/index.ts';
import { tokenCan } from '../can.ts';
import type { TokenRow } from '../store.ts';

interface Row extends TokenRow {
  readonly meter_no: string;
  readonly full_code: string;
  readonly commodity: Commodity;
}

/** Newest first; the cursor is a moment and an id. */
export const tokens = answer(contract, async (tx, actor, _clock, input) => {
  const [afterAt, afterId] = placeOrNothing(input.after, ' ', ['instant', 'id']);
  const rows = await tx.prepared<Row>(
    'tokens.tokens',
    `select t.*, m.meter_no, p.full_code, m.commodity
     from token t
     join meter m on m.site_id = t.site_id and m.meter_id = t.meter_id
     join premise p on p.site_id = m.site_id and p.premise_id = m.premise_id
     where t.site_id = $1 and ($2::uuid is null or t.token_id = $2) and ($3::uuid is null or t.meter_id = $3)
       and ($4::text is null or starts_with(lower(m.meter_no), lower($4))) and ($5::text is null or t.kind = $5)
       and ($6::timestamptz is null or (t.reserved_at, t.token_id) < ($6, $7::uuid))
     order by t.reserved_at desc, t.token_id desc limit $8`,
    [
      actor.siteId,
      input.tokenId ?? null,
      input.meterId ?? null,
      input.meterNo ?? null,
      input.kind ?? null,
      afterAt ?? null,
      afterId ?? null,
      input.limit,
    ],
  );
  const last = rows.at(-1);
  const names = await personNames(
    tx,
    actor.siteId,
    rows.map((row) => row.person_id),
  );
  return {
    rows: rows.map((row) => viewOf(actor, row, names.get(row.person_id) ?? '—')),
    ...(rows.length === input.limit && last !== undefined ? { next: `${last.reserved_at} ${last.token_id}` } : {}),
  };
});

function viewOf(actor: Actor, row: Row, personName: string): TokenView {
  const credit = row.unit === null ? { fen: null, milli: null } : creditFields(row.unit, row.amount!);
  return {
    id: row.token_id,
    meterId: row.meter_id,
    meterNo: row.meter_no,
    roomCode: row.full_code,
    commodity: row.commodity,
    kind: row.kind,
    purpose: row.purpose,
    state: row.state,
    masked: row.digits === null ? null : maskDigits(row.digits),
    section: row.section,
    creditFen: credit.fen,
    creditMilli: credit.milli,
    purchaseCount: row.purchase_count,
    reason: row.reason,
    reservedAt: row.reserved_at,
    issuedAt: row.issued_at,
    personName,
    saleId: row.document_kind === 'sale' ? row.document_id : null,
    can: tokenCan(actor, row.state),
  };
}
