import { z } from 'zod';
import { LINE_WRITERS } from '../../network/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const closeLine = operation({
  module: 'network',
  name: 'close-line',
  title: { zh: '停用线路', en: 'Close a line' },
  posts: LINE_WRITERS,
  input: z.strictObject({ lineId: idSchema }),
  output: z.object({ lineId: idSchema }),
  refusals: ['record.not_found', 'line.closed', 'line.has_meters'],
  fields: { lineId: { zh: '线路', en: 'Line' } },
});
