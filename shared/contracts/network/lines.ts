import { z } from 'zod';
import { lineSchema } from '../../network/view.ts';
import { NETWORK_READERS } from '../../network/who.ts';
import { lineStateSchema } from '../../network/words.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const lines = query({
  module: 'network',
  name: 'lines',
  title: { zh: '线路', en: 'Lines' },
  posts: NETWORK_READERS,
  input: z.strictObject({
    state: lineStateSchema.default('open'),
    lineId: idSchema.optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(100),
  }),
  output: z.object({ rows: z.array(lineSchema), next: idSchema.optional() }),
  refusals: [],
  columns: [
    { key: 'name', title: { zh: '线路', en: 'Line' } },
    { key: 'transport', title: { zh: '接入方式', en: 'Transport' }, as: 'state' },
    { key: 'place', title: { zh: '地址', en: 'Place' }, as: 'code' },
    { key: 'meters', title: { zh: '表数', en: 'Meters' } },
    { key: 'health', title: { zh: '通信', en: 'Health' }, as: 'state' },
    { key: 'answered', title: { zh: '应答／询问', en: 'Answered of asked' } },
    { key: 'answeredAt', title: { zh: '最近应答', en: 'Last answer' }, as: 'instant' },
  ],
});
