/** Words of cases and incidents that several of their screens say. */
import type { Text } from '../../../shared/text.ts';
import type { States } from '../../ui/state-tag.tsx';

export const CASE_STATES_SHOWN: States = {
  open: { title: { zh: '未受理', en: 'Open' }, tone: 'soon' },
  'in-hand': { title: { zh: '处理中', en: 'In hand' }, tone: 'accent' },
  closed: { title: { zh: '已结', en: 'Closed' }, tone: 'right' },
};

export const C = {
  overdue: { zh: '已超时', en: 'Overdue' },
  grave: { zh: '重大', en: 'Grave' },
  report: { zh: '上报异常', en: 'Report an incident' },
} as const satisfies Record<string, Text>;
