import { z } from 'zod';
import { flagSchema } from '../../collection/view.ts';
import { COLLECTION_READERS } from '../../collection/who.ts';
import { flagKindSchema, flagStateSchema } from '../../collection/words.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const flags = query({
  module: 'collection',
  name: 'flags',
  title: { zh: '抄表异常', en: 'Odd readings' },
  help: {
    zh: '异常只提示、不自动改数。未处理的持续存在时立案或报障。',
    en: 'What is odd is shown and never put right by itself. What persists becomes a case or an incident.',
  },
  posts: COLLECTION_READERS,
  input: z.strictObject({
    state: flagStateSchema.optional(),
    kind: flagKindSchema.optional(),
    meterId: idSchema.optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(flagSchema), next: idSchema.optional() }),
  refusals: [],
  columns: [
    { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'kind', title: { zh: '异常', en: 'Kind' }, as: 'state' },
    { key: 'what', title: { zh: '情况', en: 'What' } },
    { key: 'times', title: { zh: '次数', en: 'Times' } },
    { key: 'lastAt', title: { zh: '最近一次', en: 'Last' }, as: 'instant' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'caseNumber', title: { zh: '立案', en: 'Case' }, as: 'code' },
  ],
});
