import { z } from 'zod';
import { ISSUED_READERS, issuedFilterSchema, issuedRowSchema } from '../../reconciliation/credit-issued.ts';
import { query } from '../contract.ts';

/** Latest first. */
export const creditIssued = query({
  module: 'reconciliation',
  name: 'credit-issued',
  title: { zh: '额度发放总表', en: 'All credit issued' },
  help: {
    zh: '发放过的一切：售电、免费额度、应急、转入转出、更正、冲正、补卡、测试卡和测试码。每行可打开原单据。',
    en: 'Everything ever issued: sales, grants, emergency, carried, corrected, reversed, cards and tokens. Each row opens its document.',
  },
  posts: ISSUED_READERS,
  input: issuedFilterSchema.extend({
    after: z.string().max(150).optional(),
    limit: z.int().min(1).max(200).default(100),
  }),
  output: z.object({ rows: z.array(issuedRowSchema), next: z.string().optional() }),
  refusals: ['request.invalid'],
  columns: [
    { key: 'at', title: { zh: '时间', en: 'Time' }, as: 'instant' },
    { key: 'kind', title: { zh: '种类', en: 'Kind' }, as: 'state' },
    { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'purchaseCount', title: { zh: '次数', en: 'Count' } },
    { key: 'amountFen', title: { zh: '金额', en: 'Money' }, as: 'money' },
    { key: 'amountMilli', title: { zh: '数量', en: 'Quantity' }, as: 'quantity' },
    { key: 'documentNumber', title: { zh: '单据', en: 'Document' }, as: 'code' },
    { key: 'personName', title: { zh: '经手人', en: 'By' } },
  ],
});
