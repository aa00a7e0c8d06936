import { z } from 'zod';
import { premiseCodeSchema } from '../../metering/view.ts';
import { METERING_WRITERS } from '../../metering/who.ts';
import { premiseKindSchema } from '../../metering/words.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const addPremise = operation({
  module: 'metering',
  name: 'add-premise',
  title: { zh: '添加楼栋、楼层或房间', en: 'Add a building, floor or room' },
  help: { zh: '房号在同一楼栋内不能重复。', en: 'A room code occurs once in a building.' },
  posts: METERING_WRITERS,
  input: z.strictObject({
    kind: premiseKindSchema,
    parentId: idSchema.optional(),
    code: premiseCodeSchema,
    name: z.string().trim().max(100).default(''),
    capacity: z.int().min(0).max(500).optional(),
  }),
  output: z.object({ premiseId: idSchema, fullCode: z.string() }),
  refusals: ['record.not_found', 'premise.wrong_parent', 'premise.code_taken'],
  fields: {
    kind: { zh: '类型', en: 'Kind' },
    parentId: { zh: '上级', en: 'Belongs to' },
    code: { zh: '编号', en: 'Code' },
    name: { zh: '名称', en: 'Name' },
    capacity: { zh: '床位数', en: 'Beds' },
  },
});
