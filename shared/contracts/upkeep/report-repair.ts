import { z } from 'zod';
import { repairFileSchema, wordsSchema } from '../../upkeep/view.ts';
import { targetSchema, urgencySchema } from '../../upkeep/words.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const reportRepair = operation({
  module: 'upkeep',
  name: 'report-repair',
  title: { zh: '报修', en: 'Request a repair' },
  help: {
    zh: '写下看到的现象，不要自行拆修；技术员接修，修好后请您验收。',
    en: 'Say what is seen and leave it alone; the technician takes it, and asks you to accept it when it is repaired.',
  },
  posts: 'signed-in',
  proves: [
    { duty: '3.clerk.5', by: 'test/scenarios/upkeep-day.test.ts' },
    { duty: '2.clerk.4', by: 'test/scenarios/card-and-meter-faults.test.ts' },
  ],
  input: z.strictObject({
    target: targetSchema,
    terminalId: idSchema.optional(),
    /** Of a meter or card: its number. */
    mark: z.string().trim().max(60).default(''),
    seen: wordsSchema,
    urgency: urgencySchema.default('hinders'),
    /** An incident that is open already; missing: one is opened. */
    incidentId: idSchema.optional(),
  }),
  output: repairFileSchema,
  refusals: ['record.not_found', 'upkeep.which_needed', 'upkeep.incident_unfit', 'upkeep.incident_taken'],
  fields: {
    target: { zh: '对象', en: 'What' },
    terminalId: { zh: '终端', en: 'Counter' },
    mark: { zh: '编号或名称（表号、卡号）', en: 'Number or name (of the meter or card)' },
    seen: { zh: '现象', en: 'What is seen' },
    urgency: { zh: '影响', en: 'Urgency' },
    incidentId: { zh: '已上报的异常', en: 'Incident reported already' },
  },
});
