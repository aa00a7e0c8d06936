import { z } from 'zod';
import { categoryCodeSchema, proposalViewSchema } from '../../prices/view.ts';
import { tariffSpecSchema } from '../../rating/tariff.ts';
import { instantSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { operation } from '../contract.ts';

export const proposeTariff = operation({
  module: 'prices',
  name: 'propose-tariff',
  title: { zh: '提出价格', en: 'Propose a price' },
  help: {
    zh: '提出后须由价格审批人批准才生效；已生效的价格不能修改，只能由新版接替。',
    en: 'It takes effect only when the price approver approves it; a price in force is never edited, a new version follows it.',
  },
  posts: ['vending-supervisor'],
  sign: 'pin',
  input: z.strictObject({
    categoryCode: categoryCodeSchema,
    spec: tariffSpecSchema,
    /** Missing: from the moment of approval. */
    effectiveFrom: instantSchema.optional(),
    reason: z.string().trim().min(2).max(500),
    signatures: z.array(idSchema).min(1).max(2),
  }),
  output: proposalViewSchema,
  refusals: ['tariff.open_proposal', 'tariff.in_the_past', 'tariff.not_after_last', 'person.must_differ'],
  fields: {
    categoryCode: { zh: '用户类别', en: 'User category' },
    effectiveFrom: { zh: '生效时间', en: 'Effective from' },
    reason: { zh: '调价依据', en: 'Reason' },
  },
});
