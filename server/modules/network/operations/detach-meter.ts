import { detachMeter as contract } from '../../../../shared/contracts/network/detach-meter.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { lockMeterForSale } from '../../metering/index.ts';
import { takeOffLine } from '../store/attach.ts';
import { noteEvent, requireOnLine } from '../store/lines.ts';
import { openRechargeOf } from '../store/recharges.ts';

export const detachMeter = implement(contract, {
  async run(tx, { siteId, personId }, clock, { meterId, note }) {
    const meter = await lockMeterForSale(tx, siteId, meterId);
    if (meter === null) return refuse('record.not_found');
    const { line_id: lineId } = await requireOnLine(tx, siteId, meterId);
    if ((await openRechargeOf(tx, siteId, meterId)) !== undefined) refuse('recharge.open', { meterNo: meter.meterNo });
    const at = clock.now();
    await takeOffLine(tx, siteId, meterId, at);
    await noteEvent(tx, { siteId, lineId, meterId, kind: 'detached', note, at, personId });
    tx.touch('network');
    return { meterId };
  },
});
