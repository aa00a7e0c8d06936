import { z } from 'zod';
import { repairFileSchema } from '../../upkeep/view.ts';
import { REPAIRERS } from '../../upkeep/who.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const finishRepair = operation({
  module: 'upkeep',
  name: 'finish-repair',
  title: { zh: '修好', en: 'Repaired' },
  help: {
    zh: '写明原因与处理。对应的异常随之结案；使用人验收，不通过的退回再修并另立异常。',
    en: 'Say cause and what was done. Its incident is resolved by this; who uses it accepts it, and what is not accepted comes back with a new incident.',
  },
  posts: REPAIRERS,
  sign: 'pin',
  input: z.strictObject({
    repairId: idSchema,
    work: z.string().trim().min(4).max(1000),
    /** Own minutes spent on it, besides those entered before. */
    minutes: z.int().min(0).max(10_000).default(0),
    signatures: z.array(idSchema).min(1).max(1),
  }),
  output: repairFileSchema,
  refusals: ['record.not_found', 'state.illegal_move'],
  fields: {
    work: { zh: '原因与处理', en: 'Cause and what was done' },
    minutes: { zh: '用时（分钟）', en: 'Minutes spent' },
  },
});
