import { z } from 'zod';
import { numberSchema, registerValueSchema } from '../../metering/view.ts';
import { METERING_WRITERS } from '../../metering/who.ts';
import { creditUnitSchema, deliveryKindSchema } from '../../metering/words.ts';
import { idSchema } from '../../values/ids.ts';
import { commoditySchema } from '../../values/quantity.ts';
import { operation } from '../contract.ts';

export const addMeter = operation({
  module: 'metering',
  name: 'add-meter',
  title: { zh: '装表', en: 'Install a meter' },
  help: {
    zh: '装在有在用户的房间时，表归入该户。',
    en: 'In a room with an open account the meter goes to that account.',
  },
  posts: METERING_WRITERS,
  input: z.strictObject({
    premiseId: idSchema,
    meterNo: numberSchema,
    commodity: commoditySchema,
    creditUnit: creditUnitSchema,
    delivery: deliveryKindSchema.default('balance'),
    ratio: z.int().min(1).max(100_000).default(1),
    digits: z.int().min(4).max(9).default(6),
    initialMilli: registerValueSchema,
  }),
  output: z.object({ meterId: idSchema }),
  refusals: ['record.not_found', 'meter.number_taken', 'meter.unit_unfit'],
  fields: {
    premiseId: { zh: '位置', en: 'Place' },
    meterNo: { zh: '表号', en: 'Meter number' },
    commodity: { zh: '种类', en: 'Commodity' },
    creditUnit: { zh: '计费单位', en: 'Credit unit' },
    delivery: { zh: '充值方式', en: 'Delivery' },
    ratio: { zh: '倍率', en: 'Ratio' },
    digits: { zh: '计度器整数位数', en: 'Whole figures of the register' },
    initialMilli: { zh: '起数', en: 'Initial reading' },
  },
});
