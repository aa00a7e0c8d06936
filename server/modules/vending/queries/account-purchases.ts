import { accountPurchases as contract } from '../../../../shared/contracts/vending/account-purchases.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { rowViews } from '../load-sale.ts';
import { findSales } from '../store/find.ts';

export const accountPurchases = answer(contract, async (tx, actor, _clock, input) => ({
  rows: await rowViews(tx, actor.siteId, await findSales(tx, actor.siteId, input)),
}));
