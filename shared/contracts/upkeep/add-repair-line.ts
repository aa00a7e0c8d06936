import { z } from 'zod';
import { repairFileSchema } from '../../upkeep/view.ts';
import { REPAIRERS } from '../../upkeep/who.ts';
import { lineKindSchema } from '../../upkeep/words.ts';
import { idSchema } from '../../values/ids.ts';
import { nonNegativeMoneySchema, ZERO } from '../../values/money.ts';
import { operation } from '../contract.ts';

export const addRepairLine = operation({
  module: 'upkeep',
  name: 'add-repair-line',
  title: { zh: '记料工费', en: 'Enter parts, costs or labour' },
  help: {
    zh: '配件填件数和单价；外修费件数填 1；工时填分钟数，不计钱。记错的不改，冲销后重记。',
    en: 'A part has pieces and a unit cost; work from outside counts 1; labour is minutes and costs nothing here. A wrong line is struck and entered again.',
  },
  posts: REPAIRERS,
  input: z.strictObject({
    repairId: idSchema,
    kind: lineKindSchema,
    name: z.string().trim().min(1).max(60),
    quantity: z.int().min(1).max(100_000).default(1),
    unitCostFen: nonNegativeMoneySchema.default(ZERO),
    source: z.string().trim().max(100).default(''),
  }),
  output: repairFileSchema,
  refusals: ['record.not_found', 'upkeep.not_in_hand'],
  fields: {
    kind: { zh: '类别', en: 'Kind' },
    name: { zh: '名称', en: 'Name' },
    quantity: { zh: '数量（件或分钟）', en: 'Quantity (pieces or minutes)' },
    unitCostFen: { zh: '单价（元）', en: 'Unit cost, yuan' },
    source: { zh: '来源', en: 'Where from' },
  },
});
