import { z } from 'zod';
import { supplySchema } from '../../network/view.ts';
import { NETWORK_READERS } from '../../network/who.ts';
import { supplyStateSchema } from '../../network/words.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** Those under way oldest first; with a state, newest first. */
export const supplies = query({
  module: 'network',
  name: 'supplies',
  title: { zh: '应急供电单', en: 'Emergency supply' },
  posts: NETWORK_READERS,
  input: z.strictObject({
    state: supplyStateSchema.optional(),
    meterId: idSchema.optional(),
    supplyId: idSchema.optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(supplySchema), next: idSchema.optional() }),
  refusals: [],
  columns: [
    { key: 'supplyNo', title: { zh: '单号', en: 'Number' }, as: 'code' },
    { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'reason', title: { zh: '原因', en: 'Reason' } },
    { key: 'until', title: { zh: '供电至', en: 'Until' }, as: 'instant' },
    { key: 'ageMinutes', title: { zh: '已过', en: 'Age' } },
  ],
});
