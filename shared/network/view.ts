/** Shapes of lines, network meters, recharges and emergency supply that contracts share. */
import { z } from 'zod';
import { blockReasonSchema, creditUnitSchema, deliveryReasonSchema } from '../metering/words.ts';
import { instantSchema } from '../values/calendar.ts';
import { toHalfWidth } from '../values/digits.ts';
import { idSchema } from '../values/ids.ts';
import { moneySchema } from '../values/money.ts';
import { unitPriceSchema } from '../values/price.ts';
import { commoditySchema, quantitySchema } from '../values/quantity.ts';
import { attemptStateSchema } from '../vending/words.ts';
import {
  evidenceSchema,
  lineEventKindSchema,
  lineHealthSchema,
  lineStateSchema,
  linkFailureSchema,
  paritySchema,
  presenceSchema,
  protocolSchema,
  relaySchema,
  supplyStateSchema,
  supplyWaySchema,
  transportSchema,
} from './words.ts';

const figures = (pattern: RegExp) =>
  z
    .string()
    .transform((text) => toHalfWidth(text).replaceAll(/\s/g, ''))
    .pipe(z.string().regex(pattern));

/** As printed on the meter: 12 figures, 14 for CJ/T 188. */
export const addressSchema = figures(/^\d{12}(\d{2})?$/);
export const customerNoSchema = figures(/^\d{1,12}$/);
export const lineNameSchema = z.string().trim().min(1).max(60);
export const noteSchema = z.string().trim().min(2).max(200);

export const timingInput = {
  answerMs: z.int().min(500).max(20_000).optional(),
  byteMs: z.int().min(20).max(5000).optional(),
  gapMs: z.int().min(0).max(2000).optional(),
  retries: z.int().min(0).max(5).optional(),
};

const BAUDS: readonly number[] = [300, 600, 1200, 2400, 4800, 9600, 19_200, 38_400, 115_200];

export const placeInput = {
  host: z.string().trim().min(1).max(200).optional(),
  port: z.int().min(1).max(65_535).optional(),
  path: z.string().trim().min(1).max(200).optional(),
  baud: z
    .int()
    .refine((baud) => BAUDS.includes(baud))
    .optional(),
  parity: paritySchema.optional(),
};

export const LINE_FIELDS = {
  name: { zh: '名称', en: 'Name' },
  transport: { zh: '接入方式', en: 'Transport' },
  host: { zh: '地址（网络）', en: 'Host' },
  port: { zh: '端口（网络）', en: 'Port' },
  path: { zh: '串口名称', en: 'Serial port' },
  baud: { zh: '波特率（串口）', en: 'Baud' },
  parity: { zh: '校验（串口）', en: 'Parity' },
  answerMs: { zh: '应答等待（毫秒）', en: 'Wait for an answer, ms' },
  byteMs: { zh: '字节间隔（毫秒）', en: 'Between two bytes, ms' },
  gapMs: { zh: '发送前静默（毫秒）', en: 'Rest before a request, ms' },
  retries: { zh: '抄读重试次数', en: 'Reads tried again' },
} as const;

export const lineSchema = z.object({
  lineId: idSchema,
  name: z.string(),
  transport: transportSchema,
  host: z.string().nullable(),
  port: z.int().nullable(),
  path: z.string().nullable(),
  baud: z.int().nullable(),
  parity: paritySchema.nullable(),
  answerMs: z.int(),
  byteMs: z.int(),
  gapMs: z.int(),
  retries: z.int(),
  state: lineStateSchema,
  meters: z.int(),
  health: lineHealthSchema,
  /** Some server holds the line at this moment. */
  held: z.boolean(),
  asked: z.int(),
  answered: z.int(),
  silent: z.int(),
  late: z.int(),
  stray: z.int(),
  answeredAt: instantSchema.nullable(),
  failedAt: instantSchema.nullable(),
  failure: z.string().nullable(),
  can: z.array(z.string()),
});
export type LineView = z.output<typeof lineSchema>;

