/** SQL of what was read from cards, and of the merges allowed by it. */
import type { CardImage } from '../../../../shared/agent/protocol.ts';
import type { CardContent } from '../../../../shared/cards/view.ts';
import type { CardDifference } from '../../../../shared/cards/words.ts';
import { addSeconds, type Instant } from '../../../../shared/values/calendar.ts';
import type { Money } from '../../../../shared/values/money.ts';
import { q } from '../../../platform/db/query.ts';
import type { CardReadingTable } from '../../../platform/db/tables.gen.ts';
import type { Tx } from '../../../platform/db/tx.ts';

export interface ReadingRow
  extends Omit<CardReadingTable, 'image' | 'content' | 'differences' | 'returned_fen' | 'at'> {
  readonly image: CardImage;
  readonly content: CardContent;
  readonly differences: readonly CardDifference[];
  readonly returned_fen: Money | null;
  readonly at: Instant;
}

export async function insertReading(tx: Tx, row: ReadingRow): Promise<void> {
  const { image, content, differences } = row;
  const stored = {
    ...row,
    image: JSON.stringify(image),
    content: JSON.stringify(content),
    differences: JSON.stringify(differences),
  };
  await tx.keep('card_reading', q.insertInto('card_reading').values(stored).returningAll());
}

/** A reading is good for so long; after that the card is read again. */
export const FRESH_SECONDS = 120;

/**
 * What was last read at the counter, while it is fresh and the card has not been written since. A write that was
 * certainly not carried out leaves the card as it was read.
 */
export async function freshReading(
  tx: Tx,
  siteId: string,
  terminalId: string,
  now: Instant,
): Promise<ReadingRow | undefined> {
  const [row] = await tx.prepared<ReadingRow & { used: boolean }>(
    'cards.fresh-reading',
    `select r.*, exists (select from card_write w where w.site_id = r.site_id and w.reading_id = r.reading_id
       and w.state <> 'not-written') as used
     from card_reading r
     where r.site_id = $1 and r.terminal_id = $2 and r.at >= $3 order by r.at desc, r.reading_id desc limit 1`,
    [siteId, terminalId, addSeconds(now, -FRESH_SECONDS)],
  );
  return row === undefined || row.used ? undefined : withoutUsed(row);
}

function withoutUsed({ used: _used, ...row }: ReadingRow & { used: boolean }): ReadingRow {
  return row;
}

/** The last reading of this card at this counter, whenever that was; undefined once it was written from. */
export async function lastReadingHere(
  tx: Tx,
  siteId: string,
  of: { readonly terminalId: string; readonly cardId: string },
): Promise<ReadingRow | undefined> {
  const [row] = await tx.prepared<ReadingRow & { used: boolean }>(
    'cards.last-reading-here',
    `select r.*, exists (select from card_write w where w.site_id = r.site_id and w.reading_id = r.reading_id
       and w.state <> 'not-written') as used
     from card_reading r
     where r.site_id = $1 and r.terminal_id = $2 and r.card_id = $3 order by r.at desc, r.reading_id desc limit 1`,
    [siteId, of.terminalId, of.cardId],
  );
  return row === undefined || row.used ? undefined : withoutUsed(row);
}

export async function lastReadingOfSerial(tx: Tx, siteId: string, serial: string): Promise<ReadingRow | undefined> {
  const [row] = await tx.prepared<ReadingRow>(
    'cards.last-reading-of-serial',
    'select * from card_reading where site_id = $1 and serial = $2 order by at desc, reading_id desc limit 1',
    [siteId, serial],
  );
  return row;
}

/** What the meter last wrote back, by whichever card; and what was written for it since. */
export interface LastReturn {
  readonly returned_fen: Money;
  readonly returned_at: string | null;
  readonly key_info: string | null;
  readonly illegal_insertions: number;
  readonly sold_since_fen: Money;
}

export async function lastReturn(tx: Tx, siteId: string, meterId: string): Promise<LastReturn | undefined> {
  const [row] = await tx.prepared<LastReturn>(
    'cards.last-return',
    `select r.returned_fen, r.returned_at, r.key_info, r.illegal_insertions,
       (select coalesce(sum(w.added_fen), 0)::bigint from card_write w
        where w.site_id = r.site_id and w.meter_id = r.meter_id and w.state = 'written' and w.settled_at >= r.at) as sold_since_fen
     from card_reading r
     where r.site_id = $1 and r.meter_id = $2 and r.returned_fen is not null
     order by r.at desc, r.reading_id desc limit 1`,
    [siteId, meterId],
  );
  return row;
}

export async function mergeAllowed(tx: Tx, siteId: string, readingId: string): Promise<boolean> {
  const rows = await tx.prepared('cards.merge', 'select 1 from card_merge where site_id = $1 and reading_id = $2', [
    siteId,
    readingId,
  ]);
  return rows.length > 0;
}

/** One row for each reading of a card that brought something back from its meter. */
export interface ReturnedValue {
  readonly readingId: string;
  readonly meterId: string;
  /** When it was read at the counter. */
  readonly at: Instant;
  /** By the meter's own clock, local time of the site, `YYYY-MM-DDThh:mm`; null when it gave none. */
  readonly meterTime: string | null;
  readonly remainingFen: Money;
  readonly purchaseCount: number;
}

/** In the order they were read, at most 500, of readings after `after`. Those that differ from the books are left out. */
export async function returnedValues(tx: Tx, siteId: string, after: string | null): Promise<ReturnedValue[]> {
  return tx.prepared<ReturnedValue>(
    'cards.returned-values',
    `select reading_id as "readingId", meter_id as "meterId", at, returned_at as "meterTime",
       returned_fen as "remainingFen", returned_count as "purchaseCount"
     from card_reading
     where site_id = $1 and returned_fen is not null and meter_id is not null and jsonb_array_length(differences) = 0
       and ($2::uuid is null or reading_id > $2)
     order by reading_id limit 500`,
    [siteId, after],
  );
}
