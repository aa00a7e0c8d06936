/** What verification adds up about cards beside the chain: book, card and shelf agree; a count is on its card. */
import type { HouseCheck } from '../../platform/chain/verify/house.ts';

export const cardsChecks: readonly HouseCheck[] = [
  {
    sql: `select format('card %s: %s in the books, %s by its movements', c.serial, (c.state = 'stock')::int,
        coalesce(sum(m.change), 0)) as fault
      from card c
      left join card_stock_movement m on m.site_id = c.site_id and m.card_id = c.card_id
      where c.site_id = $1
      group by c.site_id, c.card_id, c.serial, c.state
      having coalesce(sum(m.change), 0) <> (c.state = 'stock')::int
      order by c.serial`,
  },
  {
    sql: `select format('card %s: the books say %s purchases, its last write %s', c.serial, c.sold_count, w.sold_count)
        as fault
      from card c
      join lateral (select w.sold_count, w.meter_id from card_write w where w.site_id = c.site_id and w.card_id = c.card_id
        and w.purpose = 'sale' and w.state = 'written' order by w.sold_count desc limit 1) w on w.meter_id = c.meter_id
      where c.site_id = $1 and c.state = 'issued' and c.sold_count < w.sold_count
      order by c.serial`,
  },
];
