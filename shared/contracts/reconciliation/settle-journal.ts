import { z } from 'zod';
import { journalSettlementSchema } from '../../reconciliation/journal-month.ts';
import { digestSchema } from '../../reconciliation/slip-content.ts';
import { signaturesSchema } from '../../tills/signed.ts';
import { monthSchema } from '../../values/calendar.ts';
import { operation } from '../contract.ts';

/** The digest shown is part of what is signed. */
export const settleJournal = operation({
  module: 'reconciliation',
  name: 'settle-journal',
  title: { zh: '现金日记账月结', en: 'Settle the cash journal' },
  help: {
    zh: '当月每日都已日结后，由收费员按月结出期初、收入、付出和期末余额并签字。单人岗位由售电员办理。',
    en: 'When every day of the month is closed, the cashier settles opening, receipts, payments and closing, and signs. In single-operator houses the clerk does.',
  },
  posts: ['cashier', 'vending-clerk'],
  input: z.strictObject({ month: monthSchema, contentDigest: digestSchema, signatures: signaturesSchema }),
  output: journalSettlementSchema,
  refusals: [
    'journal.not_keeper',
    'journal.month_not_over',
    'journal.day_open',
    'journal.settled',
    'journal.nothing',
    'journal.earlier_month',
    'journal.changed',
    'signature.needed',
    'signature.content',
  ],
  sign: 'pin',
  proves: [
    { duty: '2.cashier.7', by: 'test/scenarios/journal-settlement.test.ts' },
    { duty: '2.cashier.7', by: 'test/scenarios/journal-settlement.test.ts', refusal: 'journal.day_open' },
  ],
  fields: { month: { zh: '月份', en: 'Month' } },
});
