import { z } from 'zod';
import { LINE_FIELDS, lineNameSchema, placeInput, timingInput } from '../../network/view.ts';
import { LINE_WRITERS } from '../../network/who.ts';
import { transportSchema } from '../../network/words.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const addLine = operation({
  module: 'network',
  name: 'add-line',
  title: { zh: '新增线路', en: 'Add a line' },
  help: {
    zh: '应答等待等时间按常用值设定，以后可在线路上更改。',
    en: 'Its times have their usual values and can be changed on the line afterwards.',
  },
  posts: LINE_WRITERS,
  input: z.strictObject({ name: lineNameSchema, transport: transportSchema, ...placeInput, ...timingInput }),
  output: z.object({ lineId: idSchema }),
  refusals: ['line.incomplete', 'line.name_taken'],
  fields: LINE_FIELDS,
});
