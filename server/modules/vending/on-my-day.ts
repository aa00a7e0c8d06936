/**
 * What vending puts on the page of the day. Whoever holds a drawer sees how many sales, never what they came to: the
 * sum would tell what the blind count expects.
 */
import type { PostKey } from '../../../shared/posts.ts';
import type { BusinessDate, Instant } from '../../../shared/values/calendar.ts';
import type { Money } from '../../../shared/values/money.ts';
import { currentDay } from '../../platform/chain/day.ts';
import { sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { addFigures, addQueue, type QueueItem } from '../duties/index.ts';

const SEE_UNDELIVERED = ['vending-clerk', 'vending-supervisor', 'vending-technician'] as const;
const SEE_THE_DAY = [
  'vending-supervisor',
  'funds-administrator',
  'finance',
  'campus-director',
  'centre-leader',
  'general-manager',
] as const satisfies readonly PostKey[];

const T = {
  undelivered: { zh: '已收款未到账', en: 'Paid, not delivered' },
  toApprove: { zh: '待审批的冲正', en: 'Reversals to approve' },
  toPayBack: { zh: '待退款的冲正', en: 'Reversals to pay back' },
  count: { zh: '今日售出笔数', en: 'Sales today' },
  money: { zh: '今日售出金额', en: 'Sold today' },
  waiting: { zh: '待收款的备单', en: 'Prepared sales waiting for their money' },
  ownCount: { zh: '本班售出笔数', en: 'Sales of my session' },
} as const;

interface Sold {
  readonly count: number;
  readonly sum: Money;
}

async function undelivered(tx: Tx, actor: Actor): Promise<QueueItem[]> {
  const { count } = await tx.one(
    sql<{ count: number }>`select count(*) as count from sale
      where site_id = ${actor.siteId} and state in ('paid', 'delivering', 'unknown', 'case')`,
  );
  return [{ title: T.undelivered, count, href: '/sales/undelivered', tone: 'wrong' }];
}

async function waitingCount(tx: Tx, actor: Actor, now: Instant): Promise<number> {
  const { count } = await tx.one(
    sql<{ count: number }>`select count(*) as count from prepared_sale
      where site_id = ${actor.siteId} and state = 'waiting' and expires_at > ${now}
        and business_date = ${await currentDay(tx, actor.siteId, now)}`,
  );
  return count;
}

/** `notOf`: leaves out what that person asked for, who may not decide it. */
const reversalsIn = (tx: Tx, siteId: string, state: string, notOf: string | null): Promise<{ count: number }> =>
  tx.one(
    sql<{ count: number }>`select count(*) as count from sale_reversal
      where site_id = ${siteId} and state = ${state} and (${notOf}::uuid is null or requested_by <> ${notOf})`,
  );

/** Reversed sales are counted too: their rows are in the list, and what is given back is a document of its own. */
const soldOn = (tx: Tx, siteId: string, date: BusinessDate): Promise<Sold> =>
  tx.one(
    sql<Sold>`select count(*) as count, coalesce(sum(total_fen), 0)::bigint as sum from sale
      where site_id = ${siteId} and business_date = ${date}`,
  );

interface OwnSession {
  readonly drawer_session_id: string;
  readonly business_date: BusinessDate;
  readonly count: number;
}

const ownSession = (tx: Tx, actor: Actor): Promise<OwnSession | undefined> =>
  tx.maybe(
    sql<OwnSession>`select d.drawer_session_id, d.business_date,
        (select count(*) from sale s where s.site_id = d.site_id and s.business_date = d.business_date
          and s.drawer_session_id = d.drawer_session_id) as count
      from drawer_session d
      where d.site_id = ${actor.siteId} and d.custodian_id = ${actor.personId} and d.state in ('open', 'closing')`,
  );

const ofDay = (date: BusinessDate): string => `from=${date}&to=${date}`;

export function joinMyDay(): void {
  addQueue(SEE_UNDELIVERED, undelivered);
  addQueue(['vending-supervisor'], async (tx, actor) => {
    const { count } = await reversalsIn(tx, actor.siteId, 'requested', actor.personId);
    return [{ title: T.toApprove, count, href: '/sales/reversals?state=requested', tone: 'soon' }];
  });
  addQueue(['cashier'], async (tx, actor, clock) => {
    const count = await waitingCount(tx, actor, clock.now());
    return [{ title: T.waiting, count, href: '/cash-window', tone: 'soon' }];
  });
  addQueue(['vending-clerk', 'cashier'], async (tx, actor) => {
    const { count } = await reversalsIn(tx, actor.siteId, 'approved', null);
    return [{ title: T.toPayBack, count, href: '/sales/reversals?state=approved', tone: 'soon' }];
  });
  addFigures(SEE_THE_DAY, async (tx, actor, clock) => {
    const date = await currentDay(tx, actor.siteId, clock.now());
    const { count, sum } = await soldOn(tx, actor.siteId, date);
    const href = `/sales?${ofDay(date)}`;
    return [
      { title: T.count, value: count, as: 'count', href },
      { title: T.money, value: sum, as: 'money', href },
    ];
  });
  addFigures(['vending-clerk'], async (tx, actor) => {
    const own = await ownSession(tx, actor);
    if (own === undefined) return [];
    const href = `/sales?drawerSessionId=${own.drawer_session_id}&${ofDay(own.business_date)}`;
    return [{ title: T.ownCount, value: own.count, as: 'count', href }];
  });
}
