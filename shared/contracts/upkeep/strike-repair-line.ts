import { z } from 'zod';
import { repairFileSchema } from '../../upkeep/view.ts';
import { REPAIRERS } from '../../upkeep/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const strikeRepairLine = operation({
  module: 'upkeep',
  name: 'strike-repair-line',
  title: { zh: '冲销一行', en: 'Strike a line' },
  help: {
    zh: '原行保留，另记一行相反的数；合计随之变。',
    en: 'The line stays; a line with the opposite figures is entered, and the total follows.',
  },
  posts: REPAIRERS,
  input: z.strictObject({ lineId: idSchema, reason: z.string().trim().min(2).max(100) }),
  output: repairFileSchema,
  refusals: ['record.not_found', 'upkeep.not_in_hand', 'upkeep.line_struck'],
  fields: { reason: { zh: '原因', en: 'Reason' } },
});
