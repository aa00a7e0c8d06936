import { z } from 'zod';
import { CASH_OVERSEERS, CUSTODIAN_POSTS, drawerSchema } from '../../tills/drawer.ts';
import { query } from '../contract.ts';

export const drawers = query({
  module: 'tills',
  name: 'drawers',
  title: { zh: '钱箱', en: 'Drawers' },
  help: {
    zh: '全部钱箱、所在窗口、现金限额和现在的保管人。',
    en: 'Every drawer, its window, ceiling and present custodian.',
  },
  posts: [...CUSTODIAN_POSTS, ...CASH_OVERSEERS, 'finance', 'auditor'],
  input: z.strictObject({}),
  output: z.object({ rows: z.array(drawerSchema) }),
  refusals: [],
  columns: [
    { key: 'code', title: { zh: '编号', en: 'Code' }, as: 'code' },
    { key: 'name', title: { zh: '名称', en: 'Name' }, as: 'text' },
    { key: 'place', title: { zh: '窗口', en: 'Window' }, as: 'text' },
    { key: 'ceilingFen', title: { zh: '现金限额', en: 'Ceiling' }, as: 'money' },
    { key: 'state', title: { zh: '状态', en: 'State' }, as: 'state' },
    { key: 'custodianName', title: { zh: '保管人', en: 'Custodian' }, as: 'text' },
    { key: 'openedAt', title: { zh: '开箱时间', en: 'Opened' }, as: 'instant' },
  ],
});
