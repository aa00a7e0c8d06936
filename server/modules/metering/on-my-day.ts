/** What metering puts on the page of the day: meters that want somebody's eye. */
import { METERING_WRITERS } from '../../../shared/metering/who.ts';
import { addQueue } from '../duties/index.ts';
import { countStandings } from './store/standing.ts';

const T = {
  blocked: { zh: '已停售的表', en: 'Meters not sold to' },
  overdrawn: { zh: '余额透支的表', en: 'Overdrawn meters' },
  unread: { zh: '四十天未抄的表', en: 'Meters not read for 40 days' },
} as const;

export function joinMyDay(): void {
  addQueue(METERING_WRITERS, async (tx, actor, clock) => {
    const { blocked, overdrawn, unread } = await countStandings(tx, actor.siteId, clock.now());
    return [
      { title: T.blocked, count: blocked, href: '/meters?state=blocked', tone: 'soon' },
      { title: T.overdrawn, count: overdrawn, href: '/meters?standing=overdrawn', tone: 'plain' },
      { title: T.unread, count: unread, href: '/meters?standing=unread', tone: 'soon' },
    ];
  });
}
