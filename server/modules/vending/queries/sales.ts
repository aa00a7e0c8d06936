import { sales as contract } from '../../../../shared/contracts/vending/sales.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { rowViews } from '../load-sale.ts';
import { findSales } from '../store/find.ts';

export const sales = answer(contract, async (tx, actor, _clock, input) => {
  const rows = await findSales(tx, actor.siteId, input);
  return {
    rows: await rowViews(tx, actor.siteId, rows),
    next: rows.length === input.limit ? (rows.at(-1)?.sale_id ?? null) : null,
  };
});
