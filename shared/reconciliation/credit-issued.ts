/** Everything ever issued (额度发放总表): every movement of credit, every card and token, in one list with its proof. */
import { z } from 'zod';
import { creditUnitSchema } from '../metering/words.ts';
import type { PostKey } from '../posts.ts';
import { type Text, textSchema } from '../text.ts';
import { businessDateSchema, instantSchema } from '../values/calendar.ts';
import { idSchema } from '../values/ids.ts';
import { moneySchema } from '../values/money.ts';
import { commoditySchema, quantitySchema } from '../values/quantity.ts';

export const ISSUED_KINDS = [
  'purchase',
  'undelivered',
  'grant',
  'emergency',
  'opening',
  'correction',
  'reversal',
  'carry-in',
  'carry-out',
  'card-issue',
  'card-replacement',
  'card-clear',
  'card-transfer',
  'card-test',
  'test-token',
  'engineering-token',
  'key-change-token',
] as const;
export type IssuedKind = (typeof ISSUED_KINDS)[number];
export const ISSUED_KIND_TITLES: Readonly<Record<IssuedKind, Text>> = {
  purchase: { zh: '售电', en: 'Sale' },
  undelivered: { zh: '已收款未到账', en: 'Paid, not delivered' },
  grant: { zh: '免费额度', en: 'Grant' },
  emergency: { zh: '应急供能', en: 'Emergency' },
  opening: { zh: '期初', en: 'Opening' },
  correction: { zh: '更正', en: 'Correction' },
  reversal: { zh: '冲正', en: 'Reversal' },
  'carry-in': { zh: '转入', en: 'Carried in' },
  'carry-out': { zh: '转出', en: 'Carried out' },
  'card-issue': { zh: '发卡', en: 'Card issued' },
  'card-replacement': { zh: '补卡', en: 'Card replaced' },
  'card-clear': { zh: '退卡清卡', en: 'Card cleared' },
  'card-transfer': { zh: '过户写卡', en: 'Card transferred' },
  'card-test': { zh: '测试卡', en: 'Test card' },
  'test-token': { zh: '测试码', en: 'Test token' },
  'engineering-token': { zh: '工程码', en: 'Engineering token' },
  'key-change-token': { zh: '换密码', en: 'Key change token' },
};

export const ISSUED_READERS = [
  'vending-supervisor',
  'funds-administrator',
  'auditor',
] as const satisfies readonly PostKey[];

export const issuedFilterSchema = z.strictObject({
  from: businessDateSchema.optional(),
  to: businessDateSchema.optional(),
  kind: z.enum(ISSUED_KINDS).optional(),
  meterNo: z.string().trim().min(1).max(40).optional(),
  personId: idSchema.optional(),
});

export const issuedRowSchema = z.object({
  /** Of the row, for paging: 'm/<meter>/<seq>', 's/<sale>', 'c/<card document>', 't/<token>', 'e/<emergency supply>'. */
  id: z.string(),
  at: instantSchema,
  kind: z.enum(ISSUED_KINDS),
  meterNo: z.string().nullable(),
  roomCode: z.string().nullable(),
  commodity: commoditySchema.nullable(),
  unit: creditUnitSchema.nullable(),
  /** Of money meters, or of meters that count kWh or m³; neither where no credit moved. */
  amountFen: moneySchema.nullable(),
  amountMilli: quantitySchema.nullable(),
  purchaseCount: z.int().nullable(),
  documentKind: z.string(),
  documentId: idSchema,
  /** As people call it: D1-3-27, CZ-7, KW-1; empty where the document has no number. */
  documentNumber: z.string(),
  /** What is opened to read it: the sale of a reversal, the card of an act at the card desk; else the document itself. */
  openId: idSchema,
  personName: z.string(),
});
export type IssuedRow = z.output<typeof issuedRowSchema>;

/** One thing that is proven: two figures that come from different rows and must be the same, and what does not fit. */
export const proofLineSchema = z.object({
  key: z.string(),
  title: textSchema,
  leftTitle: textSchema,
  left: z.int(),
  rightTitle: textSchema,
  right: z.int(),
  as: z.enum(['money', 'quantity', 'count']),
  agrees: z.boolean(),
  /** The first ones that do not fit, by name. */
  faults: z.array(z.string()),
});
export type ProofLine = z.output<typeof proofLineSchema>;
