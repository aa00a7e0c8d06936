/** What network puts on the page of the day: recharges not known, emergency supply to decide or carry out, dead lines. */
import { sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { addQueue } from '../duties/index.ts';

const T = {
  open: { zh: '结果不明的网络充值', en: 'Recharges over lines not known' },
  requested: { zh: '待审批的应急供电', en: 'Emergency supply to approve' },
  approved: { zh: '待送电的应急供电单', en: 'Emergency supply to carry out' },
  expired: { zh: '到期未结束的应急供电', en: 'Emergency supply past its time' },
  down: { zh: '不通的线路', en: 'Lines that are down' },
} as const;

interface Counts {
  readonly open: number;
  readonly requested: number;
  readonly approved: number;
  readonly expired: number;
  readonly down: number;
}

const count = (tx: Tx, siteId: string, now: string): Promise<Counts> =>
  tx.one(
    sql<Counts>`select
      (select count(*) from meter_recharge where site_id = ${siteId} and state not in ('APPLIED', 'NOT_APPLIED')
        and sent_at is not null) as open,
      (select count(*) from emergency_supply where site_id = ${siteId} and state = 'requested') as requested,
      (select count(*) from emergency_supply where site_id = ${siteId} and state = 'approved') as approved,
      (select count(*) from emergency_supply where site_id = ${siteId} and state = 'supplied'
        and until < ${now}::timestamptz) as expired,
      (select count(*) from line_health h join meter_line l on l.site_id = h.site_id and l.line_id = h.line_id
        where h.site_id = ${siteId} and l.state = 'open' and h.failure is not null) as down`,
  );

export function joinMyDay(): void {
  addQueue(['vending-supervisor'], async (tx, { siteId }, clock) => {
    const { open, requested, expired } = await count(tx, siteId, clock.now());
    return [
      { title: T.open, count: open, href: '/recharges', tone: 'wrong' },
      { title: T.requested, count: requested, href: '/emergency-supply?state=requested', tone: 'wrong' },
      { title: T.expired, count: expired, href: '/emergency-supply?state=supplied', tone: 'soon' },
    ];
  });
  addQueue(['vending-technician'], async (tx, { siteId }, clock) => {
    const { open, approved, expired, down } = await count(tx, siteId, clock.now());
    return [
      { title: T.down, count: down, href: '/lines', tone: 'wrong' },
      { title: T.open, count: open, href: '/recharges', tone: 'wrong' },
      { title: T.approved, count: approved, href: '/emergency-supply?state=approved', tone: 'wrong' },
      { title: T.expired, count: expired, href: '/emergency-supply?state=supplied', tone: 'soon' },
    ];
  });
}
