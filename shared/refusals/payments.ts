import { refusals } from './refusal.ts';

/** Tenders, payments and refunds. */
export const paymentsRefusals = refusals({
  'payment.sum_differs': {
    status: 422,
    text: {
      zh: '各付款方式合计 {sum} 元，应收 {total} 元',
      en: 'The tenders add up to {sum} yuan; {total} yuan are due',
    },
    next: { zh: '没有入账。请改正各项金额后再提交。', en: 'Nothing was posted. Correct the amounts and submit again.' },
  },
  'payment.tender_twice': {
    status: 422,
    text: { zh: '现金只能填一行', en: 'Cash may be entered on one line only' },
    next: { zh: '没有入账。请合并现金金额。', en: 'Nothing was posted. Put the cash together on one line.' },
  },
  'payment.tendered_short': {
    status: 422,
    text: { zh: '实收现金少于应收现金', en: 'The cash handed over is less than the cash due' },
    next: { zh: '没有入账。请核对实收金额。', en: 'Nothing was posted. Check the cash received.' },
  },
  'payment.tendered_not_cash': {
    status: 422,
    text: { zh: '只有现金可以多收找零', en: 'Change is given from cash only' },
    next: {
      zh: '没有入账。非现金方式请按应收金额收取。',
      en: 'Nothing was posted. Take exactly what is due by other tenders.',
    },
  },
  'payment.reference_needed': {
    status: 422,
    text: { zh: '{tender} 收款须填写交易参考号', en: 'A payment by {tenderEn} needs its outside reference' },
    next: {
      zh: '没有入账。请照小票或终端填写参考号。',
      en: 'Nothing was posted. Copy the reference from the slip or terminal.',
    },
  },
  'payment.reference_not_cash': {
    status: 422,
    text: { zh: '现金没有交易参考号', en: 'Cash has no outside reference' },
    next: { zh: '没有入账。请清空参考号。', en: 'Nothing was posted. Clear the reference.' },
  },
  'payment.reference_used': {
    status: 409,
    text: {
      zh: '{tender} 参考号 {reference} 已用于另一笔收款',
      en: 'The {tenderEn} reference {reference} was already used for another payment',
    },
    next: {
      zh: '没有入账。请核对小票，一个参考号只能用一次。',
      en: 'Nothing was posted. Check the slip: one reference pays once.',
    },
  },
  'payment.refund_too_much': {
    status: 409,
    text: { zh: '退款超过原收款尚可退的金额', en: 'The refund is more than what is left of the payment' },
    next: { zh: '没有退款。请核对原单已退金额。', en: 'Nothing was given back. Check what was refunded already.' },
  },
  'payment.refund_reference': {
    status: 422,
    text: {
      zh: '经 {tender} 退款须填写退款参考号',
      en: 'Giving back through {tenderEn} needs the reference of that refund',
    },
    next: {
      zh: '没有退款。请先在终端上办理退款，再照小票填写参考号。',
      en: 'Nothing was posted. Refund at the terminal first, then copy its reference from the slip.',
    },
  },
  'payment.refund_drawer': {
    status: 409,
    text: { zh: '退现金须由开着钱箱的人办理', en: 'Cash is given back only by somebody with an open drawer' },
    next: {
      zh: '没有退款。请先开钱箱，或请收款员办理。',
      en: 'Nothing was given back. Open a drawer, or ask the clerk who has one.',
    },
  },
});
