/** What a sale would come to, for the pages. */
import type { OutputOf } from '../../../shared/contracts/contract.ts';
import type { quoteSale } from '../../../shared/contracts/vending/quote-sale.ts';
import { creditView } from '../../../shared/metering/view.ts';
import type { PreparedSale } from './prepare-sale.ts';

export function quoteView(prepared: PreparedSale): OutputOf<typeof quoteSale> {
  const { meter, price, priced, facts } = prepared;
  const { creditAmount: _creditAmount, lines, ...figures } = priced;
  return {
    meterId: meter.meterId,
    meterNo: meter.meterNo,
    roomCode: meter.roomCode,
    accountId: meter.account.accountId,
    accountNo: meter.account.accountNo,
    categoryCode: meter.account.categoryCode,
    commodity: meter.commodity,
    delivery: meter.delivery,
    credit: creditView(meter.creditUnit, meter.balance),
    priceVersionId: price.versionId,
    priceNumber: price.number,
    specHash: price.specHash,
    basis: price.spec.basis,
    period: price.spec.period,
    alreadyMilli: prepared.alreadyMilli,
    residueFen: prepared.residueFen,
    priced: { ...figures, lines: [...lines] },
    limits: facts.limits,
    usualFen: prepared.usualFen,
    retype: prepared.retype,
  };
}
