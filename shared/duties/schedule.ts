/**
 * When a duty is due, and by what work it is kept. The default follows from the register's `when`; the exceptions are
 * in the table below. A time that names an occasion (each sale, each sign-in) gives no task: the occasion brings the
 * duty with it, and the page of the day only reminds of it.
 *
 * Times are the site's own. Nothing here reads a clock or a time zone.
 */
import type { Pack } from '../posts.ts';
import type { Text } from '../text.ts';
import { addDays, type BusinessDate, businessDate, weekOf, yearOf } from '../values/calendar.ts';
import type { Chapter, Duty, DutyTime } from './register.ts';

export const CADENCES = {
  day: { zh: '每日', en: 'Daily' },
  week: { zh: '每周', en: 'Weekly' },
  month: { zh: '每月', en: 'Monthly' },
  year: { zh: '每年定期', en: 'On days of the year' },
} as const satisfies Record<string, Text>;

export type CadenceKey = keyof typeof CADENCES;

/** 'HH:mm' in the site's time zone. */
type TimeOfDay = `${number}:${number}`;

type When =
  | { readonly every: 'day' }
  /** 1 is Monday. */
  | { readonly every: 'week'; readonly weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7 }
  /** A day the month does not have is its last day. */
  | { readonly every: 'month'; readonly day: number }
  /** 'MM-DD', in order. */
  | { readonly every: 'year'; readonly days: readonly string[] };

/**
 * `work`: full names of the operations of which one, done by a holder in the post, keeps the duty. Not given: the
 * operations whose contracts claim to leave this duty's evidence; where there are none, the holder ticks it with a note.
 */
export type Cadence = When & { readonly at: TimeOfDay; readonly work?: readonly string[] };

const daily = (at: TimeOfDay, ...work: string[]): Cadence => ({ every: 'day', at, ...(work.length > 0 && { work }) });
const weekly = (weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7, at: TimeOfDay, ...work: string[]): Cadence => ({
  every: 'week',
  weekday,
  at,
  ...(work.length > 0 && { work }),
});
const monthly = (day: number, at: TimeOfDay, ...work: string[]): Cadence => ({
  every: 'month',
  day,
  at,
  ...(work.length > 0 && { work }),
});

const LAST_DAY = 31;

/** The autumn term runs from September, the spring term from the end of February; twice in each. */
const TWICE_A_TERM: Cadence = { every: 'year', days: ['03-10', '05-10', '09-10', '11-10'], at: '17:00' };

const BY_TIME: Readonly<Partial<Record<DutyTime, Cadence>>> = {
  'end-of-shift': daily('18:00'),
  daily: daily('17:30'),
  weekly: weekly(5, '17:00'),
  monthly: monthly(LAST_DAY, '17:00'),
  'twice-a-term': TWICE_A_TERM,
  yearly: { every: 'year', days: ['12-20'], at: '17:00' },
  periodic: monthly(25, '17:00'),
};

/** Duties with a time or a work of their own. */
const OWN: Readonly<Record<string, readonly Cadence[]>> = {
  // The week and the month are handed in when they are over.
  '2.clerk.5b': [weekly(1, '17:00', 'reconciliation.hand-in-bundle')],
  '2.clerk.5c': [monthly(3, '17:00', 'reconciliation.sign-statement')],
  '2.cashier.6': [daily('18:00', 'tills.close-drawer', 'tills.hand-over-drawer')],
  '2.cashier.7': [
    daily('18:00', 'tills.close-drawer', 'tills.hand-over-drawer'),
    monthly(3, '17:00', 'reconciliation.settle-journal'),
  ],
  '3.clerk.1': [weekly(7, '18:00')],
  '3.clerk.3': [weekly(5, '17:00', 'reconciliation.make-remittance')],
  '3.clerk.5': [daily('09:00', 'upkeep.record-upkeep', 'upkeep.note-upkeep')],
  // Before work begins
  '4.frontdesk.2': [daily('08:30')],
  '4.mechanic.1': [daily('08:30')],
  '4.body.1': [daily('08:30')],
  '6.body.3': [daily('08:30')],
  '6.manager.2': [daily('09:00')],
  '4.frontdesk.17': [weekly(5, '12:00')],
  // At the end of it
  '4.settlement.6': [daily('18:00')],
  '4.painter.7': [daily('18:00')],
  '6.body.4': [daily('18:00')],
  '6.teamleader.4': [daily('18:00')],
  '6.all.5s': [daily('18:00')],
  '4.partskeeper.9': [daily('18:00')],
  // The month before is reported in the first days of the next
  '4.frontdesk.10': [daily('18:00'), monthly(3, '17:00')],
  '4.frontdesk.11': [monthly(3, '17:00')],
  '4.info.6': [monthly(3, '17:00')],
};

