import { z } from 'zod';
import { PROGRAM_FIELDS, programRuleSchema } from '../../devices/view.ts';
import { PROGRAM_MODES } from '../../devices/words.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const setProgramRule = operation({
  module: 'devices',
  name: 'set-program-rule',
  title: { zh: '设定程序名单', en: 'Set the list of programs' },
  help: {
    zh: '专机专用：收款终端上只许运行名单内的程序。按程序文件名比对，不分大小写，不写 .exe。',
    en: 'One machine, one purpose: a counter runs the listed programs only. Compared by file name, case ignored, without .exe.',
  },
  posts: ['system-administrator'],
  sign: 'totp',
  input: z.strictObject({
    mode: z.enum(PROGRAM_MODES),
    programs: z
      .array(z.string().trim().toLowerCase().min(1).max(100))
      .max(300)
      .transform((names) => [...new Set(names)].sort()),
    reason: z.string().trim().min(2).max(200),
    signatures: z.array(idSchema).min(1),
  }),
  output: programRuleSchema,
  refusals: ['programs.list_empty'],
  fields: PROGRAM_FIELDS,
});
