import { z } from 'zod';
import { scheduleSchema } from '../../collection/view.ts';
import { COLLECTION_READERS } from '../../collection/who.ts';
import { query } from '../contract.ts';

export const schedules = query({
  module: 'collection',
  name: 'schedules',
  title: { zh: '定时抄表', en: 'Schedules' },
  posts: COLLECTION_READERS,
  input: z.strictObject({}),
  output: z.object({ rows: z.array(scheduleSchema) }),
  refusals: [],
  columns: [
    { key: 'buildingCode', title: { zh: '楼栋', en: 'Building' }, as: 'code' },
    { key: 'times', title: { zh: '每日时刻', en: 'Times of the day' } },
    { key: 'everyHours', title: { zh: '间隔（小时）', en: 'Every so many hours' } },
    { key: 'nextAt', title: { zh: '下一次', en: 'Next' }, as: 'instant' },
    { key: 'setBy', title: { zh: '设定人', en: 'Set by' } },
    { key: 'setAt', title: { zh: '设定时间', en: 'Set at' }, as: 'instant' },
  ],
});
