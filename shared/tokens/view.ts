/** Token meters and tokens as contracts and pages show them, and the pieces their forms share. */
import { z } from 'zod';
import { creditUnitSchema } from '../metering/words.ts';
import { instantSchema } from '../values/calendar.ts';
import { toHalfWidth } from '../values/digits.ts';
import { idSchema } from '../values/ids.ts';
import { moneySchema } from '../values/money.ts';
import { commoditySchema, quantitySchema } from '../values/quantity.ts';
import { BASE_YEARS } from './sts/token-id.ts';
import { tokenKindSchema, tokenPurposeSchema, tokenSchemeSchema, tokenStateSchema } from './words.ts';

const typed = (schema: z.ZodString) =>
  z
    .string()
    .transform((text) => toHalfWidth(text).replaceAll(/\s/g, ''))
    .pipe(schema);

/** 11 or 13 digits from the meter's plate, or the 18 of its account number. */
export const stsMeterNumberSchema = typed(z.string().regex(/^(\d{11}|\d{13}|\d{18})$/));
export const supplyGroupSchema = typed(z.string().regex(/^\d{6}$/));
export const tariffIndexSchema = typed(z.string().regex(/^\d{2}$/));
export const keyRevisionSchema = z.int().min(1).max(9);
export const paygoSerialSchema = typed(z.string().regex(/^[0-9A-Za-z-]{1,40}$/));

const BASE_YEAR_TEXTS = BASE_YEARS.map(String) as [string, ...string[]];
export const baseYearSchema = z.enum(BASE_YEAR_TEXTS);
export const encryptionSchema = z.enum(['11', '07']);
export const derivationSchema = z.enum(['04', '02']);
export const keyTypeSchema = z.enum(['2', '1', '3', '0']);

export const ENCRYPTION_TITLES = {
  '11': { zh: 'EA11（MISTY1算法）', en: 'EA11 (MISTY1)' },
  '07': { zh: 'EA07（STA，需自备表）', en: 'EA07 (STA, own tables)' },
} as const;
export const DERIVATION_TITLES = {
  '04': { zh: 'DKGA04算法', en: 'DKGA04' },
  '02': { zh: 'DKGA02算法', en: 'DKGA02' },
} as const;
export const KEY_TYPE_TITLES = {
  '0': { zh: '初始密钥', en: 'Initialising key' },
  '1': { zh: '缺省密钥', en: 'Default key' },
  '2': { zh: '专用密钥', en: 'Unique key' },
  '3': { zh: '公共密钥', en: 'Common key' },
} as const;

export const tokenMeterSchema = z.object({
  /** The meter. */
  id: idSchema,
  meterNo: z.string(),
  roomCode: z.string(),
  commodity: commoditySchema,
  unit: creditUnitSchema,
  scheme: tokenSchemeSchema,
  /** The account number of STS, or the serial of OpenPAYGO. */
  number: z.string(),
  supplyGroup: z.string().nullable(),
  tariffIndex: z.string().nullable(),
  keyRevision: z.int().nullable(),
  keyType: keyTypeSchema.nullable(),
  encryption: encryptionSchema.nullable(),
  derivation: derivationSchema.nullable(),
  baseYear: z.int().nullable(),
  /** STS: until when identifiers last. */
  lastsUntil: instantSchema.nullable(),
  /** OpenPAYGO: what one step of a token gives, in the meter's unit. */
  stepFen: moneySchema.nullable(),
  stepMilli: quantitySchema.nullable(),
  extended: z.boolean().nullable(),
  restricted: z.boolean().nullable(),
  count: z.int().nullable(),
  registeredAt: instantSchema,
  tokens: z.int(),
  lastIssuedAt: instantSchema.nullable(),
  can: z.array(z.string()),
});
export type TokenMeterView = z.output<typeof tokenMeterSchema>;

export const tokenSchema = z.object({
  id: idSchema,
  meterId: idSchema,
  meterNo: z.string(),
  roomCode: z.string(),
  commodity: commoditySchema,
  kind: tokenKindSchema,
  purpose: tokenPurposeSchema.nullable(),
  state: tokenStateSchema,
  /** Covered but for the last four. */
  masked: z.string().nullable(),
  /** Which of the digits of a key change this is; they are typed in one after the other. */
  section: z.int().nullable(),
  creditFen: moneySchema.nullable(),
  creditMilli: quantitySchema.nullable(),
  purchaseCount: z.int().nullable(),
  reason: z.string(),
  reservedAt: instantSchema,
  issuedAt: instantSchema.nullable(),
  personName: z.string(),
  /** The sale it belongs to, if it is one. */
  saleId: idSchema.nullable(),
  can: z.array(z.string()),
});
export type TokenView = z.output<typeof tokenSchema>;

/** Digits to be typed in, in this order. */
export const madeTokensSchema = z.object({
  meterId: idSchema,
  meterNo: z.string(),
  tokens: z.array(z.object({ tokenId: idSchema, section: z.int().nullable(), digits: z.string() })),
});
export type MadeTokens = z.output<typeof madeTokensSchema>;
