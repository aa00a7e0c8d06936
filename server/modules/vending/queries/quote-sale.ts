import { quoteSale as contract } from '../../../../shared/contracts/vending/quote-sale.ts';
import { creditView } from '../../../../shared/metering/view.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { prepareSale, sellableMeter } from '../prepare-sale.ts';
import type { Wanted } from '../rules/price-sale.ts';

export const quoteSale = answer(contract, async (tx, actor, clock, { meterId, moneyFen, quantityMilli }) => {
  const now = clock.now();
  const [date, found] = await Promise.all([
    currentDay(tx, actor.siteId, now),
    sellableMeter(tx, actor.siteId, { meterId, lock: false }),
  ]);
  const wanted: Wanted =
    moneyFen !== undefined ? { by: 'money', moneyFen } : { by: 'quantity', quantityMilli: quantityMilli! };
  const prepared = await prepareSale(tx, actor.siteId, { meter: found, wanted, date, now, lock: false });
  const { meter, price, priced, facts } = prepared;
  const { creditAmount: _creditAmount, lines, ...figures } = priced;
  return {
    meterId,
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
});
