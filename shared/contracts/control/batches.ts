import { z } from 'zod';
import { batchSchema } from '../../control/view.ts';
import { CONTROL_READERS } from '../../control/who.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const batches = query({
  module: 'control',
  name: 'batches',
  title: { zh: '整楼操作', en: 'Batches' },
  posts: CONTROL_READERS,
  input: z.strictObject({ after: idSchema.optional(), limit: z.int().min(1).max(200).default(50) }),
  output: z.object({ rows: z.array(batchSchema.extend({ id: idSchema })), next: idSchema.optional() }),
  refusals: [],
  columns: [
    { key: 'startedAt', title: { zh: '时间', en: 'At' }, as: 'instant' },
    { key: 'buildingCode', title: { zh: '楼栋', en: 'Building' }, as: 'code' },
    { key: 'command', title: { zh: '操作', en: 'Command' }, as: 'state' },
    { key: 'reason', title: { zh: '原因', en: 'Reason' }, as: 'state' },
    { key: 'startedBy', title: { zh: '操作人', en: 'By' } },
    { key: 'meters', title: { zh: '表数', en: 'Meters' } },
    { key: 'waiting', title: { zh: '待执行', en: 'Waiting' } },
    { key: 'confirmed', title: { zh: '已确认', en: 'Confirmed' } },
    { key: 'failed', title: { zh: '未成功', en: 'Failed' } },
    { key: 'skipped', title: { zh: '未执行', en: 'Left out' } },
  ],
});
