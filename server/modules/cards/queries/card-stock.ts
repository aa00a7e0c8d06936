import type { StockMovementKind } from '../../../../shared/cards/words.ts';
import { cardStock as contract } from '../../../../shared/contracts/cards/card-stock.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { personNames } from '../../posts/index.ts';

interface MovementRow {
  readonly movement_id: string;
  readonly kind: StockMovementKind;
  readonly serial: string;
  readonly reference: string;
  readonly at: Instant;
  readonly person_id: string;
}

const MOVEMENTS = `
select m.movement_id, m.kind, c.serial, m.reference, m.at, m.person_id
from card_stock_movement m join card c on c.site_id = m.site_id and c.card_id = m.card_id
where m.site_id = $1 and ($2::uuid is null or m.movement_id < $2) order by m.movement_id desc limit $3`;

export const cardStock = answer(contract, async (tx, { siteId }, _clock, { after, limit }) => {
  const [figures] = await tx.prepared<{ in_stock: number; issued: number; scrapped: number }>(
    'cards.stock-figures',
    `select (select coalesce(sum(change), 0)::int from card_stock_movement where site_id = $1) as in_stock,
       (select count(*)::int from card where site_id = $1 and state = 'issued') as issued,
       (select count(*)::int from card where site_id = $1 and state = 'faulty') as scrapped`,
    [siteId],
  );
  const rows = await tx.prepared<MovementRow>('cards.stock-movements', MOVEMENTS, [siteId, after ?? null, limit + 1]);
  const shown = rows.slice(0, limit);
  const names = await personNames(tx, siteId, [...new Set(shown.map((row) => row.person_id))]);
  return {
    inStock: figures?.in_stock ?? 0,
    issued: figures?.issued ?? 0,
    scrapped: figures?.scrapped ?? 0,
    rows: shown.map((row) => ({
      movementId: row.movement_id,
      kind: row.kind,
      serial: row.serial,
      reference: row.reference,
      at: row.at,
      person: names.get(row.person_id) ?? '—',
    })),
    next: rows.length > limit ? shown.at(-1)!.movement_id : null,
  };
});
