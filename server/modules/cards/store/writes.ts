/** SQL of writes. One write of a card is open at a time; the database says so once more. */
import type { CardImage } from '../../../../shared/agent/protocol.ts';
import type { CardType } from '../../../../shared/card/layout.ts';
import type { WritePlan } from '../../../../shared/card/sale-write.ts';
import type { CardFailure, WritePurpose, WriteState } from '../../../../shared/cards/words.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import type { Money } from '../../../../shared/values/money.ts';
import { q } from '../../../platform/db/query.ts';
import type { CardWriteTable } from '../../../platform/db/tables.gen.ts';
import type { Tx } from '../../../platform/db/tx.ts';

export interface WriteRow
  extends Omit<
    CardWriteTable,
    | 'plan'
    | 'image_before'
    | 'image_after'
    | 'state'
    | 'purpose'
    | 'card_type'
    | 'amount_fen'
    | 'added_fen'
    | 'reason'
    | 'at'
    | 'settled_at'
  > {
  readonly plan: WritePlan;
  readonly image_before: CardImage;
  readonly image_after: CardImage | null;
  readonly state: WriteState;
  readonly purpose: WritePurpose;
  readonly card_type: CardType | null;
  readonly amount_fen: Money;
  readonly added_fen: Money | null;
  readonly reason: CardFailure | null;
  readonly at: Instant;
  readonly settled_at: Instant | null;
}

export async function insertWrite(tx: Tx, row: WriteRow): Promise<void> {
  const stored = {
    ...row,
    plan: JSON.stringify(row.plan),
    image_before: JSON.stringify(row.image_before),
    image_after: null,
  };
  await tx.keep('card_write', q.insertInto('card_write').values(stored).returningAll());
}

export async function lockWrite(tx: Tx, siteId: string, writeId: string): Promise<WriteRow | undefined> {
  const [row] = await tx.prepared<WriteRow>(
    'cards.lock-write',
    'select * from card_write where site_id = $1 and write_id = $2 for update',
    [siteId, writeId],
  );
  return row;
}

export async function findWrite(tx: Tx, siteId: string, writeId: string): Promise<WriteRow | undefined> {
  const [row] = await tx.prepared<WriteRow>(
    'cards.write',
    'select * from card_write where site_id = $1 and write_id = $2',
    [siteId, writeId],
  );
  return row;
}

export async function openWriteOf(tx: Tx, siteId: string, cardId: string): Promise<WriteRow | undefined> {
  const [row] = await tx.prepared<WriteRow>(
    'cards.open-write',
    `select * from card_write where site_id = $1 and card_id = $2 and state in ('sent', 'unknown')`,
    [siteId, cardId],
  );
  return row;
}

export async function updateWrite(
  tx: Tx,
  write: WriteRow,
  end: {
    readonly state: WriteState;
    readonly reason: CardFailure | null;
    readonly image: CardImage | null;
    readonly at: Instant;
  },
): Promise<WriteRow> {
  const [row] = await tx.keep(
    'card_write',
    q
      .updateTable('card_write')
      .set({
        state: end.state,
        reason: end.reason,
        image_after: end.image === null ? null : JSON.stringify(end.image),
        settled_at: end.at,
      })
      .where('site_id', '=', write.site_id)
      .where('write_id', '=', write.write_id)
      .returningAll(),
  );
  return row as unknown as WriteRow;
}

/** The last write that was not a delivery. */
export async function lastDeskWrite(tx: Tx, siteId: string, cardId: string): Promise<WriteRow | undefined> {
  const [row] = await tx.prepared<WriteRow>(
    'cards.last-desk-write',
    `select * from card_write where site_id = $1 and card_id = $2 and purpose <> 'sale' order by at desc, write_id desc limit 1`,
    [siteId, cardId],
  );
  return row;
}
