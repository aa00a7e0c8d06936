import { z } from 'zod';
import { tenderLinesSchema } from '../../payments/tender.ts';
import { instantSchema } from '../../values/calendar.ts';
import { idSchema } from '../../values/ids.ts';
import { positiveMoneySchema } from '../../values/money.ts';
import { positiveQuantitySchema } from '../../values/quantity.ts';
import { paperNoSchema } from '../../vending/paper.ts';
import { SALE_REFUSALS } from '../../vending/refused.ts';
import { soldSchema } from '../../vending/view.ts';
import { operation } from '../contract.ts';

/** The same sale as at the counter: today's date, the price in force now. What the paper promised otherwise is a case. */
export const enterPaperSale = operation({
  module: 'vending',
  name: 'enter-paper-sale',
  title: { zh: '补录纸质票', en: 'Enter a paper sale' },
  help: {
    zh: '停机期间手工开的票，恢复后逐张补录：按票面金额、当前价格、今日记账。票面电量与现价算出的不符的，自动立案。',
    en: 'A sale written by hand during an outage: by the money on the paper, at the price in force, on today’s books. A quantity that differs becomes a case.',
  },
  posts: ['vending-clerk'],
  pace: 'money',
  input: z.strictObject({
    bookId: idSchema,
    paperNo: paperNoSchema,
    writtenAt: instantSchema,
    paperQuantityMilli: positiveQuantitySchema,
    outage: z.string().trim().min(4).max(200),
    /** Number of the incident, where one was reported: I7. */
    incidentNumber: z
      .string()
      .trim()
      .regex(/^I\d{1,9}$/)
      .optional(),
    meterId: idSchema,
    moneyFen: positiveMoneySchema,
    tenders: tenderLinesSchema,
    expectedTotalFen: positiveMoneySchema,
    priceVersionId: idSchema,
    confirmFen: positiveMoneySchema.optional(),
  }),
  output: soldSchema.extend({ paperNumber: z.string(), caseNumber: z.string().nullable() }),
  refusals: [
    ...SALE_REFUSALS,
    'sale.retype',
    'sale.goes_to_cash_window',
    'paper.not_holder',
    'paper.returned',
    'paper.not_in_book',
    'paper.used',
    'paper.time',
  ],
  proves: [{ duty: '1.operator.4', by: 'test/scenarios/paper-slips.test.ts' }],
  fields: {
    paperNo: { zh: '票号', en: 'Paper number' },
    writtenAt: { zh: '票面时间', en: 'Time on the paper' },
    paperQuantityMilli: { zh: '票面数量', en: 'Quantity on the paper' },
    outage: { zh: '停机停电情况', en: 'What stood still' },
    incidentNumber: { zh: '异常编号', en: 'Incident' },
    moneyFen: { zh: '票面金额', en: 'Money on the paper' },
    confirmFen: { zh: '再输入一次金额', en: 'The sum once more' },
  },
});
