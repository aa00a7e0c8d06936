/** One row of a file of readings: the meter, the moment, the registers. */
import { z } from 'zod';
import { type Instant, instant } from '../../../../shared/values/calendar.ts';
import { toHalfWidth } from '../../../../shared/values/digits.ts';
import { type Milli, parseQuantity } from '../../../../shared/values/quantity.ts';
import type { FileField } from '../../../platform/files/column-map.ts';
import { localShift } from '../../../platform/files/export-column.ts';

export const READING_FIELDS: readonly FileField[] = [
  {
    field: 'meterNo',
    title: { zh: '表号', en: 'Meter' },
    aliases: ['电表号', '水表号', '燃气表号', '表编号'],
    required: true,
  },
  { field: 'readAt', title: { zh: '抄表时间', en: 'Read at' }, aliases: ['抄表日期', '时间', '日期'], required: true },
  { field: 'total', title: { zh: '读数', en: 'Reading' }, aliases: ['总读数', '总', '示数', '止码'], required: true },
  { field: 'peak', title: { zh: '峰读数', en: 'Peak' }, aliases: ['峰'] },
  { field: 'flat', title: { zh: '平读数', en: 'Flat' }, aliases: ['平'] },
  { field: 'valley', title: { zh: '谷读数', en: 'Valley' }, aliases: ['谷'] },
];

const LOCAL = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(?::(\d{2}))?)?$/;

/** '2026-03-01' or '2026-03-01 08:30' in the site's time zone; a day alone is its beginning. Null for anything else. */
export function localMoment(text: string, shift: (utcMs: number) => number): Instant | null {
  const match = LOCAL.exec(toHalfWidth(text).trim().replaceAll('/', '-'));
  if (match === null) return null;
  const [, day, minutes = '00:00', seconds = '00'] = match;
  const local = Date.parse(`${day}T${minutes}:${seconds}.000Z`);
  if (Number.isNaN(local) || !new Date(local).toISOString().startsWith(day!)) return null;
  return instant(local - shift(local - shift(local)));
}

const read = <T>(parse: (text: string) => T | null, zh: string, en: string) =>
  z.string().transform((text, context): T => {
    const value = parse(toHalfWidth(text).trim());
    if (value !== null) return value;
    context.addIssue({ code: 'custom', params: { text: { zh, en } } });
    return z.NEVER;
  });

const value = read(
  (text): Milli | null => {
    const parsed = parseQuantity(text);
    return parsed !== null && parsed >= 0 && parsed < 1_000_000_000_000 ? parsed : null;
  },
  '读数须为不小于 0 的数，最多三位小数',
  'A reading is a number, not below 0, at most three decimals',
);

export function readingRowSchema(timeZone: string) {
  const shift = localShift(timeZone);
  return z.object({
    meterNo: read((text) => (/^[0-9A-Za-z-]{1,40}$/.test(text) ? text : null), '表号格式不对', 'Not a meter number'),
    readAt: read(
      (text) => localMoment(text, shift),
      '时间应为 2026-03-01 或 2026-03-01 08:30',
      'A time is 2026-03-01 or 2026-03-01 08:30',
    ),
    total: value,
    peak: value.optional(),
    flat: value.optional(),
    valley: value.optional(),
  });
}
