/** Asked before money is taken for a network meter: it is on a line over which credit can be given. No foreign call. */
import { PROTOCOLS } from '../../../shared/network/words.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import type { SaleGuard } from '../metering/index.ts';
import { requireRoom } from './hoard.ts';
import type { Speech } from './speech/speech.ts';
import { requireOnLine } from './store/lines.ts';
import { openRechargeOf } from './store/recharges.ts';

export const networkGuard =
  (speechOf: (protocol: keyof typeof PROTOCOLS) => Speech): SaleGuard =>
  async (tx, { siteId }, { meterId, amount, now }) => {
    const meter = await requireOnLine(tx, siteId, meterId);
    const { meter_no: meterNo, name } = meter;
    if (meter.state === 'closed') refuse('line.closed', { name });
    const cannot = speechOf(meter.protocol).cannotRecharge({
      protocol: meter.protocol,
      creditUnit: meter.credit_unit,
    });
    const { zh, en } = PROTOCOLS[meter.protocol];
    if (cannot === 'security') refuse('meter.needs_security', { meterNo });
    if (cannot !== null) refuse('meter.not_rechargeable', { meterNo, protocol: zh, protocolEn: en });
    if ((await openRechargeOf(tx, siteId, meterId)) !== undefined) refuse('recharge.open', { meterNo });
    if (meter.credit_unit === 'money') await requireRoom(tx, siteId, { meterId, meterNo, amount, now });
  };
