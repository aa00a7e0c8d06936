import { z } from 'zod';
import { networkMeterSchema } from '../../network/view.ts';
import { METER_ASKERS } from '../../network/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const readMeter = operation({
  module: 'network',
  name: 'read-meter',
  title: { zh: '立即抄读', en: 'Ask the meter now' },
  help: {
    zh: '读取继电器、余额、购买次数、时钟和状态字，不改变表内任何数据。',
    en: 'Relay, credit, purchase count, clock and status words; nothing in the meter changes.',
  },
  posts: METER_ASKERS,
  input: z.strictObject({ meterId: idSchema }),
  /** Null when the meter was taken off its line meanwhile. */
  output: z.object({ meter: networkMeterSchema.nullable() }),
  refusals: ['record.not_found', 'meter.off_line'],
  fields: { meterId: { zh: '表', en: 'Meter' } },
});
