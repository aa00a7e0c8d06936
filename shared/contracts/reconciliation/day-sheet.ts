import { z } from 'zod';
import { sheetViewSchema } from '../../reconciliation/view.ts';
import { idSchema } from '../../values/ids.ts';
import { query } from '../contract.ts';

export const daySheet = query({
  module: 'reconciliation',
  name: 'day-sheet',
  title: { zh: '一张日报表', en: 'One day sheet' },
  posts: ['vending-supervisor', 'funds-administrator', 'finance', 'auditor'],
  input: z.strictObject({ sheetId: idSchema }),
  output: sheetViewSchema,
  refusals: ['record.not_found'],
});
