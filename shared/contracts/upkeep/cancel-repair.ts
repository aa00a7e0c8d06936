import { z } from 'zod';
import { repairFileSchema, wordsSchema } from '../../upkeep/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const cancelRepair = operation({
  module: 'upkeep',
  name: 'cancel-repair',
  title: { zh: '撤销报修', en: 'Cancel the request' },
  help: {
    zh: '接修之前可以撤销，单号保留。对应的异常仍由技术员查看后结案。',
    en: 'Possible until it is taken; its number stays. The technician looks at its incident and closes it.',
  },
  posts: 'signed-in',
  input: z.strictObject({ repairId: idSchema, note: wordsSchema }),
  output: repairFileSchema,
  refusals: ['record.not_found', 'state.illegal_move', 'upkeep.not_reporter'],
  fields: { note: { zh: '原因', en: 'Reason' } },
});
