import { z } from 'zod';
import { numberSchema, reasonSchema, registersInput, registerValueSchema } from '../../metering/view.ts';
import { METERING_WRITERS } from '../../metering/who.ts';
import { deliveryKindSchema } from '../../metering/words.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const replaceMeter = operation({
  module: 'metering',
  name: 'replace-meter',
  title: { zh: '换表', en: 'Change a meter' },
  help: {
    zh: '抄录旧表读数，结清用量；余额按同一结算单转入新表。卡表、网络表要先读回或抄录表内剩余，新表写入结转余额后才能售。',
    en: 'The old meter is read and its use posted; what is left goes to the new meter by the same document. Nothing is sold to a card or network meter before it has been given what was carried.',
  },
  posts: METERING_WRITERS,
  input: z.strictObject({
    meterId: idSchema,
    finalReading: z.strictObject(registersInput),
    /** What the old meter's display shows, where it holds its credit itself and cannot be asked: in its credit unit. */
    remaining: z.int().nonnegative().optional(),
    newMeterNo: numberSchema,
    /** As the old one when left out. */
    newDelivery: deliveryKindSchema.optional(),
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
    /** The new meter holds its credit itself: what is carried has to be brought to it before anything is sold. */
    toBring: z.boolean(),
  }),
  refusals: [
    'record.not_found',
    'meter.retired',
    'meter.blocked',
    'meter.overdraft',
    'meter.stand_missing',
    'meter.stand_differs',
    'meter.stand_impossible',
    'sale.undelivered',
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
    remaining: { zh: '旧表表内剩余（表显）', en: 'Left in the old meter (its display)' },
    newMeterNo: { zh: '新表号', en: 'New meter number' },
    newInitialMilli: { zh: '新表起数', en: 'Initial reading of the new meter' },
    newDelivery: { zh: '新表充值方式（不填则不变）', en: 'Delivery of the new meter (as before when empty)' },
    newRatio: { zh: '新表倍率', en: 'Ratio of the new meter' },
    newDigits: { zh: '新表计度器整数位数', en: 'Whole figures of the new register' },
    reason: { zh: '原因', en: 'Reason' },
  },
});
