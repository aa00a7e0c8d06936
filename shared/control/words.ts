/** The words of control, with their titles. */
import { z } from 'zod';
import { keysOf, type Text } from '../text.ts';

export const SWITCH_COMMANDS = {
  trip: { zh: '断电', en: 'Cut off' },
  'allow-close': { zh: '允许合闸', en: 'Allow to close' },
  close: { zh: '直接合闸', en: 'Close' },
  'keep-power-on': { zh: '保电', en: 'Keep power on' },
  'keep-power-off': { zh: '解除保电', en: 'End keeping power on' },
} as const satisfies Record<string, Text>;
export type SwitchCommand = keyof typeof SWITCH_COMMANDS;
export const switchCommandSchema = z.enum(keysOf(SWITCH_COMMANDS));

export const RELAYS = {
  closed: { zh: '合闸', en: 'Closed' },
  open: { zh: '拉闸', en: 'Open' },
  'close-allowed': { zh: '允许合闸', en: 'May be closed' },
} as const satisfies Record<string, Text>;
export type Relay = keyof typeof RELAYS;
export const relaySchema = z.enum(keysOf(RELAYS));

/** Why a person switches; the words go into the log. */
export const SWITCH_REASONS = {
  arrears: { zh: '欠费', en: 'Arrears' },
  repair: { zh: '检修', en: 'Repair' },
  safety: { zh: '安全隐患', en: 'Danger' },
  load: { zh: '恶性负载', en: 'Malicious load' },
  vacant: { zh: '空房', en: 'Vacant room' },
  request: { zh: '住户申请', en: 'Asked for by the household' },
  restore: { zh: '恢复供电', en: 'Supply restored' },
  test: { zh: '调试', en: 'Test' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Record<string, Text>;
export const switchReasonSchema = z.enum(keysOf(SWITCH_REASONS));

/** `accepted` is only the meter's word; `confirmed` is what was read back. */
export const COMMAND_STATES = {
  waiting: { zh: '待执行', en: 'Waiting' },
  asked: { zh: '执行中', en: 'Under way' },
  accepted: { zh: '表已接受，未读回', en: 'Accepted, not read back' },
  confirmed: { zh: '已读回确认', en: 'Confirmed by reading back' },
  refused: { zh: '表计拒绝', en: 'Refused by the meter' },
  silent: { zh: '无应答', en: 'Silent' },
  contradicted: { zh: '读回不符', en: 'Read back otherwise' },
  unreachable: { zh: '线路不通，未发送', en: 'Unreachable, not sent' },
  expired: { zh: '已过时限，未发送', en: 'Too late, not sent' },
  skipped: { zh: '未执行', en: 'Left out' },
} as const satisfies Record<string, Text>;
export type CommandState = keyof typeof COMMAND_STATES;
export const commandStateSchema = z.enum(keysOf(COMMAND_STATES));

export const ORIGINS = {
  hand: { zh: '单表操作', en: 'One meter' },
  batch: { zh: '整楼操作', en: 'Many meters' },
  timetable: { zh: '作息断电', en: 'Timetable' },
  load: { zh: '恶性负载', en: 'Malicious load' },
} as const satisfies Record<string, Text>;
export type Origin = keyof typeof ORIGINS;
export const originSchema = z.enum(keysOf(ORIGINS));

/** Why a meter was left out of what was asked for many. */
export const SKIP_REASONS = {
  medical: { zh: '医疗保障房间', en: 'Medical need' },
  essential: { zh: '重要用电房间', en: 'Essential supply' },
  exempt: { zh: '计划豁免', en: 'Exempt by the plan' },
  'sale-open': { zh: '有已收款未到账的售电', en: 'A sale is paid and not delivered' },
  supply: { zh: '应急供电中', en: 'Emergency supply' },
  'tripped-by-person': { zh: '人工断电，由人恢复', en: 'Cut off by a person, who restores it' },
  'stays-off': { zh: '恶性负载超限，由人恢复', en: 'Off for malicious load, a person restores it' },
  'in-window': { zh: '作息断电时段内', en: 'Inside a cut-off window' },
  'not-linked': { zh: '表未接入线路', en: 'On no line' },
} as const satisfies Record<string, Text>;
export type SkipReason = keyof typeof SKIP_REASONS;

export const PROTECTIONS = {
  medical: { zh: '医疗保障', en: 'Medical' },
  essential: { zh: '重要用电', en: 'Essential' },
} as const satisfies Record<string, Text>;
export const protectionSchema = z.enum(keysOf(PROTECTIONS));

export const PLAN_STATES = {
  proposed: { zh: '待批准', en: 'Proposed' },
  approved: { zh: '生效', en: 'In force' },
  rejected: { zh: '已退回', en: 'Rejected' },
  ended: { zh: '已停用', en: 'Ended' },
} as const satisfies Record<string, Text>;
export type PlanState = keyof typeof PLAN_STATES;
export const planStateSchema = z.enum(keysOf(PLAN_STATES));

export const WINDOW_STATES = {
  cut: { zh: '断电中', en: 'Cut off' },
  restoring: { zh: '恢复中', en: 'Being restored' },
  restored: { zh: '已恢复', en: 'Restored' },
  missed: { zh: '错过，未断电', en: 'Missed, nothing was cut' },
} as const satisfies Record<string, Text>;
export type WindowState = keyof typeof WINDOW_STATES;
export const windowStateSchema = z.enum(keysOf(WINDOW_STATES));

export const EVENT_STATES = {
  tripping: { zh: '断电中', en: 'Being cut off' },
  off: { zh: '已断电，到时自动恢复', en: 'Off, restored by itself' },
  restored: { zh: '已自动恢复', en: 'Restored by itself' },
  'stays-off': { zh: '已断电，须人工恢复', en: 'Off until a person restores it' },
  'restored-by-person': { zh: '已人工恢复', en: 'Restored by a person' },
  'not-cut': { zh: '未能断电', en: 'Could not be cut off' },
} as const satisfies Record<string, Text>;
export type EventState = keyof typeof EVENT_STATES;
export const eventStateSchema = z.enum(keysOf(EVENT_STATES));
