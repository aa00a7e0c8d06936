import { z } from 'zod';
import { UPKEEP_READERS } from '../../upkeep/who.ts';
import { targetSchema } from '../../upkeep/words.ts';
import { monthSchema } from '../../values/calendar.ts';
import { moneySchema } from '../../values/money.ts';
import { query } from '../contract.ts';

/** Of the requests reported in the month, whenever they were taken, repaired or paid for. */
export const repairFigures = query({
  module: 'upkeep',
  name: 'repair-figures',
  title: { zh: '报修统计', en: 'Figures of repairs' },
  help: {
    zh: '按当月报修的单子算：响应＝接修时间－报修时间；修复＝修好时间－报修时间；取中位数，双数取中间两个的平均（舍去零头）。费用＝配件件数×单价＋外修费。',
    en: 'Of the requests reported in the month: response = taken − reported; repair = repaired − reported; the median, of an even count the mean of the middle two, rounded down. Cost = pieces × unit cost + work from outside.',
  },
  posts: UPKEEP_READERS,
  input: z.strictObject({ month: monthSchema.optional() }),
  output: z.object({
    month: monthSchema,
    requests: z.int(),
    open: z.int(),
    medianResponseSeconds: z.int().nullable(),
    medianRepairSeconds: z.int().nullable(),
    labourMinutes: z.int(),
    costFen: moneySchema,
    rows: z.array(
      z.object({
        target: targetSchema,
        which: z.string(),
        requests: z.int(),
        labourMinutes: z.int(),
        costFen: moneySchema,
      }),
    ),
  }),
  refusals: [],
  columns: [
    { key: 'target', title: { zh: '对象', en: 'What' }, as: 'state' },
    { key: 'which', title: { zh: '编号或名称', en: 'Which' } },
    { key: 'requests', title: { zh: '报修次数', en: 'Requests' } },
    { key: 'labourMinutes', title: { zh: '工时（分钟）', en: 'Labour, minutes' } },
    { key: 'costFen', title: { zh: '费用', en: 'Cost' }, as: 'money' },
  ],
});
