import { blockMeter as contract } from '../../../../shared/contracts/metering/block-meter.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { blockMeter as block } from '../store/blocks.ts';
import { lockMeterForSale } from '../store/sale-meter.ts';

export const blockMeter = implement(contract, {
  async run(tx, actor, clock, { meterId, reason, note }) {
    const meter = await lockMeterForSale(tx, actor.siteId, meterId);
    if (meter === null) return refuse('record.not_found');
    if (meter.state === 'retired') refuse('meter.retired', { meterNo: meter.meterNo });
    return { blockId: await block(tx, actor, { meterId, reason, note, at: clock.now() }) };
  },
});
