import { z } from 'zod';
import { idSchema } from '../../values/ids.ts';
import { paperNoSchema, paperSlipSchema } from '../../vending/paper.ts';
import { operation } from '../contract.ts';

export const spoilPaperSlip = operation({
  module: 'vending',
  name: 'spoil-paper-slip',
  title: { zh: '纸质票作废', en: 'Spoil a paper slip' },
  help: {
    zh: '写坏的票登记作废并写明原因，各联保留。号码不再使用。',
    en: 'A spoiled slip is named with its reason and all its copies are kept. Its number is never used again.',
  },
  posts: ['vending-clerk'],
  input: z.strictObject({ bookId: idSchema, paperNo: paperNoSchema, reason: z.string().trim().min(2).max(200) }),
  output: paperSlipSchema,
  refusals: ['record.not_found', 'paper.not_holder', 'paper.returned', 'paper.not_in_book', 'paper.used'],
  fields: {
    paperNo: { zh: '票号', en: 'Paper number' },
    reason: { zh: '作废原因', en: 'Why it is spoiled' },
  },
});
