/**
 * Paper slips for outages (停机应急票): pre-numbered books issued to a clerk, each number sold, spoiled, handed back
 * unused, or missing.
 */
import { z } from 'zod';
import type { PostKey } from '../posts.ts';
import type { Text } from '../text.ts';
import { businessDateSchema, instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { positiveMoneySchema } from '../values/money.ts';
import { numbered } from '../values/numbered.ts';
import { commoditySchema, nonNegativeQuantitySchema } from '../values/quantity.ts';

export const BOOK_STATES = ['issued', 'returned'] as const;
export const BOOK_STATE_TITLES: Readonly<Record<(typeof BOOK_STATES)[number], Text>> = {
  issued: { zh: '在用', en: 'Issued' },
  returned: { zh: '已交回', en: 'Returned' },
};
export const PAPER_FATES = ['sold', 'spoiled'] as const;
export const PAPER_FATE_TITLES: Readonly<Record<(typeof PAPER_FATES)[number], Text>> = {
  sold: { zh: '已补录', en: 'Entered' },
  spoiled: { zh: '作废', en: 'Spoiled' },
};

export const BOOK_KEEPERS = ['vending-supervisor', 'funds-administrator'] as const satisfies readonly PostKey[];
export const PAPER_READERS = ['vending-clerk', ...BOOK_KEEPERS, 'auditor'] as const satisfies readonly PostKey[];

/** Letters printed before the numbers of a book; a number belongs to its series for ever. */
export const paperSeriesSchema = z
  .string()
  .trim()
  .regex(/^[A-Z0-9]{1,8}$/);
export const paperNoSchema = z.int().min(1).max(99_999_999);
/** The most leaves one book may have. */
export const BOOK_LEAVES = 500;

/** 'A-000012', as it stands on paper. */
export const paperNumberOf = (series: string, paperNo: number): string => numbered(series, paperNo);

export const slipBookSchema = z.object({
  id: idSchema,
  number: z.string(),
  series: z.string(),
  firstNo: z.int(),
  lastNo: z.int(),
  holderId: idSchema,
  holderName: z.string(),
  issuedByName: z.string(),
  issuedAt: instantSchema,
  state: z.enum(BOOK_STATES),
  sold: z.int(),
  spoiled: z.int(),
  /** Numbers up to the highest used one that were neither entered nor spoiled; after the return, those missing for good. */
  missing: z.array(z.string()),
  returnedAt: instantSchema.nullable(),
  returnedToName: z.string().nullable(),
  firstUnusedNo: z.int().nullable(),
  caseNumber: z.string().nullable(),
  can: z.array(z.string()),
});
export type SlipBookView = z.output<typeof slipBookSchema>;

export const paperSlipSchema = z.object({
  id: z.string(),
  number: z.string(),
  bookId: idSchema,
  fate: z.enum(PAPER_FATES),
  /** When the paper was written; of a spoiled one, when it was said. */
  writtenAt: instantSchema,
  enteredAt: instantSchema,
  businessDate: businessDateSchema,
  personName: z.string(),
  /** What stood still, or why it is spoiled. */
  reason: z.string(),
  incidentNumber: z.string().nullable(),
  saleId: idSchema.nullable(),
  slipNo: z.string().nullable(),
  commodity: commoditySchema.nullable(),
  totalFen: positiveMoneySchema.nullable(),
  /** As written on the paper, and as sold. */
  paperQuantityMilli: nonNegativeQuantitySchema.nullable(),
  soldQuantityMilli: nonNegativeQuantitySchema.nullable(),
  /** The price in force when the paper was written is the one it was sold at. */
  samePrice: z.boolean().nullable(),
  caseNumber: z.string().nullable(),
});
export type PaperSlipView = z.output<typeof paperSlipSchema>;
