import { z } from 'zod';
import { loadPolicySchema } from '../../control/view.ts';
import { CONTROL_READERS } from '../../control/who.ts';
import { planStateSchema } from '../../control/words.ts';
import { query } from '../contract.ts';

export const loadPolicies = query({
  module: 'control',
  name: 'load-policies',
  title: { zh: '恶性负载规则', en: 'Malicious-load policies' },
  posts: CONTROL_READERS,
  input: z.strictObject({ state: planStateSchema.optional() }),
  output: z.object({ rows: z.array(loadPolicySchema) }),
  refusals: [],
  columns: [
    { key: 'buildingCode', title: { zh: '楼栋', en: 'Building' }, as: 'code' },
    { key: 'thresholdWatts', title: { zh: '功率限值（瓦）', en: 'Limit, W' } },
    { key: 'jumpWatts', title: { zh: '骤增限值（瓦）', en: 'Sudden rise, W' } },
    { key: 'restoreAfterMinutes', title: { zh: '自动恢复（分钟）', en: 'Restored after, min' } },
    { key: 'restoresADay', title: { zh: '每日恢复次数', en: 'Restores a day' } },
    { key: 'proposedBy', title: { zh: '拟定人', en: 'Planned by' }, as: 'person' },
    { key: 'approvedBy', title: { zh: '批准人', en: 'Approved by' } },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
  ],
});
