import { z } from 'zod';
import { recordSchema } from '../../upkeep/view.ts';
import { UPKEEP_DOERS } from '../../upkeep/who.ts';
import { resultSchema, urgencySchema } from '../../upkeep/words.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const recordUpkeep = operation({
  module: 'upkeep',
  name: 'record-upkeep',
  title: { zh: '记录维护', en: 'Record upkeep' },
  help: {
    zh: '照实记录，不能更改。发现损坏的同时生成报修单；没做的写明原因。',
    en: 'It is final. What is found damaged becomes a repair request at once; what was not done needs its reason.',
  },
  posts: UPKEEP_DOERS,
  proves: [{ duty: '3.clerk.5', by: 'test/scenarios/upkeep-day.test.ts' }],
  input: z.strictObject({
    taskId: idSchema,
    result: resultSchema,
    note: z.string().trim().max(400).default(''),
    /** Of what is damaged. */
    urgency: urgencySchema.default('hinders'),
  }),
  output: recordSchema,
  refusals: ['record.not_found', 'state.illegal_move', 'upkeep.other_post', 'upkeep.note_needed'],
  fields: {
    result: { zh: '结果', en: 'Result' },
    note: { zh: '说明', en: 'Note' },
    urgency: { zh: '影响（损坏时）', en: 'Urgency, if damaged' },
  },
});
