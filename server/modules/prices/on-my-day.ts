/** What prices put on the page of the day: proposals that wait for the approver, and those that came back. */
import { addSeconds } from '../../../shared/values/calendar.ts';
import { sql } from '../../platform/db/query.ts';
import { addQueue } from '../duties/index.ts';

/** A rejected proposal stays on its proposer's page this long, unless a new one follows it before. */
const SHOWN_SECONDS = 14 * 24 * 3600;

const TO_APPROVE = { zh: '待批准的价格', en: 'Prices to approve' } as const;
const CAME_BACK = { zh: '被退回的价格', en: 'Prices that came back' } as const;

export function joinMyDay(): void {
  addQueue(['price-approver'], async (tx, actor) => {
    const { count } = await tx.one(
      sql<{ count: number }>`select count(*) as count from tariff_proposal
        where site_id = ${actor.siteId} and state = 'proposed' and proposed_by <> ${actor.personId}`,
    );
    return [{ title: TO_APPROVE, count, href: '/prices/proposals?state=proposed', tone: 'soon' }];
  });
  addQueue(['vending-supervisor'], async (tx, actor, clock) => {
    const { count } = await tx.one(
      sql<{ count: number }>`select count(*) as count from tariff_proposal p
        where p.site_id = ${actor.siteId} and p.state = 'rejected' and p.proposed_by = ${actor.personId}
          and p.ended_at > ${addSeconds(clock.now(), -SHOWN_SECONDS)}
          and not exists (select 1 from tariff_proposal n where n.site_id = p.site_id and n.commodity = p.commodity
            and n.category_code = p.category_code and n.proposed_at > p.ended_at)`,
    );
    return [{ title: CAME_BACK, count, href: '/prices/proposals?state=rejected', tone: 'soon' }];
  });
}
