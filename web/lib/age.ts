/** How long something has been lying, in words a person compares at a glance. Pure. */
import type { Text } from '../../shared/text.ts';
import { type Instant, secondsBetween } from '../../shared/values/calendar.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Both of its larger parts: 2 天 3 小时, 3 小时 20 分, 5 分. Less than a minute is 不到 1 分. */
export function durationText(seconds: number): Text {
  const days = Math.floor(seconds / DAY);
  const hours = Math.floor((seconds % DAY) / HOUR);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  if (days > 0) return { zh: `${days} 天 ${hours} 小时`, en: `${days} d ${hours} h` };
  if (hours > 0) return { zh: `${hours} 小时 ${minutes} 分`, en: `${hours} h ${minutes} min` };
  if (minutes > 0) return { zh: `${minutes} 分`, en: `${minutes} min` };
  return { zh: '不到 1 分', en: 'under 1 min' };
}

export const ageText = (since: Instant, now: Instant): Text => durationText(Math.max(0, secondsBetween(since, now)));
