/** The words of upkeep, with their titles. */
import { z } from 'zod';
import { keysOf, type Text } from '../text.ts';
import { numbered } from '../values/numbered.ts';

/** What is looked after or repaired. The database holds the same list. */
export const TARGETS = {
  site: { zh: '营业场所', en: 'Premises' },
  terminal: { zh: '柜台终端', en: 'Counter terminal' },
  reader: { zh: '读卡器', en: 'Card reader' },
  printer: { zh: '打印机', en: 'Printer' },
  meter: { zh: '表计', en: 'Meter' },
  card: { zh: '购电卡', en: 'Purchase card' },
  software: { zh: '软件', en: 'Software' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Record<string, Text>;
export type Target = keyof typeof TARGETS;
export const targetSchema = z.enum(keysOf(TARGETS));

/** A repair of one of these says which one it is. */
export const MARKED: readonly Target[] = ['meter', 'card'];

export const PERIODS = {
  day: { zh: '每日', en: 'Daily' },
  week: { zh: '每周', en: 'Weekly' },
  month: { zh: '每月', en: 'Monthly' },
  term: { zh: '每学期', en: 'Each term' },
} as const satisfies Record<string, Text>;
export type Period = keyof typeof PERIODS;
export const periodSchema = z.enum(keysOf(PERIODS));

/** In their order: Monday is 1. */
export const WEEKDAYS = {
  monday: { zh: '周一', en: 'Monday' },
  tuesday: { zh: '周二', en: 'Tuesday' },
  wednesday: { zh: '周三', en: 'Wednesday' },
  thursday: { zh: '周四', en: 'Thursday' },
  friday: { zh: '周五', en: 'Friday' },
  saturday: { zh: '周六', en: 'Saturday' },
  sunday: { zh: '周日', en: 'Sunday' },
} as const satisfies Record<string, Text>;
export type Weekday = keyof typeof WEEKDAYS;
export const WEEKDAY_KEYS = keysOf(WEEKDAYS);
export const weekdaySchema = z.enum(WEEKDAY_KEYS);

export const ITEM_STATES = {
  proposed: { zh: '待批准', en: 'Proposed' },
  approved: { zh: '执行中', en: 'In force' },
  rejected: { zh: '已退回', en: 'Rejected' },
  ended: { zh: '已停用', en: 'Ended' },
} as const satisfies Record<string, Text>;
export type ItemState = keyof typeof ITEM_STATES;
export const itemStateSchema = z.enum(keysOf(ITEM_STATES));

export const UPKEEP_TASK_STATES = {
  due: { zh: '待办', en: 'Due' },
  overdue: { zh: '已逾期', en: 'Overdue' },
  escalated: { zh: '已上交', en: 'Handed up' },
  done: { zh: '已记录', en: 'Recorded' },
  excused: { zh: '免办', en: 'Excused' },
} as const satisfies Record<string, Text>;
export const upkeepTaskStateSchema = z.enum(keysOf(UPKEEP_TASK_STATES));

export const RESULTS = {
  'in-order': { zh: '正常', en: 'In order' },
  damaged: { zh: '发现损坏，报修', en: 'Found damaged, repair requested' },
  'not-done': { zh: '未做', en: 'Not done' },
} as const satisfies Record<string, Text>;
export type Result = keyof typeof RESULTS;
export const resultSchema = z.enum(keysOf(RESULTS));

export const URGENCIES = {
  'stops-work': { zh: '无法办理业务', en: 'Work has stopped' },
  hinders: { zh: '影响办理', en: 'Work is hindered' },
  'can-wait': { zh: '可以等待', en: 'It can wait' },
} as const satisfies Record<string, Text>;
export type Urgency = keyof typeof URGENCIES;
export const urgencySchema = z.enum(keysOf(URGENCIES));

export const REPAIR_STATES = {
  reported: { zh: '已报修', en: 'Reported' },
  taken: { zh: '已接修', en: 'Taken' },
  'waiting-parts': { zh: '待配件', en: 'Waiting for parts' },
  outside: { zh: '外修中', en: 'Repaired outside' },
  repaired: { zh: '已修好，待验收', en: 'Repaired, to be accepted' },
  accepted: { zh: '已验收', en: 'Accepted' },
  cancelled: { zh: '已撤销', en: 'Cancelled' },
} as const satisfies Record<string, Text>;
export type RepairState = keyof typeof REPAIR_STATES;
export const repairStateSchema = z.enum(keysOf(REPAIR_STATES));

/** What is written into the history of a repair: the states it went through, and acceptance refused. */
export const REPAIR_EVENTS = {
  ...REPAIR_STATES,
  refused: { zh: '验收不通过', en: 'Acceptance refused' },
} as const satisfies Record<string, Text>;
export type RepairEventKind = keyof typeof REPAIR_EVENTS;
export const repairEventKindSchema = z.enum(keysOf(REPAIR_EVENTS));

export const LINE_KINDS = {
  part: { zh: '配件', en: 'Part' },
  outside: { zh: '外修费', en: 'Work from outside' },
  labour: { zh: '工时（分钟）', en: 'Labour, minutes' },
} as const satisfies Record<string, Text>;
export type LineKind = keyof typeof LINE_KINDS;
export const lineKindSchema = z.enum(keysOf(LINE_KINDS));

/** BX-000001: gapless, from 1 on. */
export const repairNumber = (number: number): string => numbered('BX', number);