export const networkMeterSchema = z.object({
  meterId: idSchema,
  meterNo: z.string(),
  roomId: idSchema,
  roomCode: z.string(),
  commodity: commoditySchema,
  creditUnit: creditUnitSchema,
  blocks: z.array(blockReasonSchema),
  lineId: idSchema,
  lineName: z.string(),
  protocol: protocolSchema,
  address: z.string(),
  customerNo: z.string(),
  ratesItself: z.boolean(),
  hoardLimitFen: moneySchema.nullable(),
  hasSecret: z.boolean(),
  attachedAt: instantSchema,
  presence: presenceSchema,
  askedAt: instantSchema.nullable(),
  seenAt: instantSchema.nullable(),
  failure: linkFailureSchema.nullable(),
  relay: relaySchema.nullable(),
  moneyLeftFen: moneySchema.nullable(),
  overdraftFen: moneySchema.nullable(),
  energyLeftMilli: quantitySchema.nullable(),
  purchaseCount: z.int().nullable(),
  /** The count by the books. */
  bookedCount: z.int(),
  clockErrorSeconds: z.int().nullable(),
  statusWords: z.string().nullable(),
  currentPrice: unitPriceSchema.nullable(),
  can: z.array(z.string()),
});
export type NetworkMeterView = z.output<typeof networkMeterSchema>;

export const lineEventSchema = z.object({
  eventId: idSchema,
  lineId: idSchema,
  lineName: z.string(),
  meterId: idSchema.nullable(),
  meterNo: z.string().nullable(),
  kind: lineEventKindSchema,
  note: z.string(),
  at: instantSchema,
});

export const rechargeSchema = z.object({
  requestId: idSchema,
  meterId: idSchema,
  meterNo: z.string(),
  roomCode: z.string(),
  unit: creditUnitSchema,
  amountFen: moneySchema.nullable(),
  amountMilli: quantitySchema.nullable(),
  purchaseCount: z.int(),
  documentKind: z.string(),
  documentId: idSchema,
  orderNo: z.string().nullable(),
  state: attemptStateSchema,
  path: z.array(attemptStateSchema),
  reason: deliveryReasonSchema.nullable(),
  error: z.string().nullable(),
  beforeCount: z.int().nullable(),
  afterCount: z.int().nullable(),
  beforeFen: moneySchema.nullable(),
  beforeMilli: quantitySchema.nullable(),
  afterFen: moneySchema.nullable(),
  afterMilli: quantitySchema.nullable(),
  evidence: evidenceSchema.nullable(),
  createdAt: instantSchema,
  sentAt: instantSchema.nullable(),
  settledAt: instantSchema.nullable(),
  ageMinutes: z.int(),
  can: z.array(z.string()),
});
export type RechargeView = z.output<typeof rechargeSchema>;

export const supplySchema = z.object({
  supplyId: idSchema,
  supplyNo: z.string(),
  meterId: idSchema,
  meterNo: z.string(),
  roomCode: z.string(),
  reason: z.string(),
  state: supplyStateSchema,
  minutes: z.int(),
  requestedAt: instantSchema,
  requestedByName: z.string(),
  decidedByName: z.string().nullable(),
  refusal: z.string().nullable(),
  way: supplyWaySchema.nullable(),
  suppliedAt: instantSchema.nullable(),
  until: instantSchema.nullable(),
  failure: linkFailureSchema.nullable(),
  endNote: z.string().nullable(),
  ageMinutes: z.int(),
  can: z.array(z.string()),
});
export type SupplyView = z.output<typeof supplySchema>;

/** What the display shows, in the meter's own unit; one of the two is filled. */
export const displayInput = {
  shownCount: z.int().min(0).max(999_999_999),
  shownFen: moneySchema.optional(),
  shownMilli: quantitySchema.optional(),
};

export const DISPLAY_FIELDS = {
  shownCount: { zh: '表显购买次数', en: 'Purchase count shown' },
  shownFen: { zh: '表显剩余金额', en: 'Money left shown' },
  shownMilli: { zh: '表显剩余电量', en: 'Energy left shown' },
} as const;
