import { z } from 'zod';
import { cutWindowSchema } from '../../control/view.ts';
import { CONTROL_READERS } from '../../control/who.ts';
import { windowStateSchema } from '../../control/words.ts';
import { instantSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const cutWindows = query({
  module: 'control',
  name: 'cut-windows',
  title: { zh: '断电时段记录', en: 'Windows carried out' },
  posts: CONTROL_READERS,
  input: z.strictObject({
    timetableId: idSchema.optional(),
    state: windowStateSchema.optional(),
    /** Started before this. */
    after: instantSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(cutWindowSchema), next: instantSchema.optional() }),
  refusals: [],
  columns: [
    { key: 'startsAt', title: { zh: '开始', en: 'From' }, as: 'instant' },
    { key: 'endsAt', title: { zh: '结束', en: 'Until' }, as: 'instant' },
    { key: 'buildingCode', title: { zh: '楼栋', en: 'Building' }, as: 'code' },
    { key: 'title', title: { zh: '名称', en: 'Name' } },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'tripped', title: { zh: '已断', en: 'Cut off' } },
    { key: 'skipped', title: { zh: '未执行', en: 'Left out' } },
    { key: 'failed', title: { zh: '未成功', en: 'Failed' } },
    { key: 'restored', title: { zh: '已恢复', en: 'Restored' } },
  ],
});
