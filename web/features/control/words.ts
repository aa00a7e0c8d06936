/** States and words of control as the screens show them. */
import {
  COMMAND_STATES,
  EVENT_STATES,
  ORIGINS,
  PLAN_STATES,
  PROTECTIONS,
  RELAYS,
  SWITCH_COMMANDS,
  SWITCH_REASONS,
  WINDOW_STATES,
} from '../../../shared/control/words.ts';
import type { Titles } from '../../../shared/text.ts';
import { type States, statesOf } from '../../ui/state-tag.tsx';

/** Keys of commands, relays and results do not meet, so one map serves a list that shows all three. */
export const COMMAND_STATES_SHOWN: States = {
  ...statesOf(RELAYS),
  open: { title: RELAYS.open, tone: 'soon' },
  ...statesOf(PROTECTIONS),
  ...statesOf(SWITCH_COMMANDS),
  ...statesOf(COMMAND_STATES),
  confirmed: { title: COMMAND_STATES.confirmed, tone: 'right' },
  waiting: { title: COMMAND_STATES.waiting, tone: 'soon' },
  asked: { title: COMMAND_STATES.asked, tone: 'soon' },
  accepted: { title: COMMAND_STATES.accepted, tone: 'soon' },
  silent: { title: COMMAND_STATES.silent, tone: 'wrong' },
  refused: { title: COMMAND_STATES.refused, tone: 'wrong' },
  contradicted: { title: COMMAND_STATES.contradicted, tone: 'wrong' },
  unreachable: { title: COMMAND_STATES.unreachable, tone: 'wrong' },
};

export const BATCH_STATES_SHOWN: States = { ...statesOf(SWITCH_COMMANDS), ...statesOf(SWITCH_REASONS) };

export const PLAN_STATES_SHOWN: States = {
  ...statesOf(PLAN_STATES),
  proposed: { title: PLAN_STATES.proposed, tone: 'soon' },
  approved: { title: PLAN_STATES.approved, tone: 'right' },
};

export const WINDOW_STATES_SHOWN: States = {
  ...statesOf(WINDOW_STATES),
  cut: { title: WINDOW_STATES.cut, tone: 'accent' },
  restoring: { title: WINDOW_STATES.restoring, tone: 'soon' },
  restored: { title: WINDOW_STATES.restored, tone: 'right' },
  missed: { title: WINDOW_STATES.missed, tone: 'wrong' },
};

export const EVENT_STATES_SHOWN: States = {
  ...statesOf(EVENT_STATES),
  'stays-off': { title: EVENT_STATES['stays-off'], tone: 'wrong' },
  'not-cut': { title: EVENT_STATES['not-cut'], tone: 'wrong' },
  off: { title: EVENT_STATES.off, tone: 'soon' },
  restored: { title: EVENT_STATES.restored, tone: 'right' },
  threshold: { title: { zh: '超过限值', en: 'Over the limit' } },
  jump: { title: { zh: '功率骤增', en: 'Sudden rise' } },
};

/** Options of filters and forms, by field. */
export const CONTROL_LABELS: Titles = {
  ...SWITCH_COMMANDS,
  ...SWITCH_REASONS,
  ...COMMAND_STATES,
  ...ORIGINS,
  ...PLAN_STATES,
  ...WINDOW_STATES,
  ...EVENT_STATES,
  ...PROTECTIONS,
  'reason.load': SWITCH_REASONS.load,
  origin: { zh: '来源', en: 'Origin' },
  'origin.load': ORIGINS.load,
  'restore.close': { zh: '直接合闸', en: 'Close' },
  'restore.allow-close': { zh: '允许合闸（住户自己合）', en: 'Allow to close (the household does it)' },
  differing: { zh: '只看与命令不符的', en: 'Only those that differ' },
  title: { zh: '名称', en: 'Name' },
  buildingId: { zh: '楼栋', en: 'Building' },
  restore: { zh: '结束时', en: 'At the end' },
  exemptRoomIds: { zh: '豁免房间', en: 'Exempt rooms' },
  reason: { zh: '原因', en: 'Reason' },
};

export const C = {
  parts: { zh: '分类', en: 'Parts' },
} as const satisfies Titles;

export const CONTROL_TABS = [
  { key: 'rooms', title: { zh: '房间', en: 'Rooms' }, href: '/control' },
  { key: 'batches', title: { zh: '整楼操作', en: 'Batches' }, href: '/control/batches' },
  { key: 'commands', title: { zh: '通断记录', en: 'Log' }, href: '/control/commands' },
  { key: 'protections', title: { zh: '保障房间', en: 'Protected rooms' }, href: '/control/protections' },
] as const;

export const TIMETABLE_TABS = [
  { key: 'timetables', title: { zh: '计划', en: 'Plans' }, href: '/control/timetables' },
  { key: 'windows', title: { zh: '执行记录', en: 'Carried out' }, href: '/control/windows' },
] as const;

export const LOAD_TABS = [
  { key: 'events', title: { zh: '记录', en: 'Events' }, href: '/control/load' },
  { key: 'policies', title: { zh: '规则', en: 'Policies' }, href: '/control/load/policies' },
] as const;
