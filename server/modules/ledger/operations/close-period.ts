import { closePeriod } from '../../../../shared/contracts/ledger/close-period.ts';
import type { BusinessDate } from '../../../../shared/values/calendar.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { sql } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { viewPeriods } from '../queries/periods.ts';
import { requireClosable } from '../rules/period.ts';
import { closePeriodRow, lockPeriod } from '../store.ts';

/** The lock on the month's row waits for postings under way; those that come later find it closed. */
export const closePeriodOperation = implement(closePeriod, {
  async run(tx, actor, clock, { month }) {
    const { siteId } = actor;
    const now = clock.now();
    const period = await lockPeriod(tx, siteId, month);
    const found = await tx.one(
      sql<{ unsealed: BusinessDate | null; earlier: string | null }>`select
        (select min(business_date) from site_day where site_id = ${siteId} and sealed_at is null
          and to_char(business_date, 'YYYY-MM') = ${month}) as unsealed,
        (select min(month) from ledger_period where site_id = ${siteId} and month < ${month} and closed_at is null) as earlier`,
    );
    requireClosable({
      month,
      today: await currentDay(tx, siteId, now),
      period: period === undefined ? undefined : { closed: period.closed_at !== null },
      unsealedDay: found.unsealed ?? undefined,
      earlierOpenMonth: found.earlier ?? undefined,
    });
    const closed = await closePeriodRow(tx, { ...period!, closed_at: now, closed_by: actor.personId });
    const [view] = await viewPeriods(tx, actor, [closed]);
    return view!;
  },
});
