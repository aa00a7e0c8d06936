import { z } from 'zod';
import { businessDateSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { PAPER_FATES, PAPER_READERS, paperSlipSchema } from '../../vending/paper.ts';
import { query } from '../contract.ts';

/** Every paper number that was used, by its number; a clerk sees those of the own books. */
export const paperSlips = query({
  module: 'vending',
  name: 'paper-slips',
  title: { zh: '纸质票', en: 'Paper slips' },
  posts: PAPER_READERS,
  input: z.strictObject({
    bookId: idSchema.optional(),
    saleId: idSchema.optional(),
    fate: z.enum(PAPER_FATES).optional(),
    from: businessDateSchema.optional(),
    to: businessDateSchema.optional(),
    after: z.string().max(60).optional(),
    limit: z.int().min(1).max(200).default(100),
  }),
  output: z.object({ rows: z.array(paperSlipSchema), next: z.string().optional() }),
  refusals: ['request.invalid'],
  columns: [
    { key: 'number', title: { zh: '票号', en: 'Number' }, as: 'code' },
    { key: 'fate', title: { zh: '去向', en: 'Fate' }, as: 'state' },
    { key: 'writtenAt', title: { zh: '票面时间', en: 'Written' }, as: 'instant' },
    { key: 'slipNo', title: { zh: '凭证号', en: 'Slip' }, as: 'code' },
    { key: 'totalFen', title: { zh: '金额', en: 'Money' }, as: 'money' },
    { key: 'reason', title: { zh: '停机情况／原因', en: 'Outage or reason' } },
    { key: 'caseNumber', title: { zh: '案件', en: 'Case' }, as: 'code' },
  ],
});
