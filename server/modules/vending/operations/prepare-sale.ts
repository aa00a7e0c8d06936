/**
 * The clerk prepares: quoted, checked and given a number of the day's queue, for the cash window to take the money. No
 * drawer, no money, nothing locked but the number. The card, where there is one, is asked about here already, so that
 * nobody is sent to the window for nothing; it is asked about again when the money is taken.
 */
import { prepareSale as contract } from '../../../../shared/contracts/vending/prepare-sale.ts';
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { formatMoney } from '../../../../shared/values/money.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { askSaleGuard } from '../../metering/index.ts';
import { type PreparedSale, prepareSale as prepare, sellableMeter } from '../prepare-sale.ts';
import { preparedView } from '../prepared-view.ts';
import { requireRetyped } from '../rules/limits.ts';
import { expiryOf } from '../rules/prepared-states.ts';
import { endPrepared, insertPrepared, type PreparedRow, waitingOfMeter } from '../store/prepared.ts';
import { salePostsOf } from '../store/sale-posts.ts';

export const prepareSaleOperation = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId, terminalId } = actor;
    const now = clock.now();
    const { meterId, priceVersionId, expectedTotalFen } = input;
    const [today, meter, posts] = await Promise.all([
      currentDay(tx, siteId, now),
      sellableMeter(tx, siteId, { meterId, lock: false }),
      salePostsOf(tx, siteId),
    ]);
    const prepared = await prepare(tx, siteId, { meter, wanted: input, date: today, now, lock: false, priceVersionId });
    if (meter.delivery !== 'balance')
      await askSaleGuard(tx, actor, meter.delivery, { meterId, now, amount: prepared.priced.creditAmount });
    const { totalFen } = prepared.priced;
    if (totalFen !== expectedTotalFen) refuse('sale.total_changed', { total: formatMoney(totalFen) });
    requireRetyped(prepared.retype, totalFen, input.confirmFen);
    // Whoever prepares waits here for each other; only then is it certain what the meter's queue holds.
    const ticketNo = await nextNumber(tx, siteId, `prepared-sale.${today}`);
    const before = await waitingOfMeter(tx, siteId, meterId);
    if (before !== undefined) {
      const expiredBy = expiryOf(before, now, today) ?? refuse('prepared.present', { ticket: before.ticket_no });
      await endPrepared(tx, actor, before, { state: 'expired', expiredBy, now });
    }
    const row: PreparedRow = {
      site_id: siteId,
      prepared_id: newId(),
      business_date: today,
      ticket_no: ticketNo,
      state: 'waiting',
      ...toldOf(prepared),
      wanted_by: input.by,
      wanted_amount: input.by === 'money' ? input.moneyFen : input.quantityMilli,
      terminal_id: terminalId,
      prepared_at: now,
      expires_at: addSeconds(now, posts.waitMinutes * 60),
      person_id: actor.personId,
      post: actor.post,
      ended_at: null,
      ended_by: null,
      ended_post: null,
      expired_by: null,
      reason: null,
      sale_id: null,
    };
    await insertPrepared(tx, row);
    return preparedView(tx, actor, { ...row, paid_fen: null, slip_no: null, sale_state: null }, { now, today });
  },
});

/** What the customer was told. */
const toldOf = ({ meter, price, priced }: PreparedSale) => ({
  meter_id: meter.meterId,
  meter_no: meter.meterNo,
  account_id: meter.account.accountId,
  account_no: meter.account.accountNo,
  room_code: meter.roomCode,
  commodity: meter.commodity,
  delivery: meter.delivery,
  price_version_id: price.versionId,
  price_number: price.number,
  quantity_milli: priced.quantityMilli,
  total_fen: priced.totalFen,
});
