import { z } from 'zod';
import { timetableSchema } from '../../control/view.ts';
import { CONTROL_READERS } from '../../control/who.ts';
import { planStateSchema } from '../../control/words.ts';
import { query } from '../contract.ts';

/** Proposed and in force; those that ended when asked for. */
export const timetables = query({
  module: 'control',
  name: 'timetables',
  title: { zh: '作息断电', en: 'Cut-off timetables' },
  posts: CONTROL_READERS,
  input: z.strictObject({ state: planStateSchema.optional() }),
  output: z.object({ rows: z.array(timetableSchema) }),
  refusals: [],
  columns: [
    { key: 'buildingCode', title: { zh: '楼栋', en: 'Building' }, as: 'code' },
    { key: 'title', title: { zh: '名称', en: 'Name' } },
    { key: 'windows', title: { zh: '时段', en: 'Windows' } },
    { key: 'proposedBy', title: { zh: '拟定人', en: 'Planned by' }, as: 'person' },
    { key: 'approvedBy', title: { zh: '批准人', en: 'Approved by' } },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  ],
});
