/** States and words of upkeep as the screens show them. */
import { POSTS } from '../../../shared/posts.ts';
import { optionsOf, type Text, type Titles } from '../../../shared/text.ts';
import {
  ITEM_STATES,
  LINE_KINDS,
  PERIODS,
  REPAIR_STATES,
  RESULTS,
  TARGETS,
  UPKEEP_TASK_STATES,
  URGENCIES,
  WEEKDAYS,
} from '../../../shared/upkeep/words.ts';
import { type States, statesOf } from '../../ui/state-tag.tsx';

/** Kinds of things, periods and states share no key, so one map serves a list that shows several. */
export const ITEM_STATES_SHOWN: States = {
  ...statesOf(TARGETS),
  ...statesOf(ITEM_STATES, { proposed: 'soon', approved: 'right' }),
};

export const TASK_STATES_SHOWN: States = {
  ...statesOf(TARGETS),
  ...statesOf(PERIODS),
  ...statesOf(UPKEEP_TASK_STATES, { due: 'soon', overdue: 'wrong', escalated: 'wrong' }),
};

export const RECORD_STATES_SHOWN: States = {
  ...statesOf(TARGETS),
  ...statesOf(RESULTS, { 'in-order': 'right', damaged: 'wrong', 'not-done': 'soon' }),
};

export const REPAIR_STATES_SHOWN: States = {
  ...statesOf(TARGETS),
  ...statesOf(URGENCIES, { 'stops-work': 'wrong', hinders: 'soon' }),
  ...statesOf(REPAIR_STATES, {
    reported: 'soon',
    taken: 'accent',
    'waiting-parts': 'soon',
    outside: 'soon',
    repaired: 'accent',
    accepted: 'right',
  }),
};

/** Options of filters and forms, by field. */
export const UPKEEP_LABELS: Titles = {
  ...optionsOf('target', TARGETS),
  ...optionsOf('every', PERIODS),
  ...optionsOf('weekday', WEEKDAYS),
  ...optionsOf('result', RESULTS),
  ...optionsOf('urgency', URGENCIES),
  ...optionsOf('kind', LINE_KINDS),
  ...optionsOf('to', REPAIR_STATES),
  ...ITEM_STATES,
  ...UPKEEP_TASK_STATES,
  ...REPAIR_STATES,
  'post.vending-clerk': POSTS['vending-clerk'].title,
  'post.vending-technician': POSTS['vending-technician'].title,
};

export const U = {
  parts: { zh: '分类', en: 'Parts' },
  report: { zh: '报修', en: 'Request a repair' },
  own: { zh: '只看本岗位的', en: 'Only of this post' },
  month: { zh: '月份', en: 'Month' },
  from: { zh: '日期从', en: 'From day' },
  to: { zh: '到', en: 'To day' },
} as const satisfies Record<string, Text>;

export const UPKEEP_TABS = [
  { key: 'tasks', title: { zh: '待办', en: 'To do' }, href: '/upkeep' },
  { key: 'plan', title: { zh: '计划', en: 'Plan' }, href: '/upkeep/plan' },
  { key: 'records', title: { zh: '记录', en: 'Records' }, href: '/upkeep/records' },
] as const;

export const REPAIR_TABS = [
  { key: 'repairs', title: { zh: '报修单', en: 'Requests' }, href: '/upkeep/repairs' },
  { key: 'figures', title: { zh: '统计', en: 'Figures' }, href: '/upkeep/repairs/figures' },
] as const;
