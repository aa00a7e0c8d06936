import { z } from 'zod';
import { rolloutMeterSchema } from '../../rollout/view.ts';
import { ROLLOUT_READERS } from '../../rollout/who.ts';
import { rolloutStateSchema, rolloutWaySchema } from '../../rollout/words.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

/** The meters of one version or of all; those of the earliest date first. */
export const rolloutMeters = query({
  module: 'rollout',
  name: 'rollout-meters',
  title: { zh: '各表的价格', en: 'Prices in meters' },
  help: {
    zh: '每块表到了哪一步，没有执行的是什么原因；生效早的价格在前。',
    en: 'How far each meter is and why a price is not in force yet; earliest date first.',
  },
  posts: ROLLOUT_READERS,
  input: z.strictObject({
    versionId: idSchema.optional(),
    state: rolloutStateSchema.optional(),
    way: rolloutWaySchema.optional(),
    /** Past the version's date and not in force. */
    late: z.boolean().optional(),
    after: z.string().max(80).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(rolloutMeterSchema), next: z.string().optional() }),
  refusals: [],
  columns: [
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
    { key: 'way', title: { zh: '途径', en: 'Way' }, as: 'state' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'reason', title: { zh: '原因', en: 'Reason' }, as: 'state' },
    { key: 'lateHours', title: { zh: '晚了（小时）', en: 'Late (hours)' } },
    { key: 'attempts', title: { zh: '次数', en: 'Attempts' } },
    { key: 'triedAt', title: { zh: '上次尝试', en: 'Last tried' }, as: 'instant' },
    { key: 'effectiveFrom', title: { zh: '生效时间', en: 'In force from' }, as: 'instant' },
  ],
});
