import { z } from 'zod';
import { buildingTotalSchema, consumptionFilter, consumptionRowSchema } from '../../collection/view.ts';
import { COLLECTION_READERS } from '../../collection/who.ts';
import { businessDateSchema } from '../../values/calendar.ts';
import { quantitySchema } from '../../values/quantity.ts';
import { query } from '../contract.ts';

export const consumption = query({
  module: 'collection',
  name: 'consumption',
  title: { zh: '用量', en: 'Consumption' },
  help: {
    zh: '两次读数之间的用量记在后一次读数的日期；两次都在零点后一小时内抄得时，记在前一天。间隔多日的，“跨天数”注明。',
    en: 'What was used between two readings is dated to the day of the later one; where both were taken within an hour after midnight, to the day before it. Where days lie between them, their number is shown.',
  },
  posts: COLLECTION_READERS,
  input: z.strictObject({
    ...consumptionFilter,
    after: z.string().max(120).optional(),
    limit: z.int().min(1).max(200).default(100),
  }),
  output: z.object({
    from: businessDateSchema,
    until: businessDateSchema,
    totalMilli: quantitySchema,
    buildings: z.array(buildingTotalSchema),
    rows: z.array(consumptionRowSchema),
    next: z.string().optional(),
  }),
  refusals: ['collection.too_long'],
  columns: [
    { key: 'date', title: { zh: '日期', en: 'Day' }, as: 'date' },
    { key: 'buildingCode', title: { zh: '楼栋', en: 'Building' }, as: 'code' },
    { key: 'roomCode', title: { zh: '房间', en: 'Room' }, as: 'code' },
    { key: 'meterNo', title: { zh: '表号', en: 'Meter' }, as: 'code' },
    { key: 'usedMilli', title: { zh: '用量', en: 'Used' }, as: 'quantity' },
    { key: 'days', title: { zh: '跨天数', en: 'Days' } },
  ],
});
