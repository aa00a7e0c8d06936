import { z } from 'zod';
import { LAYOUT_FIELDS, sheetLayoutSchema, sheetSpecSchema } from '../../reconciliation/layouts.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const setSheetLayout = operation({
  module: 'reconciliation',
  name: 'set-sheet-layout',
  title: { zh: '设定月报格式', en: 'Set the layout of the monthly sheet' },
  help: {
    zh: '收费员月报的各列按本单位原有格式设定；每次更改留有版本。',
    en: 'The columns of the cashier’s monthly sheet as the office has always had them; every change is a version.',
  },
  posts: ['finance', 'funds-administrator', 'cashier'],
  sign: 'pin',
  input: z.strictObject({
    ...sheetSpecSchema.shape,
    reason: z.string().trim().min(2).max(200),
    signatures: z.array(idSchema).min(1),
  }),
  output: sheetLayoutSchema,
  refusals: [],
  fields: LAYOUT_FIELDS,
});
