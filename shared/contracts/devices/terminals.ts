import { z } from 'zod';
import { terminalSchema } from '../../devices/view.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const terminals = query({
  module: 'devices',
  name: 'terminals',
  title: { zh: '终端与设备', en: 'Terminals and devices' },
  posts: 'signed-in',
  input: z.strictObject({
    /** Missing: those not closed. */
    closed: z.boolean().optional(),
    after: idSchema.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ rows: z.array(terminalSchema), next: idSchema.nullable(), required: z.boolean() }),
  refusals: [],
  columns: [
    { key: 'name', title: { zh: '名称', en: 'Name' } },
    { key: 'place', title: { zh: '位置', en: 'Place' } },
    { key: 'purpose', title: { zh: '用途', en: 'Purpose' }, as: 'state' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'connected', title: { zh: '已连接', en: 'Connected' }, as: 'yes-no' },
    { key: 'lastSeenAt', title: { zh: '最近连接', en: 'Last seen' }, as: 'instant' },
    { key: 'checkedToday', title: { zh: '今日已检查', en: 'Checked today' }, as: 'yes-no' },
  ],
});
