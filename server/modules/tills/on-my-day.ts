/** What tills put on the page of the day. No answer tells a counter post what the books expect in its drawer. */
import { CASH_OVERSEERS, CUSTODIAN_POSTS } from '../../../shared/tills/drawer.ts';
import { addDays, type BusinessDate } from '../../../shared/values/calendar.ts';
import { currentDay } from '../../platform/chain/day.ts';
import { sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { addFigures, addQueue, type QueueItem } from '../duties/index.ts';

const T = {
  toRecount: { zh: '钱箱待复点', en: 'Drawer to be counted again' },
  overnight: { zh: '以前营业日未结班的钱箱', en: 'Drawer still open from an earlier day' },
  toClose: { zh: '我的钱箱，收工前结班', en: 'My drawer, to be closed by the end of work' },
  open: { zh: '营业中的钱箱', en: 'Open drawers' },
} as const;

interface OpenSession {
  readonly business_date: BusinessDate;
  readonly state: 'open' | 'closing';
}

const openSessions = (tx: Tx, siteId: string, personId: string | null): Promise<OpenSession[]> =>
  tx.many(
    sql<OpenSession>`select business_date, state from drawer_session
      where site_id = ${siteId} and state in ('open', 'closing')
        and (${personId}::uuid is null or custodian_id = ${personId}) order by business_date`,
  );

function ownItem(session: OpenSession, today: BusinessDate): QueueItem {
  const count = 1;
  const href = '/drawer';
  if (session.state === 'closing') return { title: T.toRecount, count, href, tone: 'wrong' };
  if (session.business_date < today) return { title: T.overnight, count, href, tone: 'wrong' };
  return { title: T.toClose, count, href, tone: 'plain' };
}

async function overnight(tx: Tx, actor: Actor, today: BusinessDate): Promise<QueueItem[]> {
  const open = await openSessions(tx, actor.siteId, null);
  const count = open.filter((session) => session.business_date < today).length;
  return [{ title: T.overnight, count, href: `/drawers/sessions?to=${addDays(today, -1)}`, tone: 'wrong' }];
}

export function joinMyDay(): void {
  addQueue(CUSTODIAN_POSTS, async (tx, actor, clock) => {
    const today = await currentDay(tx, actor.siteId, clock.now());
    return (await openSessions(tx, actor.siteId, actor.personId)).map((session) => ownItem(session, today));
  });
  addQueue(CASH_OVERSEERS, async (tx, actor, clock) =>
    overnight(tx, actor, await currentDay(tx, actor.siteId, clock.now())),
  );
  addFigures(CASH_OVERSEERS, async (tx, actor) => {
    const open = await openSessions(tx, actor.siteId, null);
    return [{ title: T.open, value: open.length, as: 'count', href: '/drawers' }];
  });
}
