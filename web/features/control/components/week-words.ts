/** Windows of the week and days of exception in words. */
import type { DayException, WeekWindow } from '../../../../shared/control/view.ts';
import type { Text } from '../../../../shared/text.ts';

export const WEEKDAYS: readonly Text[] = [
  { zh: '周一', en: 'Mon' },
  { zh: '周二', en: 'Tue' },
  { zh: '周三', en: 'Wed' },
  { zh: '周四', en: 'Thu' },
  { zh: '周五', en: 'Fri' },
  { zh: '周六', en: 'Sat' },
  { zh: '周日', en: 'Sun' },
];

const NEXT_DAY: Text = { zh: '次日', en: 'next day ' };
const EVERY_DAY: Text = { zh: '每天', en: 'Every day' };
const EXCEPT: Text = { zh: '除外', en: 'except' };

type Say = (text: Text) => string;

export function windowInWords(window: WeekWindow, say: Say): string {
  const days =
    window.weekdays.length === 7
      ? say(EVERY_DAY)
      : [...window.weekdays]
          .sort((a, b) => a - b)
          .map((day) => say(WEEKDAYS[day - 1]!))
          .join(' ');
  const over = window.to <= window.from ? say(NEXT_DAY) : '';
  return `${days} ${window.from}–${over}${window.to}`;
}

export const exceptionInWords = ({ from, to, note }: DayException, say: Say): string =>
  `${say(EXCEPT)} ${from === to ? from : `${from}–${to}`}${note === '' ? '' : ` ${note}`}`;
