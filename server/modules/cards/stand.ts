/**
 * What a card brought back from its meter, for a settlement: the meter's own figure, where the meter wrote it shortly
 * before the card was read. A card that was put into its meter yesterday says nothing of what is left in it now.
 */
import type { Instant } from '../../../shared/values/calendar.ts';
import type { Tx } from '../../platform/db/tx.ts';

interface Row {
  readonly remaining: number;
  readonly at: Instant;
}

/** From the meter to the counter. */
const WAY_HOURS = 2;

export async function standOnCard(tx: Tx, siteId: string, meterId: string): Promise<Row | null> {
  const [row] = await tx.prepared<Row>(
    'cards.stand',
    `select r.returned_fen as remaining, r.at
     from card_reading r
     join card c on c.site_id = r.site_id and c.card_id = r.card_id and c.meter_id = r.meter_id
     join meter m on m.site_id = r.site_id and m.meter_id = r.meter_id and m.credit_unit = 'money'
     join site s on s.site_id = r.site_id
     where r.site_id = $1 and r.meter_id = $2 and r.returned_fen is not null and r.returned_at is not null
       and r.returned_count = c.purchase_count
       and r.returned_at::timestamp at time zone s.time_zone
         between r.at - make_interval(hours => $3) and r.at + interval '15 minutes'
     order by r.at desc limit 1`,
    [siteId, meterId, WAY_HOURS],
  );
  return row ?? null;
}
