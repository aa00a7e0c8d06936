/** The words of metering, with their titles: what a meter measures in, how credit reaches it, what stops it. */
import { z } from 'zod';
import { keysOf, type Text, type Titles } from '../text.ts';

export const CREDIT_UNITS = {
  money: { zh: '金额', en: 'Money' },
  energy: { zh: '电量', en: 'Energy' },
  volume: { zh: '用水（气）量', en: 'Volume' },
} as const satisfies Titles;
/** What a meter's credit counts: fen, or thousandths of a kWh or of a cubic metre. */
export type CreditUnit = keyof typeof CREDIT_UNITS;
export const creditUnitSchema = z.enum(keysOf(CREDIT_UNITS));

export const DELIVERY_KINDS = {
  balance: { zh: '系统余额', en: 'Balance kept here' },
  card: { zh: '购电卡', en: 'Card' },
  network: { zh: '网络表', en: 'Network meter' },
  token: { zh: '充值码', en: 'Keypad token' },
} as const satisfies Titles;
/** How credit reaches the meter. */
export type DeliveryKind = keyof typeof DELIVERY_KINDS;
export const deliveryKindSchema = z.enum(keysOf(DELIVERY_KINDS));

export const PREMISE_KINDS = {
  building: { zh: '楼栋', en: 'Building' },
  floor: { zh: '楼层', en: 'Floor' },
  room: { zh: '房间', en: 'Room' },
} as const satisfies Titles;
export type PremiseKind = keyof typeof PREMISE_KINDS;
export const premiseKindSchema = z.enum(keysOf(PREMISE_KINDS));

export const REGISTERS = {
  total: { zh: '总', en: 'Total' },
  peak: { zh: '峰', en: 'Peak' },
  flat: { zh: '平', en: 'Flat' },
  valley: { zh: '谷', en: 'Valley' },
} as const satisfies Titles;
export type Register = keyof typeof REGISTERS;
export const registerSchema = z.enum(keysOf(REGISTERS));

export const READING_SOURCES = {
  hand: { zh: '人工抄表', en: 'By hand' },
  import: { zh: '文件导入', en: 'From a file' },
  network: { zh: '远程抄表', en: 'Over the network' },
  card: { zh: '购电卡带回', en: 'Brought by the card' },
  settlement: { zh: '结算抄表', en: 'At a settlement' },
} as const satisfies Titles;
export type ReadingSource = keyof typeof READING_SOURCES;
export const readingSourceSchema = z.enum(keysOf(READING_SOURCES));

export const READING_MARKS = {
  plain: { zh: '正常', en: 'Plain' },
  'rolled-over': { zh: '计度器翻转', en: 'Register rolled over' },
  jump: { zh: '用量突增', en: 'Jump' },
  correction: { zh: '更正', en: 'Correction' },
} as const satisfies Titles;
export type ReadingMark = keyof typeof READING_MARKS;
export const readingMarkSchema = z.enum(keysOf(READING_MARKS));

export const MOVEMENT_KINDS = {
  opening: { zh: '初始余额', en: 'Opening credit' },
  purchase: { zh: '购买', en: 'Purchase' },
  grant: { zh: '补贴', en: 'Grant' },
  emergency: { zh: '应急额度', en: 'Emergency credit' },
  consumption: { zh: '用量', en: 'Consumption' },
  correction: { zh: '更正', en: 'Correction' },
  reversal: { zh: '冲正', en: 'Reversal' },
  'carry-in': { zh: '余额转入', en: 'Carried in' },
  'carry-out': { zh: '余额转出', en: 'Carried out' },
} as const satisfies Titles;
export type MovementKind = keyof typeof MOVEMENT_KINDS;
export const movementKindSchema = z.enum(keysOf(MOVEMENT_KINDS));

export const BLOCK_REASONS = {
  'unknown-delivery': { zh: '上一笔充值结果不明', en: 'The outcome of a delivery is not known' },
  'foreign-write': { zh: '表内出现非本系统的充值', en: 'Credit in the meter that this house did not sell' },
  'carry-waiting': { zh: '结转余额尚未写入表内', en: 'Carried credit is not in the meter yet' },
  'not-cleared': { zh: '上一户的余额尚未从表内清除', en: "The last household's credit is still in the meter" },
  fault: { zh: '表计故障', en: 'Meter fault' },
  tampering: { zh: '疑似窃电或改表', en: 'Suspected tampering' },
  office: { zh: '办公室停售', en: 'Stopped by the office' },
} as const satisfies Titles;
export type BlockReason = keyof typeof BLOCK_REASONS;
export const blockReasonSchema = z.enum(keysOf(BLOCK_REASONS));

