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
    zh: '网络线路填地址和端口；串口线路填串口名称，默认 2400 波特、偶校验。',
    en: 'TCP takes host and port; a serial line takes its port, by default 2400 baud and even parity.',
  },
  posts: LINE_WRITERS,
  input: z.strictObject({ name: lineNameSchema, transport: transportSchema, ...placeInput, ...timingInput }),
  output: z.object({ lineId: idSchema }),
  refusals: ['line.incomplete', 'line.name_taken'],
  fields: LINE_FIELDS,
});
