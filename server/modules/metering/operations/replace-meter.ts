import { replaceMeter as contract } from '../../../../shared/contracts/metering/replace-meter.ts';
import type { CreditUnit, DeliveryKind } from '../../../../shared/metering/words.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { recordReadings } from '../readings.ts';
import { unsettled, whyNotSellable } from '../rules/require-sellable.ts';
import { carryCredit, openSettlement } from '../settlement.ts';
import { insertMeter, meterById, meterNoTaken, retireMeter } from '../store/meters.ts';
import { lockMeterForSale } from '../store/sale-meter.ts';

export const replaceMeter = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId } = actor;
    const at = clock.now();
    const locked = await lockMeterForSale(tx, siteId, input.meterId);
    const old = await meterById(tx, siteId, input.meterId);
    if (locked === null || old === undefined) refuse('record.not_found');
    if (locked.state === 'retired') refuse('meter.retired', { meterNo: locked.meterNo });
    const why = unsettled(locked) ? whyNotSellable(locked) : null;
    if (why !== null) refuse(why.code, why.facts);
    // What is in a card or in the meter itself is carried by the driver that can read it, not from here.
    if (locked.delivery !== 'balance') refuse('meter.cannot_carry');
    if (await meterNoTaken(tx, siteId, input.newMeterNo)) refuse('meter.number_taken', { meterNo: input.newMeterNo });

    const { totalMilli, peakMilli, flatMilli, valleyMilli } = input.finalReading;
    const values = { total: totalMilli, peak: peakMilli, flat: flatMilli, valley: valleyMilli };
    const read = await recordReadings(tx, actor, { at, source: 'settlement' }, [
      { meterId: input.meterId, readAt: at, values },
    ]);
    if ('refused' in read) return refuse(read.refused, read.facts);
    const [final] = read.results;

    const settlement = await openSettlement(tx, actor, {
      kind: 'meter-change',
      accountId: old.account_id,
      reason: input.reason,
      at,
    });
    await retireMeter(tx, siteId, input.meterId, settlement.businessDate);
    const newMeterId = await insertMeter(tx, actor, {
      meterNo: input.newMeterNo,
      commodity: old.commodity as Commodity,
      creditUnit: old.credit_unit as CreditUnit,
      delivery: old.delivery as DeliveryKind,
      premiseId: old.premise_id,
      accountId: old.account_id,
      ratio: input.newRatio,
      digits: input.newDigits,
      initialMilli: input.newInitialMilli,
      installedOn: settlement.businessDate,
    });
    const amount = locked.balance - final!.charged;
    await carryCredit(tx, actor, settlement, { from: input.meterId, to: newMeterId, amount });
    return {
      settlementId: settlement.settlementId,
      settlementNumber: settlement.number,
      newMeterId,
      usedMilli: final!.used,
      carried: amount,
    };
  },
});
