import { z } from 'zod';
import { LOG_KINDS, LOG_WRITERS, logEntrySchema } from '../../reconciliation/hand-log.ts';
import { positiveMoneySchema } from '../../values/money.ts';
import { operation } from '../contract.ts';

export const writeLog = operation({
  module: 'reconciliation',
  name: 'write-log',
  title: { zh: '记手工记录', en: 'Write in the manual log' },
  help: {
    zh: '每笔售毕核对自己的账并记一条。记下的不能改也不能删，记错的另记一条更正。',
    en: 'After each sale check your own account and write a line. What is written stays; a mistake is corrected by another entry.',
  },
  posts: LOG_WRITERS,
  input: z.strictObject({
    kind: z.enum(LOG_KINDS),
    text: z.string().trim().min(2).max(500),
    amountFen: positiveMoneySchema.optional(),
    /** A sale of the writer's own. */
    slipNo: z.string().trim().min(3).max(40).optional(),
    /** Of a sale check: how many sales the writer counts in the own drawer session (without a drawer: today). */
    countedSales: z.int().min(0).max(100_000).optional(),
    /** Number of the own entry that this one corrects. */
    corrects: z.int().min(1).optional(),
  }),
  output: logEntrySchema,
  refusals: ['record.not_found', 'log.count_needed', 'log.already_corrected'],
  proves: [{ duty: '1.operator.4', by: 'test/scenarios/manual-log.test.ts' }],
  fields: {
    kind: { zh: '类别', en: 'Kind' },
    text: { zh: '记录', en: 'Entry' },
    amountFen: { zh: '金额', en: 'Amount' },
    slipNo: { zh: '凭证号', en: 'Slip number' },
    countedSales: { zh: '自己清点的笔数', en: 'Sales as you count them' },
    corrects: { zh: '更正第几条', en: 'Corrects entry number' },
    'kind.sale-check': { zh: '售后核对', en: 'Sale checked' },
    'kind.remark': { zh: '备注', en: 'Remark' },
    'kind.outage': { zh: '停机停电', en: 'Outage' },
    'kind.other': { zh: '其他', en: 'Other' },
  },
});
