import { registerStsMeter as contract } from '../../../../shared/contracts/tokens/register-sts-meter.ts';
import { accountNumberOf } from '../../../../shared/tokens/sts/account-number.ts';
import { type BaseYear, LAST_TOKEN_ID, minutesSince } from '../../../../shared/tokens/sts/token-id.ts';
import { implement, type Operation } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import type { VendingKeys } from '../keys/vending-keys.ts';
import { requireDone } from '../refuse-key.ts';
import { EMPTY_TOKEN_METER, requireRegistrable } from '../register.ts';
import { insertTokenMeter } from '../store.ts';

export const registerStsMeterOperation = (keys: VendingKeys): Operation =>
  implement(contract, {
    async run(tx, actor, clock, input) {
      const { meterId, derivation, encryption, supplyGroup, tariffIndex, keyRevision } = input;
      const number = accountNumberOf(input.number) ?? refuse('token.number_wrong');
      const baseYear = Number(input.baseYear) as BaseYear;
      const keyType = Number(input.keyType);
      if (derivation === '02' && encryption === '11') refuse('token.algorithms_unfit');
      const { meterNo } = await requireRegistrable(tx, actor.siteId, { meterId, scheme: 'sts', number });
      const now = clock.now();
      const minutes = minutesSince(baseYear, now);
      if (minutes < 0 || minutes > LAST_TOKEN_ID) refuse('token.base_over', { meterNo });
      const key = { derivation, encryption, supplyGroup, tariffIndex, keyRevision, keyType, baseYear };
      requireDone(keys.offersKey({ accountNumber: number, ...key }));
      await insertTokenMeter(tx, {
        ...EMPTY_TOKEN_METER,
        site_id: actor.siteId,
        meter_id: meterId,
        scheme: 'sts',
        number,
        derivation,
        encryption,
        supply_group: supplyGroup,
        tariff_index: tariffIndex,
        key_revision: keyRevision,
        key_type: keyType,
        base_year: baseYear,
        registered_at: now,
        registered_by: actor.personId,
      });
      return { meterId, number };
    },
  });
