/** The monthly statement (月对账单): in duplicate, signed by counter and funds administrator; it locks the month. */
import { z } from 'zod';
import { creditUnitSchema } from '../metering/words.ts';
import { tenderSchema } from '../payments/tender.ts';
import { postSchema } from '../posts/post-schema.ts';
import type { PostKey } from '../posts.ts';
import { type Text, textSchema } from '../text.ts';
import { businessDateSchema, instantSchema, monthSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { moneySchema, nonNegativeMoneySchema } from '../values/money.ts';
import { commoditySchema, nonNegativeQuantitySchema, quantitySchema } from '../values/quantity.ts';
import { digestSchema } from './slip-content.ts';

export const STATEMENT_SIDES = ['counter', 'funds'] as const;
export type StatementSide = (typeof STATEMENT_SIDES)[number];
export const STATEMENT_SIDE_TITLES: Readonly<Record<StatementSide, Text>> = {
  counter: { zh: '售电（收费）方', en: 'The counter' },
  funds: { zh: '经费管理员', en: 'Funds administrator' },
};
/** Who signs for each side. */
export const SIDE_POSTS: Readonly<Record<StatementSide, readonly PostKey[]>> = {
  counter: ['vending-clerk', 'cashier'],
  funds: ['funds-administrator'],
};

/** The two copies (一式两份). */
export const STATEMENT_COPIES: readonly Text[] = [
  { zh: '第一联 售电（收费）方存', en: 'Copy 1, the counter' },
  { zh: '第二联 经费管理员存', en: 'Copy 2, funds administrator' },
];

export const STATEMENT_READERS = [
  'vending-clerk',
  'cashier',
  'funds-administrator',
  'vending-supervisor',
  'finance',
  'centre-leader',
  'campus-director',
  'auditor',
] as const satisfies readonly PostKey[];

/** What was compared, and what each side says. A line that differs is in the statement's case. */
export const comparisonSchema = z.object({
  title: textSchema,
  leftTitle: textSchema,
  left: z.int(),
  rightTitle: textSchema,
  right: z.int(),
  /** How the figures are shown. */
  as: z.enum(['money', 'quantity', 'count']),
});
export type Comparison = z.output<typeof comparisonSchema>;

export const monthContentSchema = z.object({
  format: z.literal('zhishou-month-1'),
  site: idSchema,
  house: z.string(),
  number: z.int(),
  month: monthSchema,
  days: z.array(
    z.object({
      businessDate: businessDateSchema,
      sheetNo: z.string(),
      receivedFen: nonNegativeMoneySchema,
      refundedFen: nonNegativeMoneySchema,
      overFen: nonNegativeMoneySchema,
      shortFen: nonNegativeMoneySchema,
      digest: digestSchema,
    }),
  ),
  trade: z.array(
    z.object({
      commodity: commoditySchema,
      categoryCode: z.string(),
      category: textSchema,
      count: z.int(),
      quantityMilli: nonNegativeQuantitySchema,
      energyFen: nonNegativeMoneySchema,
      taxFen: nonNegativeMoneySchema,
    }),
  ),
  tenders: z.array(
    z.object({ tender: tenderSchema, receivedFen: nonNegativeMoneySchema, refundedFen: nonNegativeMoneySchema }),
  ),
  remittances: z.object({
    count: z.int(),
    amountFen: nonNegativeMoneySchema,
    confirmedFen: nonNegativeMoneySchema,
    /** At the end of the month, by the ledger. */
    inTransitFen: moneySchema,
    safeFen: moneySchema,
    /** Cash of the month's slips that no remittance covers. */
    unremittedFen: moneySchema,
  }),
  /** Each sale of the month reckoned again from its price version. */
  recomputed: z.object({ sales: z.int(), differing: z.array(z.string()) }),
  /** Credit that was paid for, that was issued, and what the meters say was used. */
  credit: z.array(
    z.object({
      commodity: commoditySchema,
      unit: creditUnitSchema,
      soldAmount: z.int(),
      issuedAmount: z.int(),
      /** Paid in the month and not delivered by its end. */
      undeliveredFen: nonNegativeMoneySchema,
      usedMilli: quantitySchema,
    }),
  ),
  bundles: z.array(z.object({ number: z.string(), state: z.string(), caseNumber: z.string().nullable() })),
  cases: z.array(
    z.object({ number: z.string(), subject: z.string(), state: z.string(), amountFen: moneySchema.nullable() }),
  ),
  comparisons: z.array(comparisonSchema),
});
export type MonthContent = z.output<typeof monthContentSchema>;

export const statementSchema = z.object({
  statementId: idSchema,
  number: z.string(),
  month: monthSchema,
  state: z.enum(['made', 'signed-once', 'signed']),
  agrees: z.boolean(),
  caseNumber: z.string().nullable(),
  receivedFen: nonNegativeMoneySchema,
  refundedFen: nonNegativeMoneySchema,
  content: monthContentSchema,
  contentDigest: digestSchema,
  signatures: z.array(
    z.object({ side: z.enum(STATEMENT_SIDES), personName: z.string(), post: postSchema, at: instantSchema }),
  ),
  madeBy: z.string(),
  madeAt: instantSchema,
  can: z.array(z.string()),
});
export type StatementView = z.output<typeof statementSchema>;
