import { addMeter as contract } from '../../../../shared/contracts/metering/add-meter.ts';
import { quantityUnitOf } from '../../../../shared/metering/words.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { insertMeter, meterNoTaken } from '../store/meters.ts';
import { lockRoom, openAccountOfRoom } from '../store/premises.ts';

export const addMeter = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId } = actor;
    // The place is locked, so that an account cannot be opened there between looking and installing.
    const place = await lockRoom(tx, siteId, input.premiseId);
    if (place === undefined) refuse('record.not_found');
    if (input.creditUnit !== 'money' && input.creditUnit !== quantityUnitOf(input.commodity))
      refuse('meter.unit_unfit');
    if (await meterNoTaken(tx, siteId, input.meterNo)) refuse('meter.number_taken', { meterNo: input.meterNo });
    const account = await openAccountOfRoom(tx, siteId, input.premiseId);
    const meterId = await insertMeter(tx, actor, {
      ...input,
      accountId: account?.account_id ?? null,
      installedOn: await currentDay(tx, siteId, clock.now()),
    });
    return { meterId };
  },
});
