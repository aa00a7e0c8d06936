import { z } from 'zod';
import { rolloutSchema } from '../../rollout/view.ts';
import { ROLLOUT_READERS } from '../../rollout/who.ts';
import { instantSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const rollouts = query({
  module: 'rollout',
  name: 'rollouts',
  title: { zh: '价格下发', en: 'Price roll-out' },
  help: {
    zh: '批准的价格送到每一块自己计费的表：已送到几块，哪些掉队，为什么。',
    en: 'An approved price carried to every meter that rates by itself: how many have it, which lag and why.',
  },
  posts: ROLLOUT_READERS,
  input: z.strictObject({
    versionId: idSchema.optional(),
    /** Only those with meters past their date. */
    lagging: z.boolean().optional(),
    /** Beginning before this. */
    after: instantSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(rolloutSchema), next: instantSchema.optional() }),
  refusals: [],
  columns: [
    { key: 'effectiveFrom', title: { zh: '生效时间', en: 'In force from' }, as: 'instant' },
    { key: 'commodity', title: { zh: '种类', en: 'Commodity' }, as: 'state' },
    { key: 'category', title: { zh: '用户类别', en: 'Category' } },
    { key: 'number', title: { zh: '版本', en: 'Version' } },
    { key: 'progress', title: { zh: '进度', en: 'Progress' } },
    { key: 'confirmed', title: { zh: '已执行', en: 'In force' } },
    { key: 'sent', title: { zh: '已送到', en: 'Sent' } },
    { key: 'waiting', title: { zh: '未送到', en: 'Not sent' } },
    { key: 'laggards', title: { zh: '掉队', en: 'Late' } },
  ],
});
