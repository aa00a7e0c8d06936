import { replaceMeter as contract } from '../../../../shared/contracts/metering/replace-meter.ts';
import type { CreditUnit } from '../../../../shared/metering/words.ts';
import type { Commodity } from '../../../../shared/values/quantity.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { bringTo, type CreditEnd, takeOff } from '../carry.ts';
import { askMoveGuards } from '../move-guard.ts';
import { recordReadings } from '../readings.ts';
import { unsettled, whyNotSellable } from '../rules/require-sellable.ts';
import { openSettlement, type Settlement } from '../settlement.ts';
import { keepStand, standOf } from '../stand.ts';
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
    await askMoveGuards(tx, siteId, [input.meterId]);
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
    const unit = old.credit_unit as CreditUnit;
    const left = { meterId: input.meterId, meterNo: locked.meterNo, delivery: locked.delivery, unit };
    const amount =
      locked.delivery === 'balance'
        ? locked.balance - final!.charged
        : await leftIn(tx, actor, settlement, { ...left, displayed: input.remaining });
    await retireMeter(tx, siteId, input.meterId, settlement.businessDate);
    const delivery = input.newDelivery ?? locked.delivery;
    const newMeterId = await insertMeter(tx, actor, {
      meterNo: input.newMeterNo,
      commodity: old.commodity as Commodity,
      creditUnit: unit,
      delivery,
      premiseId: old.premise_id,
      accountId: old.account_id,
      ratio: input.newRatio,
      digits: input.newDigits,
      initialMilli: input.newInitialMilli,
      installedOn: settlement.businessDate,
    });
    await takeOff(tx, actor, settlement, { ...left, amount });
    await bringTo(tx, actor, settlement, { meterId: newMeterId, delivery, unit, amount });
    return {
      settlementId: settlement.settlementId,
      settlementNumber: settlement.number,
      newMeterId,
      usedMilli: final!.used,
      carried: amount,
      toBring: delivery !== 'balance' && amount > 0,
    };
  },
});

/** What the old meter holds itself, and who says so. */
async function leftIn(
  tx: Tx,
  actor: Actor,
  settlement: Settlement,
  left: CreditEnd & { readonly meterNo: string; readonly displayed: number | undefined },
): Promise<number> {
  const stand = await standOf(tx, actor.siteId, { ...left, now: settlement.at });
  await keepStand(tx, actor.siteId, settlement, { ...left, stand });
  return stand.remaining;
}
