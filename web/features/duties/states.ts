import type { States } from '../../ui/state-tag.tsx';

export const TASK_STATE_WORDS: States = {
  due: { title: { zh: '待办', en: 'Due' }, tone: 'plain' },
  overdue: { title: { zh: '逾期', en: 'Overdue' }, tone: 'soon' },
  escalated: { title: { zh: '已上报', en: 'Handed up' }, tone: 'wrong' },
  done: { title: { zh: '已履行', en: 'Kept' }, tone: 'right' },
  excused: { title: { zh: '免办', en: 'Excused' }, tone: 'plain' },
};

export const PROOF_WORDS: States = {
  proven: { title: { zh: '已证明', en: 'Proven' }, tone: 'right' },
  open: { title: { zh: '未证明', en: 'Open' }, tone: 'plain' },
};
