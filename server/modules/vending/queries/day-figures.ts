import { dayFigures as contract } from '../../../../shared/contracts/vending/day-figures.ts';
import { TENDER_KEYS, TENDERS, type Tender } from '../../../../shared/payments/tender.ts';
import type { Money } from '../../../../shared/values/money.ts';
import { COMMODITY_KEYS, type Commodity, type Milli, NONE } from '../../../../shared/values/quantity.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { answer } from '../../../platform/operations/implement.ts';

interface SoldRow {
  readonly commodity: Commodity;
  readonly sales: number;
  readonly quantity: Milli;
  readonly undelivered: number;
  readonly reversed: number;
}

interface TenderRow {
  readonly tender: Tender;
  readonly payments: number;
  readonly sum: Money;
}

export const dayFigures = answer(contract, async (tx, actor, clock) => {
  const businessDate = await currentDay(tx, actor.siteId, clock.now());
  const values = [actor.siteId, businessDate, actor.personId];
  const sold = await tx.prepared<SoldRow>(
    'vending.day-sold',
    `select commodity, count(*) as sales, coalesce(sum(quantity_milli) filter (where state <> 'reversed'), 0)::bigint as quantity,
       count(*) filter (where state in ('paid', 'delivering', 'unknown', 'case')) as undelivered,
       count(*) filter (where state = 'reversed') as reversed
     from sale where site_id = $1 and business_date = $2 and person_id = $3 group by commodity`,
    values,
  );
  const taken = await tx.prepared<TenderRow>(
    'vending.day-tenders',
    `select p.tender, count(*) as payments, sum(p.amount_fen)::bigint as sum
     from sale s join payment p on p.site_id = s.site_id and p.document_id = s.sale_id and p.direction = 'in'
     where s.site_id = $1 and s.business_date = $2 and s.person_id = $3 group by p.tender`,
    values,
  );
  return {
    businessDate,
    commodities: COMMODITY_KEYS.flatMap((commodity) => {
      const row = sold.find((one) => one.commodity === commodity);
      if (row === undefined) return [];
      return [
        {
          commodity,
          sales: row.sales,
          quantityMilli: row.quantity ?? NONE,
          undelivered: row.undelivered,
          reversed: row.reversed,
        },
      ];
    }),
    tenders: TENDER_KEYS.flatMap((tender) => {
      const row = taken.find((one) => one.tender === tender);
      return row === undefined
        ? []
        : [{ tender, payments: row.payments, sumFen: TENDERS[tender].cash ? null : row.sum }];
    }),
  };
});
