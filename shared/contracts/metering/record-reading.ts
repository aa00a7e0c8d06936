import { z } from 'zod';
import { REGISTER_FIELDS, reasonSchema, registersInput } from '../../metering/view.ts';
import { METERING_WRITERS } from '../../metering/who.ts';
import { readingMarkSchema } from '../../metering/words.ts';
import { instantSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const recordReading = operation({
  module: 'metering',
  name: 'record-reading',
  title: { zh: '抄表', en: 'Record a reading' },
  help: {
    zh: '与上次读数之差即为用量；系统余额表的余额随之减少。同一时刻的同一读数重复提交不会重复计量。',
    en: 'The difference to the last reading is the use, and reduces the balance kept here. The same reading of the same moment counts once.',
  },
  posts: METERING_WRITERS,
  input: z.strictObject({
    meterId: idSchema,
    ...registersInput,
    readAt: instantSchema,
    /** Why the last reading was wrong: only then may the register go back. */
    correction: reasonSchema.optional(),
  }),
  output: z.object({
    recorded: z.boolean(),
    usedMilli: z.int(),
    mark: readingMarkSchema,
    /** What the balance moved by, in the meter's credit unit; 0 where the balance is not kept here. */
    charged: z.int(),
  }),
  refusals: [
    'record.not_found',
    'meter.retired',
    'reading.backwards',
    'reading.not_later',
    'reading.in_future',
    'reading.differs',
    'reading.too_large',
    'reading.no_price',
    'reading.registers_missing',
    'reading.bands_differ',
  ],
  fields: {
    meterId: { zh: '表', en: 'Meter' },
    ...REGISTER_FIELDS,
    readAt: { zh: '抄表时间', en: 'Read at' },
    correction: { zh: '更正原因（仅更正时填写）', en: 'Reason of a correction (only then)' },
  },
});
