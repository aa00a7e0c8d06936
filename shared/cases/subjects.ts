/**
 * What cases and incidents are about: a closed list, so that each has its words, its first owner's time to answer and
 * its weight. `hours` until it moves to the post above.
 */
import type { Text } from '../text.ts';

interface Subject {
  readonly kind: 'case' | 'incident';
  readonly title: Text;
  readonly hours: number;
  readonly grave?: true;
}

export const SUBJECTS = {
  'cash.opening_differs': {
    kind: 'case',
    title: { zh: '开箱清点与上次结存不符', en: 'Opening count differs from the last closing' },
    hours: 24,
  },
  'cash.over': { kind: 'case', title: { zh: '长款', en: 'Cash over' }, hours: 24 },
  'cash.short': { kind: 'case', title: { zh: '短款', en: 'Cash short' }, hours: 24 },
  'cash.hand_over_differs': { kind: 'case', title: { zh: '交接清点不符', en: 'Hand-over count differs' }, hours: 24 },
  'delivery.unknown': { kind: 'case', title: { zh: '已收款，到账情况不明', en: 'Paid, delivery unknown' }, hours: 4 },
  'delivery.refused': { kind: 'case', title: { zh: '已收款，未能充值', en: 'Paid, not delivered' }, hours: 8 },
  'credit.overdraft': { kind: 'case', title: { zh: '表计透支', en: 'Meter overdrawn' }, hours: 72 },
  'credit.differs': {
    kind: 'case',
    title: { zh: '表内剩余与账不符', en: 'Credit in a meter differs from the books' },
    hours: 24,
  },
  'reading.backwards': { kind: 'case', title: { zh: '表读数倒走', en: 'Reading runs backwards' }, hours: 48 },
  'reading.jump': { kind: 'case', title: { zh: '表读数突增', en: 'Reading jumps' }, hours: 48 },
  'card.differs': { kind: 'case', title: { zh: '购电卡与账不符', en: 'A card differs from the books' }, hours: 24 },
  'card.stock_differs': {
    kind: 'case',
    title: { zh: '空白卡盘点不符', en: 'Blank cards counted differ from the books' },
    hours: 48,
  },
  'cash.unremitted': {
    kind: 'case',
    title: { zh: '现金逾期未缴', en: 'Cash not remitted in time' },
    hours: 24,
  },
  'remittance.differs': {
    kind: 'case',
    title: { zh: '缴款与应缴或到账不符', en: 'A remittance differs' },
    hours: 24,
  },
  'slip.differs': {
    kind: 'case',
    title: { zh: '日结核对不符', en: 'A daily slip differs from the second account' },
    hours: 24,
  },
  'bundle.missing': {
    kind: 'case',
    title: { zh: '周报资料缺件', en: 'Papers missing from a weekly bundle' },
    hours: 48,
  },
  'paper.differs': {
    kind: 'case',
    title: { zh: '补录的纸质票与票面不符', en: 'A paper sale entered differs from its paper' },
    hours: 24,
  },
  'price.laggards': {
    kind: 'case',
    title: { zh: '批准的价格未在表内执行', en: 'An approved price is not in force in meters' },
    hours: 24,
  },
  'number.gap': { kind: 'case', title: { zh: '单号不连续', en: 'Gap in the numbers' }, hours: 4, grave: true },
  'chain.fault': {
    kind: 'case',
    title: { zh: '账链核验不通过', en: 'The chain does not verify' },
    hours: 1,
    grave: true,
  },
  'books.differ': {
    kind: 'case',
    title: { zh: '日结单、单据与账不符', en: 'Slips, documents and books differ' },
    hours: 4,
    grave: true,
  },
  'duty.overdue': { kind: 'case', title: { zh: '职责逾期未办', en: 'Duty overdue' }, hours: 24 },
  'system.fault': { kind: 'incident', title: { zh: '系统异常', en: 'System fault' }, hours: 4 },
  'system.clock': { kind: 'incident', title: { zh: '时钟偏差', en: 'Clock is off' }, hours: 2, grave: true },
  'device.fault': { kind: 'incident', title: { zh: '设备故障', en: 'Device fault' }, hours: 8 },
  'terminal.program': {
    kind: 'incident',
    title: { zh: '终端运行名单外的程序', en: 'A counter runs a program not listed' },
    hours: 4,
  },
  'operator.report': { kind: 'incident', title: { zh: '操作员上报的异常', en: 'Reported by the operator' }, hours: 8 },
} as const satisfies Record<string, Subject>;

export type CaseSubject = keyof typeof SUBJECTS;
export const subjectOf = (subject: CaseSubject): Subject => SUBJECTS[subject];
