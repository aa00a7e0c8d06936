import { z } from 'zod';
import { premiseSchema } from '../../metering/view.ts';
import { METERING_READERS } from '../../metering/who.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const premises = query({
  module: 'metering',
  name: 'premises',
  title: { zh: '楼栋、楼层与房间', en: 'Buildings, floors and rooms' },
  help: { zh: '不填上级时给出楼栋。', en: 'Without a parent the buildings are given.' },
  posts: METERING_READERS,
  input: z.strictObject({
    parentId: idSchema.optional(),
    /** This place and those it lies in, from the building down. */
    premiseId: idSchema.optional(),
    after: z.string().max(90).optional(),
    limit: z.int().min(1).max(200).default(200),
  }),
  output: z.object({ rows: z.array(premiseSchema), next: z.string().optional() }),
  refusals: [],
  columns: [
    { key: 'fullCode', title: { zh: '编号', en: 'Code' }, as: 'code' },
    { key: 'name', title: { zh: '名称', en: 'Name' } },
    { key: 'capacity', title: { zh: '床位数', en: 'Beds' } },
    { key: 'accountNo', title: { zh: '户号', en: 'Account' }, as: 'code' },
  ],
});
