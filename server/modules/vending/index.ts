/** The public face of vending: sales at the counter, their deliveries, slips and reversals. */
import type { ServerModule } from '../../platform/operations/implement.ts';
import { registerOpenSales } from '../control/index.ts';
import { registerMoveGuard } from '../metering/index.ts';
import { registerCloseGuard } from '../tills/index.ts';
import { vendingChecks } from './checks.ts';
import { salesCsv, salesXlsx } from './downloads/sales-file.ts';
import { slipPdf } from './downloads/slip.ts';
import { expirePrepared } from './jobs/expire-prepared.ts';
import { lookUpUnknown } from './jobs/look-up-unknown.ts';
import { joinMyDay } from './on-my-day.ts';
import { approveReversal } from './operations/approve-reversal.ts';
import { deliverAgain } from './operations/deliver-again.ts';
import { enterPaperSale } from './operations/enter-paper-sale.ts';
import { issueSlipBook } from './operations/issue-slip-book.ts';
import { lookUpDelivery } from './operations/look-up-delivery.ts';
import { payBack } from './operations/pay-back.ts';
import { prepareSaleOperation } from './operations/prepare-sale.ts';
import { printAtCounter } from './operations/print-at-counter.ts';
import { printSlip } from './operations/print-slip.ts';
import { receivePrepared } from './operations/receive-prepared.ts';
import { refuseReversal } from './operations/refuse-reversal.ts';
import { requestReversal } from './operations/request-reversal.ts';
import { returnSlipBook } from './operations/return-slip-book.ts';
import { sellCredit } from './operations/sell-credit.ts';
import { setSaleLimits } from './operations/set-sale-limits.ts';
import { setSalePosts } from './operations/set-sale-posts.ts';
import { spoilPaperSlip } from './operations/spoil-paper-slip.ts';
import { withdrawPrepared } from './operations/withdraw-prepared.ts';
import { accountPurchases } from './queries/account-purchases.ts';
import { dayFigures } from './queries/day-figures.ts';
import { paperSlips } from './queries/paper-slips.ts';
import { preparedSale } from './queries/prepared-sale.ts';
import { preparedSales } from './queries/prepared-sales.ts';
import { quoteSale } from './queries/quote-sale.ts';
import { reversals } from './queries/reversals.ts';
import { sale } from './queries/sale.ts';
import { saleLimits } from './queries/sale-limits.ts';
import { salePosts } from './queries/sale-posts.ts';
import { sales } from './queries/sales.ts';
import { slipBooks } from './queries/slip-books.ts';
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
    prepareSaleOperation,
    receivePrepared,
    withdrawPrepared,
    deliverAgain,
    lookUpDelivery,
    requestReversal,
    approveReversal,
    refuseReversal,
    payBack,
    printSlip,
    printAtCounter,
    setSaleLimits,
    setSalePosts,
    issueSlipBook,
    returnSlipBook,
    spoilPaperSlip,
    enterPaperSale,
  ],
  queries: [
    quoteSale,
    preparedSales,
    preparedSale,
    salePosts,
    sales,
    sale,
    accountPurchases,
    undeliveredSales,
    reversals,
    dayFigures,
    saleLimits,
    verifySlip,
    slipBooks,
    paperSlips,
  ],
  downloads: [slipPdf, salesCsv, salesXlsx],
  jobs: [lookUpUnknown, expirePrepared],
  keptTables: [
    'sale',
    'delivery_attempt',
    'sale_print',
    'sale_reversal',
    'sale_limit',
    'sale_post_rule',
    'prepared_sale',
    'slip_book',
    'paper_slip',
  ],
  checks: vendingChecks,
};
