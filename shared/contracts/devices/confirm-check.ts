import { z } from 'zod';
import { healthCheckSchema } from '../../devices/view.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const confirmCheck = operation({
  module: 'devices',
  name: 'confirm-check',
  title: { zh: '确认后开工', en: 'Go to work all the same' },
  help: {
    zh: '开工检查有红项时，看清问题、写明情况后才能开工；已经上报的异常仍由技术员处理。',
    en: 'Where the check shows red, read it and say why work begins all the same; what was reported stays with the technician.',
  },
  posts: ['vending-clerk', 'cashier', 'vending-technician'],
  input: z.strictObject({ checkId: idSchema, note: z.string().trim().min(2).max(200) }),
  output: healthCheckSchema,
  refusals: ['record.not_found', 'check.nothing_to_confirm', 'check.not_latest'],
  fields: { note: { zh: '情况说明', en: 'Note' } },
});
