/** When an item is due, in words: 每周五 17:00. Pure. */
import type { Text } from '../../../../shared/text.ts';
import type { ItemView } from '../../../../shared/upkeep/view.ts';
import { PERIODS, WEEKDAYS } from '../../../../shared/upkeep/words.ts';

type When = Pick<ItemView, 'every' | 'weekday' | 'monthDay' | 'termDays' | 'dueTime'>;

function dayOf({ weekday, monthDay, termDays }: When): Text {
  if (weekday !== null) return WEEKDAYS[weekday];
  if (monthDay !== null) return { zh: `${monthDay} 日`, en: `day ${monthDay}` };
  const days = (termDays ?? []).join('、');
  return { zh: days, en: (termDays ?? []).join(', ') };
}

export function whenInWords(when: When): Text {
  const day = dayOf(when);
  const period = PERIODS[when.every];
  if (when.weekday !== null)
    return { zh: `每${day.zh} ${when.dueTime}`, en: `${period.en}, ${day.en} ${when.dueTime}` };
  return {
    zh: [period.zh, day.zh, when.dueTime].filter(Boolean).join(' '),
    en: [period.en, day.en, when.dueTime].filter(Boolean).join(' '),
  };
}