export function cadencesOf(duty: Duty): readonly Cadence[] {
  return (
    OWN[duty.id] ??
    duty.when.flatMap((time) => {
      const cadence = BY_TIME[time];
      return cadence === undefined ? [] : [cadence];
    })
  );
}

/** The duty's times that name an occasion: they bring no task. */
export const occasionsOf = (duty: Duty): readonly DutyTime[] => duty.when.filter((time) => BY_TIME[time] === undefined);

/** Chapters 1 to 3 are of offices that sell, 4 to 6 of service stations. */
const PACK_OF_CHAPTER: Readonly<Record<Chapter, Pack>> = {
  1: 'vending',
  2: 'vending',
  3: 'vending',
  4: 'service',
  5: 'service',
  6: 'service',
};

/** Of a clerk who also keeps the cash; where a cashier keeps it, it is the cashier's. */
const SINGLE_OPERATOR_ONLY: ReadonlySet<string> = new Set(['3.clerk.3']);

export interface HouseKind {
  readonly packs: readonly Pack[];
  readonly singleOperator: boolean;
}

/** What all posts owe, they owe in every house. */
export const isDutyOf = (duty: Duty, house: HouseKind): boolean =>
  duty.posts.includes('all-posts') ||
  (house.packs.includes(PACK_OF_CHAPTER[duty.chapter]) && (house.singleOperator || !SINGLE_OPERATOR_ONLY.has(duty.id)));

export interface Occurrence {
  /** Work from this day on counts for it: the day after the one before was due. */
  readonly from: BusinessDate;
  readonly dueOn: BusinessDate;
  readonly at: string;
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const dateOf = (year: number, month: number, day: number): BusinessDate => {
  const shown = Math.min(day, daysInMonth(year, month));
  return businessDate(
    `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(shown).padStart(2, '0')}`,
  );
};

const parts = (date: BusinessDate) => ({ year: yearOf(date), month: Number(date.slice(5, 7)) });

function daysOfMonth(cadence: { readonly day: number }, from: BusinessDate, to: BusinessDate): BusinessDate[] {
  const found: BusinessDate[] = [];
  const last = parts(to);
  for (let { year, month } = parts(from); year < last.year || (year === last.year && month <= last.month); ) {
    found.push(dateOf(year, month, cadence.day));
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year += 1;
  }
  return found;
}

function daysOfYear(cadence: { readonly days: readonly string[] }, from: BusinessDate, to: BusinessDate) {
  const found: BusinessDate[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year += 1)
    for (const day of cadence.days) found.push(dateOf(year, Number(day.slice(0, 2)), Number(day.slice(3))));
  return found;
}

function stepped(first: BusinessDate, to: BusinessDate, days: number): BusinessDate[] {
  const found: BusinessDate[] = [];
  for (let date = first; date <= to; date = addDays(date, days)) found.push(date);
  return found;
}

/** Due days from `from` to `to`, both included, in order. */
export function dueDays(cadence: Cadence, from: BusinessDate, to: BusinessDate): BusinessDate[] {
  const candidates = {
    day: () => stepped(from, to, 1),
    week: () => stepped(addDays(weekOf(from), cadence.every === 'week' ? cadence.weekday - 1 : 0), to, 7),
    month: () => (cadence.every === 'month' ? daysOfMonth(cadence, from, to) : []),
    year: () => (cadence.every === 'year' ? daysOfYear(cadence, from, to) : []),
  }[cadence.every]();
  return candidates.filter((date) => date >= from && date <= to);
}

const LONGEST_GAP_DAYS = 366;

/** Occurrences due from `from` to `to`, both included, in order. */
export function occurrencesOf(cadence: Cadence, from: BusinessDate, to: BusinessDate): Occurrence[] {
  const days = dueDays(cadence, from, to);
  return days.map((dueOn, index) => {
    const before = days[index - 1] ?? dueDays(cadence, addDays(dueOn, -LONGEST_GAP_DAYS), addDays(dueOn, -1)).at(-1);
    return { from: before === undefined ? dueOn : addDays(before, 1), dueOn, at: cadence.at };
  });
}

/** Days before its due day at which a task is put on the list. */
const SHOWN_DAYS_BEFORE = 7;

/** The occurrence that is on the list on `today`; null while the next one is still far. */
export function occurrenceOn(cadence: Cadence, today: BusinessDate): Occurrence | null {
  const [next] = occurrencesOf(cadence, today, addDays(today, SHOWN_DAYS_BEFORE));
  return next === undefined || next.from > today ? null : next;
}
