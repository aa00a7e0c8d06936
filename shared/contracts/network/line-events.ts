import { z } from 'zod';
import { lineEventSchema } from '../../network/view.ts';
import { NETWORK_READERS } from '../../network/who.ts';
import { lineEventKindSchema } from '../../network/words.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** Newest first. */
export const lineEvents = query({
  module: 'network',
  name: 'line-events',
  title: { zh: '线路与表计事件', en: 'Events of lines and meters' },
  posts: NETWORK_READERS,
  input: z.strictObject({
    lineId: idSchema.optional(),
    meterId: idSchema.optional(),
    kind: lineEventKindSchema.optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(lineEventSchema), next: idSchema.optional() }),
  refusals: [],
  columns: [
    { key: 'at', title: { zh: '时间', en: 'Time' }, as: 'instant' },
    { key: 'lineName', title: { zh: '线路', en: 'Line' } },
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'kind', title: { zh: '事件', en: 'Event' }, as: 'state' },
    { key: 'note', title: { zh: '说明', en: 'Note' } },
  ],
});
