import { type BusinessDate, formatInstant, type Instant, instant } from '../../../../shared/values/calendar.ts';

/**
 * The moment at which the site's clocks show `time` ('HH:mm') on `date`. Where clocks are put forward over it, the
 * moment an hour off is taken: no duty of the register is due in the small hours.
 */
export function siteInstant(date: BusinessDate, time: string, timeZone: string): Instant {
  const wanted = Date.parse(`${date}T${time}:00.000Z`);
  let moment = wanted;
  for (let round = 0; round < 2; round += 1) {
    const shown = Date.parse(`${formatInstant(instant(moment), timeZone).replace(' ', 'T')}:00.000Z`);
    moment += wanted - shown;
  }
  return instant(moment);
}
