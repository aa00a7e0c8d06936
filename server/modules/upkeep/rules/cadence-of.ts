/** When a plan item is due, in the words in which duties are scheduled. Pure. */
import type { Cadence } from '../../../../shared/duties/schedule.ts';
import type { Period } from '../../../../shared/upkeep/words.ts';

export interface When {
  readonly every: Period;
  /** 1 is Monday. */
  readonly weekday: number | null;
  readonly month_day: number | null;
  readonly term_days: readonly string[] | null;
  /** 'HH:mm' on the site's clocks. */
  readonly due_time: string;
}

export function cadenceOf(when: When): Cadence {
  const at = when.due_time as Cadence['at'];
  switch (when.every) {
    case 'day':
      return { every: 'day', at };
    case 'week':
      return { every: 'week', weekday: (when.weekday ?? 1) as 1, at };
    case 'month':
      return { every: 'month', day: when.month_day ?? 1, at };
    case 'term':
      return { every: 'year', days: [...(when.term_days ?? [])].sort(), at };
  }
}
