import { z } from 'zod';
import { programRuleSchema, programsSeenSchema } from '../../devices/view.ts';
import { query } from '../contract.ts';

export const programs = query({
  module: 'devices',
  name: 'programs',
  title: { zh: '终端上运行的程序', en: 'Programs of the counters' },
  posts: ['system-administrator', 'vending-technician', 'vending-supervisor', 'auditor'],
  input: z.strictObject({}),
  output: z.object({
    /** Null: the house has none yet. */
    rule: programRuleSchema.nullable(),
    terminals: z.array(programsSeenSchema),
    can: z.array(z.string()),
  }),
  refusals: [],
});
