/** States and words of collection as the screens show them. */
import { FLAG_KINDS, FLAG_STATES, RESULT_STATES, RUN_STATES } from '../../../shared/collection/words.ts';
import { READING_SOURCES } from '../../../shared/metering/words.ts';
import type { Titles } from '../../../shared/text.ts';
import { COMMODITIES } from '../../../shared/values/quantity.ts';
import { type States, statesOf } from '../../ui/state-tag.tsx';

export const RUN_STATES_SHOWN: States = {
  reading: { title: RUN_STATES.reading, tone: 'soon' },
  done: { title: RUN_STATES.done, tone: 'right' },
};

export const RESULT_STATES_SHOWN: States = {
  ...statesOf(RESULT_STATES),
  read: { title: RESULT_STATES.read, tone: 'right' },
  silent: { title: RESULT_STATES.silent, tone: 'soon' },
  unreachable: { title: RESULT_STATES.unreachable, tone: 'soon' },
  refused: { title: RESULT_STATES.refused, tone: 'wrong' },
};

export const FLAG_STATES_SHOWN: States = {
  ...statesOf(FLAG_KINDS),
  open: { title: FLAG_STATES.open, tone: 'wrong' },
  seen: { title: FLAG_STATES.seen, tone: 'soon' },
  resolved: { title: FLAG_STATES.resolved, tone: 'right' },
};

export const CREDIT_STATES_SHOWN: States = {
  network: { title: { zh: '远程读取', en: 'Over the line' } },
  card: { title: READING_SOURCES.card },
};

/** Options of the filters, by field. */
export const COLLECTION_LABELS: Titles = {
  ...FLAG_KINDS,
  ...FLAG_STATES,
  ...RESULT_STATES,
  from: { zh: '从', en: 'From' },
  until: { zh: '到', en: 'Until' },
  commodity: { zh: '种类', en: 'Commodity' },
  differing: { zh: '只看不符的', en: 'Only those that differ' },
  ...Object.fromEntries(Object.entries(COMMODITIES).map(([key, { title }]) => [key, title])),
};

export const C = {
  parts: { zh: '分类', en: 'Parts' },
  runs: { zh: '抄表任务', en: 'Runs' },
  schedules: { zh: '定时抄表', en: 'Schedules' },
  credit: { zh: '表内剩余', en: 'Credit in meters' },
} as const satisfies Titles;

export const COLLECTION_TABS = [
  { key: 'runs', title: C.runs, href: '/collection' },
  { key: 'schedules', title: C.schedules, href: '/collection/schedules' },
  { key: 'credit', title: C.credit, href: '/collection/credit' },
] as const;
