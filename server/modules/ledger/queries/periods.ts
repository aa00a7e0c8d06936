import { closePeriod } from '../../../../shared/contracts/ledger/close-period.ts';
import { periods } from '../../../../shared/contracts/ledger/periods.ts';
import type { PeriodView } from '../../../../shared/ledger/view.ts';
import { sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { canOf } from '../../../platform/operations/can.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { personNames } from '../../posts/index.ts';
import type { PeriodRow } from '../store.ts';

export async function viewPeriods(tx: Tx, actor: Actor, rows: readonly PeriodRow[]): Promise<PeriodView[]> {
  const closers = rows.map((row) => row.closed_by).filter((id) => id !== null);
  const names = await personNames(tx, actor.siteId, closers);
  return rows.map((row) => ({
    month: row.month,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    closedBy: row.closed_by === null ? null : (names.get(row.closed_by) ?? row.closed_by),
    can: canOf(actor, [[closePeriod, row.closed_at === null]]),
  }));
}

/** Newest first. */
export const periodsQuery = answer(periods, async (tx, actor, _clock, { after, limit }) => {
  const older = after === undefined ? sql`` : sql`and month < ${after}`;
  const rows = await tx.many(
    sql<PeriodRow>`select * from ledger_period where site_id = ${actor.siteId} ${older} order by month desc limit ${limit + 1}`,
  );
  const page = rows.slice(0, limit);
  return { rows: await viewPeriods(tx, actor, page), next: rows.length > limit ? page.at(-1)!.month : null };
});
