/** Shapes of premises, accounts, meters and credit that contracts share. */
import { z } from 'zod';
import { maskedCustomerSchema } from '../customers/view.ts';
import { textSchema } from '../text.ts';
import { businessDateSchema, instantSchema } from '../values/calendar.ts';
import { toHalfWidth } from '../values/digits.ts';
import { idSchema } from '../values/ids.ts';
import { type Money, moneySchema } from '../values/money.ts';
import { commoditySchema, type Milli, nonNegativeQuantitySchema, quantitySchema } from '../values/quantity.ts';
import {
  blockReasonSchema,
  type CreditUnit,
  carryStateSchema,
  creditUnitSchema,
  deliveryKindSchema,
  movementKindSchema,
  premiseKindSchema,
  readingMarkSchema,
  readingSourceSchema,
  registerSchema,
} from './words.ts';

const plain = (schema: z.ZodString) =>
  z
    .string()
    .transform((text) => toHalfWidth(text).trim())
    .pipe(schema);

/** Letters, figures, hyphens. */
export const numberSchema = plain(z.string().regex(/^[0-9A-Za-z-]{1,40}$/));
/** No slash: it parts building and floor in a full code. */
export const premiseCodeSchema = plain(z.string().regex(/^[^/]{1,40}$/));
export const categoryCodeSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
export const reasonSchema = z.string().trim().min(2).max(200);
/** Up to nine whole figures before the point. */
export const registerValueSchema = nonNegativeQuantitySchema;

/** One of the two is filled, as the unit says. */
export const creditSchema = z.object({
  unit: creditUnitSchema,
  balanceFen: moneySchema.nullable(),
  balanceMilli: quantitySchema.nullable(),
});

/** An amount of credit in the pair of fields that contracts carry. */
export const creditFields = (unit: CreditUnit, amount: number): { fen: Money | null; milli: Milli | null } =>
  unit === 'money' ? { fen: amount as Money, milli: null } : { fen: null, milli: amount as Milli };

export const creditView = (unit: CreditUnit, amount: number): z.output<typeof creditSchema> => {
  const { fen, milli } = creditFields(unit, amount);
  return { unit, balanceFen: fen, balanceMilli: milli };
};

/** Whose act it was. */
export const personRefSchema = z.object({ personId: idSchema, name: z.string() });

export const premiseSchema = z.object({
  premiseId: idSchema,
  parentId: idSchema.nullable(),
  kind: premiseKindSchema,
  code: z.string(),
  fullCode: z.string(),
  name: z.string(),
  capacity: z.int().nullable(),
  /** Of a room: its open account. */
  accountId: idSchema.nullable(),
  accountNo: z.string().nullable(),
  children: z.int(),
});

export const meterStateSchema = z.enum(['active', 'blocked', 'retired']);
/** In use, and wanting somebody's eye: below zero, or not read for 40 days. */
export const meterStandingSchema = z.enum(['overdrawn', 'unread']);
export type MeterStanding = z.output<typeof meterStandingSchema>;

export const meterSchema = z.object({
  meterId: idSchema,
  meterNo: z.string(),
  commodity: commoditySchema,
  delivery: deliveryKindSchema,
  state: meterStateSchema,
  blocks: z.array(
    z.object({ blockId: idSchema, reason: blockReasonSchema, note: z.string(), blockedAt: instantSchema }),
  ),
  accountId: idSchema.nullable(),
  accountNo: z.string().nullable(),
  roomId: idSchema,
  roomCode: z.string(),
  ratio: z.int(),
  digits: z.int(),
  installedOn: businessDateSchema,
  removedOn: businessDateSchema.nullable(),
  credit: creditSchema,
  purchaseCount: z.int(),
  /** The last reading of the total register, or what it stood at when it was installed. */
  registerMilli: quantitySchema,
  readAt: instantSchema.nullable(),
  can: z.array(z.string()),
});
export type MeterView = z.output<typeof meterSchema>;

export const occupantSchema = z.object({
  occupantId: idSchema,
  customer: maskedCustomerSchema,
  fromDate: businessDateSchema,
  untilDate: businessDateSchema.nullable(),
});

export const accountSchema = z.object({
  accountId: idSchema,
  accountNo: z.string(),
  state: z.enum(['open', 'closed']),
  openedOn: businessDateSchema,
  closedOn: businessDateSchema.nullable(),
  roomId: idSchema,
  roomCode: z.string(),
  roomName: z.string(),
  capacity: z.int().nullable(),
  categoryCode: categoryCodeSchema,
  category: textSchema,
  can: z.array(z.string()),
});

/** A room with its open account, those who live there now and its active meters. */
export const roomSchema = z.object({
  roomId: idSchema,
  roomCode: z.string(),
  roomName: z.string(),
  account: accountSchema.nullable(),
  occupants: z.array(occupantSchema),
  meters: z.array(meterSchema),
});

export const categorySchema = z.object({ categoryCode: categoryCodeSchema, title: textSchema });

export const readingSchema = z.object({
  readingId: idSchema,
  meterId: idSchema,
  meterNo: z.string(),
  roomCode: z.string(),
  register: registerSchema,
  readAt: instantSchema,
  valueMilli: quantitySchema,
  usedMilli: quantitySchema,
  source: readingSourceSchema,
  mark: readingMarkSchema,
  note: z.string(),
  recordedBy: personRefSchema,
});

export const movementSchema = z.object({
  seq: z.int(),
  kind: movementKindSchema,
  unit: creditUnitSchema,
  amountFen: moneySchema.nullable(),
  amountMilli: quantitySchema.nullable(),
  balanceAfterFen: moneySchema.nullable(),
  balanceAfterMilli: quantitySchema.nullable(),
  purchaseCount: z.int().nullable(),
  documentKind: z.string(),
  documentId: idSchema,
  at: instantSchema,
  person: personRefSchema,
});

/** What was read from a meter at one moment; all registers it has. */
export const registersInput = {
  totalMilli: registerValueSchema,
  peakMilli: registerValueSchema.optional(),
  flatMilli: registerValueSchema.optional(),
  valleyMilli: registerValueSchema.optional(),
};

export const REGISTER_FIELDS = {
  totalMilli: { zh: '总读数', en: 'Total' },
  peakMilli: { zh: '峰读数', en: 'Peak' },
  flatMilli: { zh: '平读数', en: 'Flat' },
  valleyMilli: { zh: '谷读数', en: 'Valley' },
} as const;

/** Credit of a settlement on its way to a meter that holds it itself. */
export const carriedCreditSchema = z.object({
  carryId: idSchema,
  settlementNumber: z.int(),
  settledAt: instantSchema,
  meterId: idSchema,
  meterNo: z.string(),
  delivery: deliveryKindSchema,
  roomCode: z.string(),
  unit: creditUnitSchema,
  amountFen: moneySchema.nullable(),
  amountMilli: quantitySchema.nullable(),
  state: carryStateSchema,
  /** Why the last attempt did not arrive, or why it is not known. */
  reason: textSchema.nullable(),
  askedAt: instantSchema.nullable(),
  deliveredAt: instantSchema.nullable(),
  can: z.array(z.string()),
});
export type CarriedCreditView = z.output<typeof carriedCreditSchema>;
