/** The public face of vending: sales at the counter, their deliveries, slips and reversals. */
import type { ServerModule } from '../../platform/operations/implement.ts';
import { registerOpenSales } from '../control/index.ts';
import { registerMoveGuard } from '../metering/index.ts';
import { registerCloseGuard } from '../tills/index.ts';
import { vendingChecks } from './checks.ts';
import { salesCsv, salesXlsx } from './downloads/sales-file.ts';
import { slipPdf } from './downloads/slip.ts';
import { lookUpUnknown } from './jobs/look-up-unknown.ts';
import { joinMyDay } from './on-my-day.ts';
import { approveReversal } from './operations/approve-reversal.ts';
import { deliverAgain } from './operations/deliver-again.ts';
import { lookUpDelivery } from './operations/look-up-delivery.ts';
import { payBack } from './operations/pay-back.ts';
import { printAtCounter } from './operations/print-at-counter.ts';
import { printSlip } from './operations/print-slip.ts';
import { refuseReversal } from './operations/refuse-reversal.ts';
import { requestReversal } from './operations/request-reversal.ts';
import { sellCredit } from './operations/sell-credit.ts';
import { setSaleLimits } from './operations/set-sale-limits.ts';
import { accountPurchases } from './queries/account-purchases.ts';
import { dayFigures } from './queries/day-figures.ts';
import { quoteSale } from './queries/quote-sale.ts';
import { reversals } from './queries/reversals.ts';
import { sale } from './queries/sale.ts';
import { saleLimits } from './queries/sale-limits.ts';
import { sales } from './queries/sales.ts';
import { undeliveredSales } from './queries/undelivered-sales.ts';
import { verifySlip } from './queries/verify-slip.ts';
import { nameUndelivered, openSalesTo, refuseUnderWay } from './undelivered.ts';

export { undeliveredOf } from './undelivered.ts';

registerCloseGuard('vending', nameUndelivered);
registerMoveGuard('vending', refuseUnderWay);
registerOpenSales(openSalesTo);

joinMyDay();

export const vendingModule: ServerModule = {
  name: 'vending',
  operations: [
    sellCredit,
    deliverAgain,
    lookUpDelivery,
    requestReversal,
    approveReversal,
    refuseReversal,
    payBack,
    printSlip,
    printAtCounter,
    setSaleLimits,
  ],
  queries: [quoteSale, sales, sale, accountPurchases, undeliveredSales, reversals, dayFigures, saleLimits, verifySlip],
  downloads: [slipPdf, salesCsv, salesXlsx],
  jobs: [lookUpUnknown],
  keptTables: ['sale', 'delivery_attempt', 'sale_print', 'sale_reversal', 'sale_limit'],
  checks: vendingChecks,
};
