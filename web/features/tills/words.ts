/** States and labels that the pages of the drawers share. */
import type { Text } from '../../../shared/text.ts';
import { SESSION_STATE_TITLES } from '../../../shared/tills/drawer.ts';
import { MOVEMENT_TITLES } from '../../../shared/tills/movement.ts';
import type { States } from '../../ui/state-tag.tsx';

export const SESSION_STATES_SHOWN: States = {
  open: { title: SESSION_STATE_TITLES.open, tone: 'accent' },
  closing: { title: SESSION_STATE_TITLES.closing, tone: 'soon' },
  closed: { title: SESSION_STATE_TITLES.closed, tone: 'plain' },
  'handed-over': { title: SESSION_STATE_TITLES['handed-over'], tone: 'plain' },
};

export const DRAWER_STATES_SHOWN: States = {
  'in-use': { title: { zh: '在用', en: 'In use' }, tone: 'right' },
  withdrawn: { title: { zh: '已停用', en: 'Withdrawn' }, tone: 'plain' },
};

export const COUNT_KINDS: Readonly<Record<string, Text>> = {
  opening: { zh: '开箱清点', en: 'Opening' },
  'attempt-1': { zh: '结班第一次', en: 'Closing, first' },
  'attempt-2': { zh: '结班第二次', en: 'Closing, second' },
  surprise: { zh: '突击盘点', en: 'Surprise count' },
};

export const movementTitle = (kind: string): Text =>
  MOVEMENT_TITLES[kind as keyof typeof MOVEMENT_TITLES] ?? { zh: kind, en: kind };

export const CASH_LABELS: Readonly<Record<string, Text>> = {
  'source.safe': { zh: '保险柜（备用金）', en: 'Safe (change fund)' },
  'source.bank': { zh: '银行取款', en: 'Bank' },
  'source.other-income': { zh: '其他收入', en: 'Other income' },
  'to.safe': { zh: '保险柜', en: 'Safe' },
  'to.in-transit': { zh: '在途送存银行', en: 'On the way to the bank' },
};
