/** Asked for where a room would stay dark because nobody can say what became of its recharge. */
import { requestSupply as contract } from '../../../../shared/contracts/network/request-supply.ts';
import { supplyNumber } from '../../../../shared/network/words.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { lockMeterForSale } from '../../metering/index.ts';
import { requireOnLine } from '../store/lines.ts';
import { insertSupply, presentSupply, supplyView } from '../store/supplies.ts';

export const requestSupply = implement(contract, {
  async run(tx, actor, clock, { meterId, minutes, reason }) {
    const { siteId, personId, post } = actor;
    const { meter_no: meterNo } = await requireOnLine(tx, siteId, meterId);
    const meter = (await lockMeterForSale(tx, siteId, meterId)) ?? refuse('meter.off_line', { meterNo });
    if (!meter.blocks.some((block) => block === 'unknown-delivery' || block === 'foreign-write'))
      refuse('meter.sellable', { meterNo });
    const present = await presentSupply(tx, siteId, meterId);
    if (present !== undefined) refuse('supply.present', { meterNo, supplyNo: supplyNumber(present.number) });
    const supplyId = newId();
    const now = clock.now();
    await insertSupply(tx, {
      site_id: siteId,
      supply_id: supplyId,
      number: await nextNumber(tx, siteId, 'emergency-supply'),
      meter_id: meterId,
      room_code: meter.roomCode,
      reason,
      state: 'requested',
      minutes,
      requested_by: personId,
      requested_post: post,
      requested_at: now,
      decided_by: null,
      decided_at: null,
      refusal: null,
      signature_ids: null,
      way: null,
      supplied_by: null,
      supplied_at: null,
      until: null,
      failure: null,
      display_id: null,
      ended_by: null,
      ended_at: null,
      end_note: null,
    });
    tx.touch('network');
    return supplyView(tx, actor, now, supplyId);
  },
});
