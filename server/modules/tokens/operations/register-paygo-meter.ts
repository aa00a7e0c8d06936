import { registerPaygoMeter as contract } from '../../../../shared/contracts/tokens/register-paygo-meter.ts';
import { implement, type Operation } from '../../../platform/operations/implement.ts';
import type { VendingKeys } from '../keys/vending-keys.ts';
import { requireDone } from '../refuse-key.ts';
import { EMPTY_TOKEN_METER, requireRegistrable } from '../register.ts';
import { insertTokenMeter } from '../store.ts';

export const registerPaygoMeterOperation = (keys: VendingKeys): Operation =>
  implement(contract, {
    async run(tx, actor, clock, { meterId, serial, stepMilli, extended, restricted, count }) {
      await requireRegistrable(tx, actor.siteId, { meterId, scheme: 'openpaygo', number: serial });
      requireDone(keys.offersDevice(serial));
      await insertTokenMeter(tx, {
        ...EMPTY_TOKEN_METER,
        site_id: actor.siteId,
        meter_id: meterId,
        scheme: 'openpaygo',
        number: serial,
        step: stepMilli,
        extended,
        restricted,
        count,
        registered_at: clock.now(),
        registered_by: actor.personId,
      });
      return { meterId, number: serial };
    },
  });
