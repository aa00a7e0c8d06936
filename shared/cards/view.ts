/** Shapes that contracts of the card desk share. */
import { z } from 'zod';
import { textSchema } from '../text.ts';
import { instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { moneySchema, nonNegativeMoneySchema } from '../values/money.ts';
import {
  cardDifferenceSchema,
  cardDocumentKindSchema,
  cardFailureSchema,
  cardStateSchema,
  careKindSchema,
  stockMovementSchema,
  writePurposeSchema,
  writeStateSchema,
} from './words.ts';

/** Eight bytes as the chip says them. */
export const serialSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^([0-9a-f]{2}){4,16}$/);

/** What the meter wrote back to its card when the card was last inserted. */
export const returnedSchema = z.object({
  meterNo: z.string(),
  remainingFen: nonNegativeMoneySchema,
  overdraftFen: nonNegativeMoneySchema,
  purchaseCount: z.int().nonnegative(),
  illegalInsertions: z.int().nonnegative(),
  /** YYYY-MM-DD HH:mm by the meter's own clock; null when the meter wrote no possible moment. */
  at: z.string().nullable(),
});
export type Returned = z.output<typeof returnedSchema>;

/** What is on a card, decoded. `null` where the file is empty or does not check. */
export const cardContentSchema = z.object({
  cardType: z.enum(['open', 'purchase', 'replacement']).nullable(),
  meterNo: z.string().nullable(),
  customerNo: z.string().nullable(),
  amountFen: nonNegativeMoneySchema.nullable(),
  purchaseCount: z.int().nonnegative().nullable(),
  returned: returnedSchema.nullable(),
});
export type CardContent = z.output<typeof cardContentSchema>;

/** A card as the books know it. */
export const cardSchema = z.object({
  cardId: idSchema,
  serial: z.string(),
  profile: z.string(),
  state: cardStateSchema,
  meterId: idSchema.nullable(),
  meterNo: z.string().nullable(),
  roomCode: z.string().nullable(),
  accountId: idSchema.nullable(),
  accountNo: z.string().nullable(),
  /** The purchase count and amount that were last written on it. */
  purchaseCount: z.int().nonnegative(),
  amountFen: nonNegativeMoneySchema,
  /** The last purchase is on the card and has not been seen in the meter. */
  pending: z.boolean(),
  /** The card does not yet hold what the books say; it must be written. */
  toWrite: z.boolean(),
  depositFen: nonNegativeMoneySchema,
  blacklisted: z.boolean(),
  issuedAt: instantSchema.nullable(),
  can: z.array(z.string()),
});
export type CardView = z.output<typeof cardSchema>;

export const differenceSchema = z.object({ difference: cardDifferenceSchema, text: textSchema });

/** A card that lies on the reader: what is on it, whose it is, and what may be done with it. */
export const cardOnReaderSchema = z.object({
  readingId: idSchema,
  at: instantSchema,
  serial: z.string(),
  profile: z.string(),
  content: cardContentSchema,
  card: cardSchema.nullable(),
  blacklist: z.object({ reason: z.string(), at: instantSchema }).nullable(),
  differences: z.array(differenceSchema),
  /** The case opened for the differences. */
  caseNumber: z.string().nullable(),
  /** Whether the last purchase has reached the meter; `nothing` when there is none. */
  inserted: z.enum(['yes', 'no', 'nothing']),
  /** The purchase on the card may be written together with a new one. */
  mergeable: z.boolean(),
  mergeAllowed: z.boolean(),
  /** A write whose outcome is not known. */
  openWrite: z.object({ requestId: idSchema, state: writeStateSchema }).nullable(),
  can: z.array(z.string()),
});
export type CardOnReader = z.output<typeof cardOnReaderSchema>;

/** The answer of every act that needs the card on the reader. */
export const readOutcomeSchema = z.object({
  failure: cardFailureSchema.nullable(),
  onReader: cardOnReaderSchema.nullable(),
});

export const cardDocumentSchema = z.object({
  documentId: idSchema,
  /** 'KW-12' */
  number: z.string(),
  kind: cardDocumentKindSchema,
  cardId: idSchema,
  serial: z.string(),
  roomCode: z.string().nullable(),
  accountNo: z.string().nullable(),
  depositFen: moneySchema,
  feeFen: nonNegativeMoneySchema,
  reason: z.string(),
  at: instantSchema,
  person: z.string(),
  post: z.string(),
});

/** What came of an act that writes the card. The document stands; the card can be written again when it was not. */
export const cardWrittenSchema = z.object({
  documentId: idSchema,
  number: z.string(),
  card: cardSchema,
  written: writeStateSchema,
  failure: cardFailureSchema.nullable(),
  changeFen: nonNegativeMoneySchema,
});

export const cardWriteSchema = z.object({
  writeId: idSchema,
  purpose: writePurposeSchema,
  purchaseCount: z.int().nonnegative(),
  amountFen: nonNegativeMoneySchema,
  merged: z.boolean(),
  state: writeStateSchema,
  reason: z.string().nullable(),
  at: instantSchema,
  person: z.string(),
});

export const careSchema = z.object({
  careId: idSchema,
  kind: careKindSchema,
  result: z.enum(['good', 'bad']).nullable(),
  text: z.string(),
  at: instantSchema,
  person: z.string(),
  post: z.string(),
});

export const cardReadingSchema = z.object({
  readingId: idSchema,
  at: instantSchema,
  person: z.string(),
  content: cardContentSchema,
  differences: z.array(cardDifferenceSchema),
});

export const stockMovementViewSchema = z.object({
  movementId: idSchema,
  kind: stockMovementSchema,
  serial: z.string(),
  reference: z.string(),
  at: instantSchema,
  person: z.string(),
});

export const cardTermsSchema = z.object({
  /** Kept for the household and given back with the card. */
  depositFen: nonNegativeMoneySchema,
  /** For a first card; kept by the house. */
  feeFen: nonNegativeMoneySchema,
  /** For a card in place of a lost one; kept by the house. */
  replacementFeeFen: nonNegativeMoneySchema,
});
export type CardTerms = z.output<typeof cardTermsSchema>;
