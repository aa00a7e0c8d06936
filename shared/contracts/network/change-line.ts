import { z } from 'zod';
import { LINE_FIELDS, lineNameSchema, placeInput, timingInput } from '../../network/view.ts';
import { LINE_WRITERS } from '../../network/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const changeLine = operation({
  module: 'network',
  name: 'change-line',
  title: { zh: '更改线路', en: 'Change a line' },
  posts: LINE_WRITERS,
  input: z.strictObject({ lineId: idSchema, name: lineNameSchema.optional(), ...placeInput, ...timingInput }),
  output: z.object({ lineId: idSchema }),
  refusals: ['record.not_found', 'line.closed', 'line.incomplete', 'line.name_taken'],
  fields: { lineId: { zh: '线路', en: 'Line' }, ...LINE_FIELDS },
});
