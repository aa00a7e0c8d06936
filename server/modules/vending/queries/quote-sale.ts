import { quoteSale as contract } from '../../../../shared/contracts/vending/quote-sale.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { prepareSale, sellableMeter } from '../prepare-sale.ts';
import { quoteView } from '../quote-view.ts';
import type { Wanted } from '../rules/price-sale.ts';

export const quoteSale = answer(contract, async (tx, actor, clock, { meterId, moneyFen, quantityMilli }) => {
  const now = clock.now();
  const [date, meter] = await Promise.all([
    currentDay(tx, actor.siteId, now),
    sellableMeter(tx, actor.siteId, { meterId, lock: false }),
  ]);
  const wanted: Wanted =
    moneyFen !== undefined ? { by: 'money', moneyFen } : { by: 'quantity', quantityMilli: quantityMilli! };
  return quoteView(await prepareSale(tx, actor.siteId, { meter, wanted, date, now, lock: false }));
});
