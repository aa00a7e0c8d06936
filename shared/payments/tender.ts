/** The tenders (付款方式) a counter takes, as data. */
import { z } from 'zod';
import { type ClearedTender, clearingAccount } from '../ledger/chart.ts';
import type { Text } from '../text.ts';
import { idSchema } from '../values/ids.ts';
import { nonNegativeMoneySchema, positiveMoneySchema } from '../values/money.ts';

export const TENDER_KEYS = ['cash', 'bank-card', 'qr', 'campus-card'] as const;
export type Tender = (typeof TENDER_KEYS)[number];
export const tenderSchema = z.enum(TENDER_KEYS);

interface TenderSpec {
  readonly title: Text;
  /** The cash box opens for it, and change is given from it. */
  readonly cash: boolean;
  /** The number of the outside transaction must be entered, and pays only once. */
  readonly referenceNeeded: boolean;
  /** Where the money waits until it reaches the bank; null for cash, which lies in its drawer's own account. */
  readonly clearingAccount: string | null;
  /** How it is given back: out of a drawer, or through the provider under a reference of its own. */
  readonly refundBy: 'drawer' | 'provider';
}

const cleared = (tender: ClearedTender, zh: string, en: string): TenderSpec => ({
  title: { zh, en },
  cash: false,
  referenceNeeded: true,
  clearingAccount: clearingAccount(tender),
  refundBy: 'provider',
});

export const TENDERS: Readonly<Record<Tender, TenderSpec>> = {
  cash: {
    title: { zh: '现金', en: 'Cash' },
    cash: true,
    referenceNeeded: false,
    clearingAccount: null,
    refundBy: 'drawer',
  },
  'bank-card': cleared('bank-card', '银行卡', 'Bank card'),
  qr: cleared('qr', '扫码支付', 'QR payment'),
  'campus-card': cleared('campus-card', '校园卡', 'Campus card'),
};

export const outsideReferenceSchema = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]{4,64}$/);

/** One line of how a document is paid. `tenderedFen` is the cash handed over, where it is more than is due. */
export const tenderLineSchema = z.strictObject({
  tender: tenderSchema,
  amountFen: positiveMoneySchema,
  tenderedFen: positiveMoneySchema.optional(),
  reference: outsideReferenceSchema.optional(),
});

export type TenderLine = z.output<typeof tenderLineSchema>;

export const tenderLinesSchema = z.array(tenderLineSchema).min(1).max(6);

export const paymentSchema = z.object({
  paymentId: idSchema,
  direction: z.enum(['in', 'out']),
  tender: tenderSchema,
  amountFen: positiveMoneySchema,
  tenderedFen: nonNegativeMoneySchema.nullable(),
  changeFen: nonNegativeMoneySchema.nullable(),
  reference: z.string().nullable(),
});
