/**
 * The second signer's own account of a session's takings (核对数): money received less money given back, tender by
 * tender, entered before the slip's figures are shown to whoever enters it.
 */
import { z } from 'zod';
import { TENDERS, type Tender } from '../payments/tender.ts';
import { postSchema } from '../posts/post-schema.ts';
import type { Text } from '../text.ts';
import { instantSchema } from '../values/calendar.ts';
import { type Money, moneySchema, subtractMoney, ZERO } from '../values/money.ts';
import type { SlipContent } from './slip-content.ts';

export const TALLY_FIELDS = {
  cashFen: 'cash',
  bankCardFen: 'bank-card',
  qrFen: 'qr',
  campusCardFen: 'campus-card',
} as const satisfies Record<string, Tender>;
export type TallyField = keyof typeof TALLY_FIELDS;

export const tallyFiguresSchema = z.object({
  cashFen: moneySchema,
  bankCardFen: moneySchema.default(ZERO),
  qrFen: moneySchema.default(ZERO),
  campusCardFen: moneySchema.default(ZERO),
});
export type TallyFigures = z.output<typeof tallyFiguresSchema>;

export const TALLY_LABELS: Readonly<Record<TallyField | 'reason', Text>> = {
  cashFen: TENDERS.cash.title,
  bankCardFen: TENDERS['bank-card'].title,
  qrFen: TENDERS.qr.title,
  campusCardFen: TENDERS['campus-card'].title,
  reason: { zh: '情况说明', en: 'Reason' },
};

/** What came of it: once more without a figure told, or settled, agreeing or with a case. */
export const TALLY_OUTCOMES = ['again', 'agrees', 'case'] as const;

export const tallySchema = tallyFiguresSchema.extend({
  personName: z.string(),
  post: postSchema,
  at: instantSchema,
  attempts: z.int(),
  agrees: z.boolean(),
  reason: z.string(),
  caseNumber: z.string().nullable(),
});
export type Tally = z.output<typeof tallySchema>;

export type Books = Pick<SlipContent, 'tenders'>;

/** Received less given back, as the slip has it. */
export function netOf({ tenders }: Books, tender: Tender): Money {
  const line = tenders.find((one) => one.tender === tender);
  return line === undefined ? ZERO : subtractMoney(line.receivedFen, line.refundedFen);
}
