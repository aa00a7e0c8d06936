/** The words of collection, with their titles. */
import { z } from 'zod';
import { keysOf, type Text } from '../text.ts';

export const RUN_STATES = {
  reading: { zh: '抄读中', en: 'Reading' },
  done: { zh: '已完成', en: 'Done' },
} as const satisfies Record<string, Text>;
export type RunState = keyof typeof RUN_STATES;
export const runStateSchema = z.enum(keysOf(RUN_STATES));

/** What became of one meter in one run. */
export const RESULT_STATES = {
  waiting: { zh: '待抄', en: 'Waiting' },
  asked: { zh: '抄读中', en: 'Being asked' },
  read: { zh: '已抄', en: 'Read' },
  silent: { zh: '无应答', en: 'Silent' },
  unreachable: { zh: '线路不通', en: 'Unreachable' },
  refused: { zh: '读数未采用', en: 'Not taken' },
} as const satisfies Record<string, Text>;
export type ResultState = keyof typeof RESULT_STATES;
export const resultStateSchema = z.enum(keysOf(RESULT_STATES));

/** What is odd about a meter. Odd figures are shown to a person; they are never put right by themselves. */
export const FLAG_KINDS = {
  gap: { zh: '多日未抄到', en: 'No reading for days' },
  jump: { zh: '用量突增', en: 'Jump' },
  backwards: { zh: '读数倒走', en: 'Runs backwards' },
  implausible: { zh: '读数不合理', en: 'Implausible figure' },
  'not-recorded': { zh: '读数未能入账', en: 'Could not be booked' },
  clock: { zh: '表内时钟偏差', en: 'Clock is off' },
  'credit-over': { zh: '表内剩余多于账上', en: 'More credit than the books allow' },
  'illegal-card': { zh: '非法插卡', en: 'Illegal card insertions' },
  'relay-differs': { zh: '通断状态与命令不符', en: 'Relay differs from the command' },
} as const satisfies Record<string, Text>;
export type FlagKind = keyof typeof FLAG_KINDS;
export const flagKindSchema = z.enum(keysOf(FLAG_KINDS));

export const FLAG_STATES = {
  open: { zh: '未处理', en: 'Open' },
  seen: { zh: '处理中', en: 'In hand' },
  resolved: { zh: '已处理', en: 'Resolved' },
} as const satisfies Record<string, Text>;
export type FlagState = keyof typeof FLAG_STATES;
export const flagStateSchema = z.enum(keysOf(FLAG_STATES));

/** The clock of a meter may be off by so much. */
export const CLOCK_TOLERANCE_SECONDS = 300;
/** A meter that was not read for so many days has a gap. */
export const GAP_DAYS = 3;
