import { z } from 'zod';
import { numberSchema, reasonSchema, registersInput, registerValueSchema } from '../../metering/view.ts';
import { METERING_WRITERS } from '../../metering/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const replaceMeter = operation({
  module: 'metering',
  name: 'replace-meter',
  title: { zh: '换表', en: 'Change a meter' },
  help: {
    zh: '抄录旧表读数，结清用量；余额按同一结算单转入新表。',
    en: 'The old meter is read and its use posted; what is left goes to the new meter by the same document.',
  },
  posts: METERING_WRITERS,
  input: z.strictObject({
    meterId: idSchema,
    finalReading: z.strictObject(registersInput),
    newMeterNo: numberSchema,
    newInitialMilli: registerValueSchema,
    newRatio: z.int().min(1).max(100_000).default(1),
    newDigits: z.int().min(4).max(9).default(6),
    reason: reasonSchema,
  }),
  output: z.object({
    settlementId: idSchema,
    settlementNumber: z.int(),
    newMeterId: idSchema,
    usedMilli: z.int(),
    /** In the meter's credit unit. */
    carried: z.int(),
  }),
  refusals: [
    'record.not_found',
    'meter.retired',
    'meter.blocked',
    'meter.cannot_carry',
    'meter.number_taken',
    'reading.backwards',
    'reading.not_later',
    'reading.differs',
    'reading.too_large',
    'reading.no_price',
    'reading.registers_missing',
    'reading.bands_differ',
  ],
  fields: {
    meterId: { zh: '旧表', en: 'Old meter' },
    finalReading: { zh: '旧表读数', en: 'Final reading' },
    newMeterNo: { zh: '新表号', en: 'New meter number' },
    newInitialMilli: { zh: '新表起数', en: 'Initial reading of the new meter' },
    newRatio: { zh: '新表倍率', en: 'Ratio of the new meter' },
    newDigits: { zh: '新表计度器整数位数', en: 'Whole figures of the new register' },
    reason: { zh: '原因', en: 'Reason' },
  },
});
