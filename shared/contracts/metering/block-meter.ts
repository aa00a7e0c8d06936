import { z } from 'zod';
import { reasonSchema } from '../../metering/view.ts';
import { METERING_WRITERS } from '../../metering/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const blockMeter = operation({
  module: 'metering',
  name: 'block-meter',
  title: { zh: '停售', en: 'Stop selling to a meter' },
  posts: METERING_WRITERS,
  input: z.strictObject({
    meterId: idSchema,
    reason: z.enum(['fault', 'tampering', 'office']),
    note: reasonSchema,
  }),
  output: z.object({ blockId: idSchema }),
  refusals: ['record.not_found', 'meter.retired'],
  fields: {
    meterId: { zh: '表', en: 'Meter' },
    reason: { zh: '类别', en: 'Kind' },
    note: { zh: '说明', en: 'Note' },
  },
});
