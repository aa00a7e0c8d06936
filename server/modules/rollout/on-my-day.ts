/** What roll-out puts on the page of the day: meters on a line in which the approved price is not in force. */
import { LATE_AFTER_SECONDS } from '../../../shared/rollout/words.ts';
import { addSeconds } from '../../../shared/values/calendar.ts';
import { addQueue } from '../duties/index.ts';
import { lateOnLine } from './store/rollout.ts';

const LATE = { zh: '没有执行批准价格的网络表', en: 'Network meters without their approved price' } as const;

export function joinMyDay(): void {
  addQueue(['vending-technician', 'vending-supervisor'], async (tx, { siteId }, clock) => {
    const count = await lateOnLine(tx, siteId, addSeconds(clock.now(), -LATE_AFTER_SECONDS));
    return [{ title: LATE, count, href: '/prices/rollout?by=meter&late=true&way=network', tone: 'wrong' }];
  });
}
