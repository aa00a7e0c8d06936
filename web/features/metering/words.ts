/** States and words of metering as the screens show them. */
import {
  BLOCK_REASONS,
  CARRY_STATES,
  CREDIT_UNITS,
  DELIVERY_KINDS,
  MOVEMENT_KINDS,
  PREMISE_KINDS,
  READING_MARKS,
  REGISTERS,
} from '../../../shared/metering/words.ts';
import type { Text } from '../../../shared/text.ts';
import { COMMODITIES } from '../../../shared/values/quantity.ts';
import type { States } from '../../ui/state-tag.tsx';

type Titles = Readonly<Record<string, Text>>;

const plain = (titles: Titles): States =>
  Object.fromEntries(Object.entries(titles).map(([key, title]) => [key, { title }]));

const COMMODITY_TITLES: Titles = Object.fromEntries(
  Object.entries(COMMODITIES).map(([key, { title }]) => [key, title]),
);

/** Keys of states of different kinds do not meet: a list's cells are told apart by them alone. */
export const METER_STATES: States = {
  active: { title: { zh: '在用', en: 'In use' } },
  blocked: { title: { zh: '已停售', en: 'Blocked' }, tone: 'wrong' },
  retired: { title: { zh: '已拆除', en: 'Removed' } },
  ...plain(COMMODITY_TITLES),
  ...plain(DELIVERY_KINDS),
};

export const ACCOUNT_STATES: States = {
  open: { title: { zh: '在用', en: 'Open' }, tone: 'right' },
  closed: { title: { zh: '已销户', en: 'Closed' } },
};

export const READING_STATES: States = {
  ...plain(REGISTERS),
  hand: { title: { zh: '人工抄表', en: 'By hand' } },
  import: { title: { zh: '文件导入', en: 'From a file' } },
  network: { title: { zh: '远程抄表', en: 'Over the network' } },
  card: { title: { zh: '购电卡带回', en: 'Brought by the card' } },
  settlement: { title: { zh: '结算抄表', en: 'At a settlement' } },
  ...plain(READING_MARKS),
  jump: { title: READING_MARKS.jump, tone: 'soon' },
  correction: { title: READING_MARKS.correction, tone: 'soon' },
};

export const CARRIED_STATES: States = {
  ...plain(CARRY_STATES),
  waiting: { title: CARRY_STATES.waiting, tone: 'soon' },
  unknown: { title: CARRY_STATES.unknown, tone: 'wrong' },
  delivered: { title: CARRY_STATES.delivered, tone: 'right' },
};

export const MOVEMENT_STATES: States = plain(MOVEMENT_KINDS);

export const BATCH_STATES: States = {
  rooms: { title: { zh: '房间表', en: 'Room list' } },
  readings: { title: { zh: '抄表数据', en: 'Readings' } },
  staged: { title: { zh: '待处理', en: 'Waiting' }, tone: 'soon' },
  applied: { title: { zh: '已写入', en: 'Applied' }, tone: 'right' },
  discarded: { title: { zh: '已放弃', en: 'Thrown away' } },
};

const options = (field: string, titles: Titles): Titles =>
  Object.fromEntries(Object.entries(titles).map(([key, title]) => [`${field}.${key}`, title]));

/** Labels of fields and of their choices, for drawn forms and filters. */
export const METERING_LABELS: Titles = {
  find: { zh: '表号开头', en: 'Beginning of the number' },
  mark: { zh: '标记', en: 'Mark' },
  kind: { zh: '类型', en: 'Kind' },
  ...options('commodity', COMMODITY_TITLES),
  ...options('creditUnit', CREDIT_UNITS),
  ...options('delivery', DELIVERY_KINDS),
  ...options('kind', PREMISE_KINDS),
  ...options('mark', READING_MARKS),
  ...options('reason', BLOCK_REASONS),
  'state.active': METER_STATES.active!.title,
  'state.blocked': METER_STATES.blocked!.title,
  'state.retired': METER_STATES.retired!.title,
  standing: { zh: '待查情况', en: 'Wants a look' },
  'standing.overdrawn': { zh: '余额透支', en: 'Overdrawn' },
  'standing.unread': { zh: '四十天未抄', en: 'Not read for 40 days' },
};
