import { z } from 'zod';
import { scheduleSchema, timesSchema } from '../../collection/view.ts';
import { COLLECTION_WRITERS } from '../../collection/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const setCollectionSchedule = operation({
  module: 'collection',
  name: 'set-collection-schedule',
  title: { zh: '设定抄表时间', en: 'Set when meters are read' },
  help: {
    zh: '填每日时刻（如 00:05 12:00）或间隔小时，二选一。同一楼栋原有的设定随之结束。',
    en: 'Times of the day (such as 00:05 12:00) or an interval in hours, one of the two. It replaces the schedule the building had.',
  },
  posts: COLLECTION_WRITERS,
  input: z
    .strictObject({
      buildingId: idSchema.optional(),
      times: timesSchema.optional(),
      /** A part of the day without rest, at most half of it. */
      everyHours: z
        .int()
        .min(1)
        .max(12)
        .refine((hours) => 24 % hours === 0)
        .optional(),
    })
    .refine((one) => (one.times === undefined) !== (one.everyHours === undefined), { path: ['times'] }),
  output: scheduleSchema,
  refusals: ['record.not_found'],
  fields: {
    buildingId: { zh: '楼栋（不选为全部）', en: 'Building (none: all)' },
    times: { zh: '每日时刻', en: 'Times of the day' },
    everyHours: { zh: '间隔（1、2、3、4、6、8 或 12 小时）', en: 'Every 1, 2, 3, 4, 6, 8 or 12 hours' },
  },
});
