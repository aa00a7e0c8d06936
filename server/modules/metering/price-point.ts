/** A point of the check before work: whatever the house sells has a price in force. */
import { COMMODITIES, type Commodity } from '../../../shared/values/quantity.ts';
import { sql } from '../../platform/db/query.ts';
import { registerCheckPoint } from '../devices/index.ts';
import { priceAt } from '../prices/index.ts';

interface Sold {
  readonly commodity: Commodity;
  readonly category_code: string;
  readonly title_zh: string;
  readonly title_en: string;
}

export function joinWorkCheck(): void {
  registerCheckPoint('metering', async (tx, { siteId }, now) => {
    const sold = await tx.many(
      sql<Sold>`select distinct m.commodity, a.category_code, c.title_zh, c.title_en from meter m
        join customer_account a on a.site_id = m.site_id and a.account_id = m.account_id
        join user_category c on c.site_id = a.site_id and c.category_code = a.category_code
        where m.site_id = ${siteId} and m.removed_on is null and a.closed_on is null`,
    );
    const without: Sold[] = [];
    for (const one of sold) {
      const key = { commodity: one.commodity, categoryCode: one.category_code };
      if ((await priceAt(tx, siteId, key, now)) === undefined) without.push(one);
    }
    const zh = without.map((one) => `${one.title_zh}（${COMMODITIES[one.commodity].title.zh}）`).join('、');
    const en = without.map((one) => `${one.title_en} (${COMMODITIES[one.commodity].title.en})`).join(', ');
    return without.length === 0
      ? {
          point: 'price',
          good: true,
          says: { zh: '各类别价格均已生效', en: 'A price is in force for all that is sold' },
        }
      : { point: 'price', good: false, says: { zh: `没有生效的价格：${zh}`, en: `No price in force: ${en}` } };
  });
}
