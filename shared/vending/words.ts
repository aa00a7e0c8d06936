/** The words of a sale: its states, those of a delivery attempt and of a reversal, and the papers a slip comes on. */
import { z } from 'zod';
import type { Text } from '../text.ts';

/** `started` is never stored: what was not paid is no sale. */
export const SALE_STATES = ['paid', 'delivering', 'delivered', 'unknown', 'case', 'reversed'] as const;
export type SaleState = (typeof SALE_STATES)[number];
export const saleStateSchema = z.enum(SALE_STATES);

export const SALE_STATE_TITLES: Readonly<Record<SaleState, Text>> = {
  paid: { zh: '已收款，未到账', en: 'Paid, not delivered' },
  delivering: { zh: '正在充值', en: 'Being delivered' },
  delivered: { zh: '已到账', en: 'Delivered' },
  unknown: { zh: '到账情况不明', en: 'Delivery unknown' },
  case: { zh: '已立案', en: 'Carried as a case' },
  reversed: { zh: '已冲正', en: 'Reversed' },
};

/** Paid and neither delivered nor reversed: the money is owed. */
export const UNDELIVERED: readonly SaleState[] = ['paid', 'delivering', 'unknown', 'case'];

export const ATTEMPT_STATES = [
  'CREATED',
  'AUTHORISED',
  'SENT',
  'ACKED',
  'NACKED',
  'NO_ANSWER',
  'READBACK',
  'APPLIED',
  'NOT_APPLIED',
  'FOREIGN_WRITE',
  'UNKNOWN',
] as const;
export type AttemptState = (typeof ATTEMPT_STATES)[number];
export const attemptStateSchema = z.enum(ATTEMPT_STATES);

export const ATTEMPT_STATE_TITLES: Readonly<Record<AttemptState, Text>> = {
  CREATED: { zh: '已建立', en: 'Created' },
  AUTHORISED: { zh: '已核准', en: 'Authorised' },
  SENT: { zh: '已发送', en: 'Sent' },
  ACKED: { zh: '已应答', en: 'Acknowledged' },
  NACKED: { zh: '被拒绝', en: 'Refused' },
  NO_ANSWER: { zh: '无应答', en: 'No answer' },
  READBACK: { zh: '已读回', en: 'Read back' },
  APPLIED: { zh: '已到账', en: 'Applied' },
  NOT_APPLIED: { zh: '未到账', en: 'Not applied' },
  FOREIGN_WRITE: { zh: '表内出现外来充值', en: 'Foreign credit in the meter' },
  UNKNOWN: { zh: '结果不明', en: 'Unknown' },
};

export const REVERSAL_STATES = ['requested', 'approved', 'refused', 'paid-back'] as const;
export type ReversalState = (typeof REVERSAL_STATES)[number];
export const reversalStateSchema = z.enum(REVERSAL_STATES);

export const REVERSAL_STATE_TITLES: Readonly<Record<ReversalState, Text>> = {
  requested: { zh: '待审批', en: 'Waiting for approval' },
  approved: { zh: '已批准，待退款', en: 'Approved, money to be given back' },
  refused: { zh: '未批准', en: 'Not approved' },
  'paid-back': { zh: '已退款', en: 'Money given back' },
};

export const SLIP_PAPERS = ['thermal-80', 'slip-241x93', 'slip-241x140', 'A4'] as const;
export type SlipPaper = (typeof SLIP_PAPERS)[number];
export const slipPaperSchema = z.enum(SLIP_PAPERS);

export const SLIP_PAPER_TITLES: Readonly<Record<SlipPaper, Text>> = {
  'thermal-80': { zh: '80 毫米热敏纸', en: '80 mm thermal roll' },
  'slip-241x93': { zh: '241 × 93 毫米三联纸', en: '241 × 93 mm carbon paper' },
  'slip-241x140': { zh: '241 × 140 毫米三联纸', en: '241 × 140 mm carbon paper' },
  A4: { zh: 'A4', en: 'A4' },
};
