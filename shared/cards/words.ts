/** The words of the card desk, with their titles: how a card stands, what was done with it, what does not agree. */
import { z } from 'zod';
import { keysOf, type Titles } from '../text.ts';

export const CARD_STATES = {
  stock: { zh: '在库', en: 'In stock' },
  issued: { zh: '在用', en: 'In use' },
  replaced: { zh: '已换卡', en: 'Replaced' },
  lost: { zh: '已挂失', en: 'Lost' },
  cleared: { zh: '已收回待清', en: 'Taken back, not blank yet' },
  faulty: { zh: '坏卡', en: 'Faulty' },
} as const satisfies Titles;
export type CardState = keyof typeof CARD_STATES;
export const cardStateSchema = z.enum(keysOf(CARD_STATES));

export const CARD_DOCUMENT_KINDS = {
  issue: { zh: '开户发卡', en: 'Issued' },
  replacement: { zh: '补换卡', en: 'Replaced' },
  clear: { zh: '退卡', en: 'Taken back' },
  refund: { zh: '退押金', en: 'Deposit given back' },
  transfer: { zh: '过户', en: 'Transferred' },
  test: { zh: '测卡', en: 'Tested' },
} as const satisfies Titles;
export type CardDocumentKind = keyof typeof CARD_DOCUMENT_KINDS;
export const cardDocumentKindSchema = z.enum(keysOf(CARD_DOCUMENT_KINDS));

export const WRITE_PURPOSES = {
  sale: { zh: '售电写卡', en: 'Sale' },
  issue: { zh: '开户卡', en: 'Opening card' },
  replacement: { zh: '补换卡', en: 'Replacement' },
  clear: { zh: '清卡', en: 'Blanked' },
  transfer: { zh: '换表改卡', en: 'Moved to another meter' },
} as const satisfies Titles;
/** What a card was written for. */
export type WritePurpose = keyof typeof WRITE_PURPOSES;
export const writePurposeSchema = z.enum(keysOf(WRITE_PURPOSES));

export const WRITE_STATES = {
  sent: { zh: '正在写卡', en: 'Being written' },
  written: { zh: '已写入', en: 'Written' },
  'not-written': { zh: '未写入', en: 'Not written' },
  unknown: { zh: '写卡结果不明', en: 'Outcome unknown' },
} as const satisfies Titles;
export type WriteState = keyof typeof WRITE_STATES;
export const writeStateSchema = z.enum(keysOf(WRITE_STATES));

export const STOCK_MOVEMENTS = {
  received: { zh: '入库', en: 'Received' },
  issued: { zh: '发出', en: 'Issued' },
  returned: { zh: '退回', en: 'Returned' },
  scrapped: { zh: '报废', en: 'Scrapped' },
} as const satisfies Titles;
export type StockMovementKind = keyof typeof STOCK_MOVEMENTS;
export const stockMovementSchema = z.enum(keysOf(STOCK_MOVEMENTS));

export const CARE_KINDS = {
  clean: { zh: '清洁触点', en: 'Contacts cleaned' },
  test: { zh: '测卡', en: 'Tested' },
  repair: { zh: '修复', en: 'Repaired' },
  fault: { zh: '发现故障', en: 'Fault found' },
  taught: { zh: '教用户用卡', en: 'Use shown to the customer' },
  note: { zh: '备注', en: 'Note' },
} as const satisfies Titles;
export type CareKind = keyof typeof CARE_KINDS;
export const careKindSchema = z.enum(keysOf(CARE_KINDS));

export const LOSS_REASONS = {
  lost: { zh: '遗失', en: 'Lost' },
  faulty: { zh: '读不出或写不进', en: 'Faulty' },
  worn: { zh: '破损旧卡', en: 'Worn' },
} as const satisfies Titles;
/** Why a card is replaced. */
export type LossReason = keyof typeof LOSS_REASONS;
export const lossReasonSchema = z.enum(keysOf(LOSS_REASONS));

export const CARD_DIFFERENCES = {
  'foreign-meter': { zh: '卡上表号与账上不符', en: 'The meter number on the card is not the one in the books' },
  'foreign-customer': { zh: '卡上户号与账上不符', en: 'The customer number on the card is not the one in the books' },
  'foreign-count': {
    zh: '卡上购买次数或金额不是本系统最后一次写入的',
    en: 'Count or amount on the card are not what this house wrote last',
  },
  'return-meter': { zh: '返写文件的表号与卡上不符', en: 'The return file names another meter' },
  'return-count': {
    zh: '表内购买次数大于本系统售出的次数',
    en: 'The meter counted more purchases than this house sold',
  },
  'remaining-too-high': {
    zh: '表内剩余金额超过可能的最大值',
    en: 'More is left in the meter than can be',
  },
  'illegal-insertions': { zh: '表记录了非法插卡', en: 'The meter recorded illegal insertions' },
  'return-customer': { zh: '返写文件的户号与账上不符', en: 'The return file names another customer number' },
  'return-overdraft': { zh: '表同时有剩余和透支', en: 'The meter claims both credit and overdraft' },
  'return-keys': { zh: '表内密钥信息变了', en: 'The key information of the meter has changed' },
  'return-time': { zh: '返写时间不可能', en: 'The time of the return cannot be' },
  unreadable: { zh: '卡内文件校验不通过', en: 'A file on the card does not check' },
} as const satisfies Titles;
/** In what a card read at the counter differs from the books. */
export type CardDifference = keyof typeof CARD_DIFFERENCES;
export const cardDifferenceSchema = z.enum(keysOf(CARD_DIFFERENCES));

export const CARD_FAILURES = {
  'no-reader': { zh: '没有接读卡器', en: 'No card reader is connected' },
  'no-card': { zh: '读卡器上没有卡', en: 'There is no card on the reader' },
  'other-card': { zh: '不是刚才那张卡', en: 'It is not the same card any more' },
  'changed-card': { zh: '卡内数据与刚才读到的不同', en: 'The card is not as it was read' },
  'not-a-user-card': { zh: '不是购电卡', en: 'It is not a purchase card' },
  'security-refused': { zh: '卡的密钥认证未通过', en: 'The card does not pass the check of its keys' },
  'card-refused': { zh: '卡拒绝了命令', en: 'The card refuses' },
  torn: { zh: '操作中途取出了卡', en: 'The card was taken out in between' },
  interrupted: { zh: '窗口设备中途中断', en: 'The counter stopped in between' },
  offline: { zh: '本窗口的设备程序没有连接', en: 'The devices of this counter are not connected' },
  unanswered: { zh: '窗口设备没有应答', en: 'The devices of this counter do not answer' },
  fault: { zh: '读卡器故障', en: 'The card reader is at fault' },
} as const satisfies Titles;
/** Why a card could not be read or written. */
export type CardFailure = keyof typeof CARD_FAILURES;
export const cardFailureSchema = z.enum(keysOf(CARD_FAILURES));

/** A failure the counter's devices named, in the words of this desk. */
export const cardFailureOf = (failure: string): CardFailure =>
  Object.hasOwn(CARD_FAILURES, failure) ? (failure as CardFailure) : 'fault';
