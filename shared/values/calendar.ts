/**
 * Two times that must not be mixed: an `Instant` is a moment (ISO 8601, UTC, milliseconds); a `BusinessDate` is a day
 * of a site, in the site's time zone. Nothing here reads the machine's clock or the machine's time zone.
 */
import { z } from 'zod';
import type { Brand } from './brand.ts';
import { toHalfWidth } from './digits.ts';

export type Instant = Brand<string, 'instant'>;
export type BusinessDate = Brand<string, 'business-date'>;

const DAY_MS = 86_400_000;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const WITH_ZONE = /T.*(?:Z|[+-]\d{2}:?\d{2})$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A Date, milliseconds since 1970, or an ISO text that names its zone. RangeError for what is no moment of the years
 * 0000 to 9999, and for a text without a zone: it would be read in the machine's own.
 */
export function instant(from: Date | number | string): Instant {
  if (typeof from === 'string' && !WITH_ZONE.test(from)) throw new RangeError(`an instant without a zone: ${from}`);
  const iso = new Date(from).toISOString();
  if (!INSTANT.test(iso)) throw new RangeError(`out of range for an instant: ${iso}`);
  return iso as Instant;
}

export function toDate(moment: Instant): Date {
  return new Date(moment);
}

export function addSeconds(moment: Instant, seconds: number): Instant {
  return instant(Date.parse(moment) + seconds * 1000);
}

/** Seconds from `from` to `to`, negative when `to` is earlier; not rounded. */
export function secondsBetween(from: Instant, to: Instant): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}

/** Full seconds from `from` to `to`. */
export function wholeSecondsBetween(from: Instant, to: Instant): number {
  return Math.trunc(secondsBetween(from, to));
}

/** Full minutes from `from` to `to`. */
export function minutesBetween(from: Instant, to: Instant): number {
  return Math.trunc(secondsBetween(from, to) / 60);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(timeZone, formatter);
  return formatter;
}

function partsIn(moment: Instant, timeZone: string): { date: string; minutes: string; seconds: string } {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const part of formatterOf(timeZone).formatToParts(toDate(moment))) parts[part.type] = part.value;
  return {
    date: `${parts.year!.padStart(4, '0')}-${parts.month}-${parts.day}`,
    minutes: `${parts.hour}:${parts.minute}`,
    seconds: parts.second!,
  };
}

/** The day of the site at that moment. RangeError for an unknown time zone. */
export function businessDateOf(moment: Instant, timeZone: string): BusinessDate {
  return partsIn(moment, timeZone).date as BusinessDate;
}

/** 'YYYY-MM-DD HH:mm' in the site's time zone. */
export function formatInstant(moment: Instant, timeZone: string): string {
  const { date, minutes } = partsIn(moment, timeZone);
  return `${date} ${minutes}`;
}

/** 'YYYY-MM-DD HH:mm:ss' in the site's time zone. */
export function formatInstantSeconds(moment: Instant, timeZone: string): string {
  const { date, minutes, seconds } = partsIn(moment, timeZone);
  return `${date} ${minutes}:${seconds}`;
}

/** Midnight UTC of the day, only to count with; it is no moment of the site. */
function dayNumberMs(date: string): number {
  return Date.parse(`${date}T00:00:00.000Z`);
}

function fromDayNumberMs(ms: number): BusinessDate {
  return instant(ms).slice(0, 10) as BusinessDate;
}

function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const ms = dayNumberMs(text);
  // 2026-02-30 is read as 2 March by some engines and refused by others: only what comes back unchanged is a date.
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** 'YYYY-MM-DD', full-width digits and spaces around allowed; null for what is no day of the calendar. */
export function parseBusinessDate(text: string): BusinessDate | null {
  const plain = toHalfWidth(text).trim();
  return isDate(plain) ? (plain as BusinessDate) : null;
}

/** Asserts that `text` is a day (RangeError). */
export function businessDate(text: string): BusinessDate {
  if (!isDate(text)) throw new RangeError(`not a date: ${text}`);
  return text as BusinessDate;
}

export function addDays(date: BusinessDate, days: number): BusinessDate {
  return fromDayNumberMs(dayNumberMs(date) + days * DAY_MS);
}

export function dayAfter(date: BusinessDate): BusinessDate {
  return addDays(date, 1);
}

export function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return (dayNumberMs(to) - dayNumberMs(from)) / DAY_MS;
}

/** 'YYYY-MM' */
export function monthOf(date: BusinessDate): string {
  return date.slice(0, 7);
}

export function yearOf(date: BusinessDate): number {
  return Number(date.slice(0, 4));
}

/** The first and the last day of 'YYYY-MM'. */
export function daysOfMonth(month: string): { from: BusinessDate; to: BusinessDate } {
  const from = businessDate(`${month}-01`);
  const next = businessDate(`${monthOf(addDays(from, 31))}-01`);
  return { from, to: addDays(next, -1) };
}

/** The Monday of the day's week (ISO 8601: weeks begin on Monday). */
export function weekOf(date: BusinessDate): BusinessDate {
  const sinceMonday = (new Date(dayNumberMs(date)).getUTCDay() + 6) % 7;
  return addDays(date, -sinceMonday);
}

export const instantSchema = z.iso.datetime({ precision: 3 }) as unknown as z.ZodType<Instant, string>;
export const businessDateSchema = z.iso.date() as unknown as z.ZodType<BusinessDate, string>;
/** 'YYYY-MM' */
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
/** 'HH:mm' in the site's time zone. */
export const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
