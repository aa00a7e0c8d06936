import { preparedSale as contract } from '../../../../shared/contracts/vending/prepared-sale.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { prepareSale, sellableMeter } from '../prepare-sale.ts';
import { preparedView, wantedOf } from '../prepared-view.ts';
import { quoteView } from '../quote-view.ts';
import { isRepriced, requireWaiting } from '../rules/prepared-states.ts';
import { findPrepared } from '../store/prepared.ts';

export const preparedSale = answer(contract, async (tx, actor, clock, { preparedId }) => {
  const { siteId } = actor;
  const now = clock.now();
  const today = await currentDay(tx, siteId, now);
  const ticket = await findPrepared(tx, siteId, preparedId);
  requireWaiting(ticket, now, today);
  const meter = await sellableMeter(tx, siteId, { meterId: ticket.meter_id, lock: false });
  if (meter.account.accountId !== ticket.account_id)
    refuse('prepared.household_left', { ticket: ticket.ticket_no, meterNo: meter.meterNo });
  const prepared = await prepareSale(tx, siteId, { meter, wanted: wantedOf(ticket), date: today, now, lock: false });
  const { price, priced } = prepared;
  const repriced = isRepriced(ticket, { priceVersionId: price.versionId, ...priced });
  return {
    ticket: await preparedView(tx, actor, ticket, { now, today }),
    quote: { ...quoteView(prepared), retype: repriced },
    repriced,
  };
});