export const DELIVERY_REASONS = {
  'no-such-request': { zh: '没有这笔充值记录', en: 'There is no such delivery' },
  'no-such-meter': { zh: '没有这块表', en: 'There is no such meter' },
  'meter-retired': { zh: '表已拆除', en: 'The meter has been removed' },
  'unit-differs': { zh: '计费单位与表不符', en: "The unit is not the meter's" },
  'count-differs': { zh: '购买次数与表不符', en: "The purchase count is not the meter's" },
  'refused-by-meter': { zh: '表计拒绝', en: 'Refused by the meter' },
  'customer-differs': { zh: '表内客户编号与登记不符', en: "The customer number is not the meter's" },
  'delivery-open': { zh: '上一笔充值尚未查明', en: 'An earlier delivery is not known yet' },
  unreachable: { zh: '表计无法连接', en: 'The meter cannot be reached' },
  'no-answer': { zh: '已发送，未收到应答', en: 'Sent, no answer came' },
  'no-read-back': { zh: '已应答，未能读回核对', en: 'Answered, but could not be read back' },
  'foreign-write': { zh: '表内出现非本系统的充值', en: 'Credit in the meter that this house did not sell' },
  'not-registered': { zh: '这块表没有登记充值码资料', en: 'The meter is not registered for tokens' },
  'no-key': { zh: '没有可用的售电密钥', en: 'There is no usable vending key' },
  'no-identifier': { zh: '码号已用尽，须换密钥', en: 'No identifier is left: the key must be changed' },
  'not-representable': { zh: '充值码带不了这个数额', en: 'No token carries this amount exactly' },
  stopped: { zh: '系统中断', en: 'The system stopped in between' },
  'counter-offline': { zh: '窗口的读卡设备没有连接', en: 'The card reader of the counter is not connected' },
  'no-card': { zh: '读卡器上没有卡', en: 'There is no card on the reader' },
  'not-read': { zh: '还没有在本窗口读过这张卡', en: 'The card has not been read at this counter' },
  'other-card': { zh: '读卡器上不是这块表的卡', en: "The card on the reader is not this meter's" },
  'card-changed': { zh: '卡内数据与刚才读到的不同', en: 'The card is not as it was read' },
  'card-refused': { zh: '卡拒绝写入', en: 'The card refuses to be written' },
  'not-inserted': { zh: '上一次购买还没有插表', en: 'The last purchase has not been inserted' },
  'write-open': { zh: '这张卡上一次写卡的结果还没有查清', en: 'It is not known how the last write of this card ended' },
  torn: { zh: '写卡中途取出了卡', en: 'The card was taken out while it was written' },
} as const satisfies Titles;
/** Why a delivery did not happen, or why it is not known. */
export type DeliveryReason = keyof typeof DELIVERY_REASONS;
export const deliveryReasonSchema = z.enum(keysOf(DELIVERY_REASONS));

export const CARRY_STATES = {
  waiting: { zh: '待写入', en: 'Waiting' },
  sent: { zh: '写入中', en: 'Being brought' },
  unknown: { zh: '结果不明', en: 'Not known' },
  delivered: { zh: '已写入', en: 'In the meter' },
} as const satisfies Titles;
/** How far carried credit has come. */
export type CarryState = keyof typeof CARRY_STATES;
export const carryStateSchema = z.enum(keysOf(CARRY_STATES));

/** The unit a commodity's quantity counts in when its meter does not count money. */
export const quantityUnitOf = (commodity: 'electricity' | 'water' | 'gas'): CreditUnit =>
  commodity === 'electricity' ? 'energy' : 'volume';

/** User categories every house starts with; a house adds its own. */
export const FIRST_CATEGORIES: Readonly<Record<string, Text>> = {
  dormitory: { zh: '学生宿舍', en: 'Dormitory' },
  staff: { zh: '教职工住宅', en: 'Staff housing' },
  resident: { zh: '居民', en: 'Residents' },
  shop: { zh: '商铺', en: 'Shop' },
  office: { zh: '办公用房', en: 'Office' },
};
