/** States and words of metering as the screens show them. */
import {
  BLOCK_REASONS,
  CARRY_STATES,
  CREDIT_UNITS,
  DELIVERY_KINDS,
  MOVEMENT_KINDS,
  PREMISE_KINDS,
  READING_MARKS,
  READING_SOURCES,
  REGISTERS,
} from '../../../shared/metering/words.ts';
import { optionsOf, type Titles } from '../../../shared/text.ts';
import { COMMODITIES } from '../../../shared/values/quantity.ts';
import { type States, statesOf } from '../../ui/state-tag.tsx';

const COMMODITY_TITLES: Titles = Object.fromEntries(
  Object.entries(COMMODITIES).map(([key, { title }]) => [key, title]),
);

/** Keys of states of different kinds do not meet: a list's cells are told apart by them alone. */
export const METER_STATES: States = {
  active: { title: { zh: '在用', en: 'In use' } },
  blocked: { title: { zh: '已停售', en: 'Blocked' }, tone: 'wrong' },
  retired: { title: { zh: '已拆除', en: 'Removed' } },
  ...statesOf(COMMODITY_TITLES),
  ...statesOf(DELIVERY_KINDS),
};

export const ACCOUNT_STATES: States = {
  open: { title: { zh: '在用', en: 'Open' }, tone: 'right' },
  closed: { title: { zh: '已销户', en: 'Closed' } },
};

export const READING_STATES: States = {
  ...statesOf(REGISTERS),
  ...statesOf(READING_SOURCES),
  ...statesOf(READING_MARKS),
  jump: { title: READING_MARKS.jump, tone: 'soon' },
  correction: { title: READING_MARKS.correction, tone: 'soon' },
};

export const CARRIED_STATES: States = {
  ...statesOf(CARRY_STATES),
  waiting: { title: CARRY_STATES.waiting, tone: 'soon' },
  unknown: { title: CARRY_STATES.unknown, tone: 'wrong' },
  delivered: { title: CARRY_STATES.delivered, tone: 'right' },
};

export const MOVEMENT_STATES: States = statesOf(MOVEMENT_KINDS);

export const BATCH_STATES: States = {
  rooms: { title: { zh: '房间表', en: 'Room list' } },
  readings: { title: { zh: '抄表数据', en: 'Readings' } },
  staged: { title: { zh: '待处理', en: 'Waiting' }, tone: 'soon' },
  applied: { title: { zh: '已写入', en: 'Applied' }, tone: 'right' },
  discarded: { title: { zh: '已放弃', en: 'Thrown away' } },
};

/** Labels of fields and of their choices, for drawn forms and filters. */
export const METERING_LABELS: Titles = {
  find: { zh: '表号开头', en: 'Beginning of the number' },
  mark: { zh: '标记', en: 'Mark' },
  kind: { zh: '类型', en: 'Kind' },
  ...optionsOf('commodity', COMMODITY_TITLES),
  ...optionsOf('creditUnit', CREDIT_UNITS),
  ...optionsOf('delivery', DELIVERY_KINDS),
  ...optionsOf('kind', PREMISE_KINDS),
  ...optionsOf('mark', READING_MARKS),
  ...optionsOf('reason', BLOCK_REASONS),
  'state.active': METER_STATES.active!.title,
  'state.blocked': METER_STATES.blocked!.title,
  'state.retired': METER_STATES.retired!.title,
  standing: { zh: '待查情况', en: 'Wants a look' },
  'standing.overdrawn': { zh: '余额透支', en: 'Overdrawn' },
  'standing.unread': { zh: '四十天未抄', en: 'Not read for 40 days' },
};
