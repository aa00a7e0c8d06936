import { z } from 'zod';
import { noteSchema } from '../../network/view.ts';
import { LINE_WRITERS } from '../../network/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const detachMeter = operation({
  module: 'network',
  name: 'detach-meter',
  title: { zh: '表计脱离线路', en: 'Detach a meter' },
  posts: LINE_WRITERS,
  input: z.strictObject({ meterId: idSchema, note: noteSchema }),
  output: z.object({ meterId: idSchema }),
  refusals: ['record.not_found', 'meter.off_line', 'recharge.open'],
  fields: { meterId: { zh: '表', en: 'Meter' }, note: { zh: '说明', en: 'Note' } },
});
