import { z } from 'zod';
import { recordSchema } from '../../upkeep/view.ts';
import { UPKEEP_DOERS } from '../../upkeep/who.ts';
import { resultSchema, targetSchema, urgencySchema } from '../../upkeep/words.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const noteUpkeep = operation({
  module: 'upkeep',
  name: 'note-upkeep',
  title: { zh: '记计划外维护', en: 'Record upkeep off the plan' },
  help: {
    zh: '计划里没有、今天做了的维护。照实记录，不能更改；发现损坏的同时生成报修单。',
    en: 'Something looked after today that no plan asked for. It is final; what is found damaged becomes a repair request at once.',
  },
  posts: UPKEEP_DOERS,
  proves: [{ duty: '3.clerk.5', by: 'test/scenarios/upkeep-day.test.ts' }],
  input: z.strictObject({
    target: targetSchema.exclude(['meter', 'card']),
    terminalId: idSchema.optional(),
    what: z.string().trim().min(2).max(60),
    result: resultSchema.exclude(['not-done']),
    note: z.string().trim().max(400).default(''),
    urgency: urgencySchema.default('hinders'),
  }),
  output: recordSchema,
  refusals: ['record.not_found', 'upkeep.note_needed'],
  fields: {
    target: { zh: '对象', en: 'What' },
    terminalId: { zh: '终端', en: 'Counter' },
    what: { zh: '做了什么', en: 'What was done' },
    result: { zh: '结果', en: 'Result' },
    note: { zh: '说明', en: 'Note' },
    urgency: { zh: '影响（损坏时）', en: 'Urgency, if damaged' },
  },
});
