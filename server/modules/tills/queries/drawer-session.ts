import { drawerSession as contract } from '../../../../shared/contracts/tills/drawer-session.ts';
import { CASH_OVERSEERS } from '../../../../shared/tills/drawer.ts';
import type { DenominationCount } from '../../../../shared/values/denominations.ts';
import type { Money } from '../../../../shared/values/money.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { personNames } from '../../posts/index.ts';
import { readSessions, type SeenSession, sessionsSeenBy, sessionView } from '../sessions.ts';

const COUNTERS: readonly string[] = [...CASH_OVERSEERS, 'finance'];

function allowed(row: SeenSession, actor: Actor): string[] {
  return COUNTERS.includes(actor.post) && row.state === 'open' && row.custodian_id !== actor.personId
    ? ['tills.count-drawer']
    : [];
}

const countsOf = (tx: Tx, siteId: string, drawerSessionId: string) =>
  tx.many(
    q
      .selectFrom('drawer_count')
      .selectAll()
      .where('site_id', '=', siteId)
      .where('drawer_session_id', '=', drawerSessionId)
      .orderBy('at')
      .orderBy('count_id'),
  );

interface TotalRow {
  readonly kind: string;
  readonly count: number;
  readonly receipt_fen: Money;
  readonly payment_fen: Money;
}

const totalsOf = (tx: Tx, siteId: string, drawerSessionId: string) =>
  tx.many(
    sql<TotalRow>`select kind, count(*) as count,
        coalesce(sum(amount_fen) filter (where amount_fen > 0), 0)::bigint as receipt_fen,
        coalesce(-sum(amount_fen) filter (where amount_fen < 0), 0)::bigint as payment_fen
      from drawer_movement where site_id = ${siteId} and drawer_session_id = ${drawerSessionId}
        and kind not in ('opening', 'closing')
      group by kind order by kind`,
  );

export const drawerSession = answer(contract, async (tx, actor, _clock, { drawerSessionId }) => {
  const [row] = await readSessions(tx, sessionsSeenBy(actor).where('s.drawer_session_id', '=', drawerSessionId));
  if (row === undefined) return refuse('record.not_found');
  const closed = row.closed_at !== null;
  const counts = closed ? await countsOf(tx, actor.siteId, drawerSessionId) : [];
  const totals = closed ? await totalsOf(tx, actor.siteId, drawerSessionId) : [];
  const names = await personNames(tx, actor.siteId, [row.custodian_id, ...counts.map((count) => count.counted_by)]);
  const chain = await tx.one(
    q.selectFrom('chain').select('head_hash').where('site_id', '=', actor.siteId).where('chain_id', '=', row.chain_id),
  );
  return {
    session: sessionView(row, names.get(row.custodian_id) ?? ''),
    openingReason: row.opening_reason,
    closingReason: row.closing_reason,
    counts: counts.map((count) => ({
      kind: count.kind as 'opening' | 'attempt-1' | 'attempt-2' | 'surprise',
      denominations: count.denominations as DenominationCount,
      totalFen: count.total_fen,
      bookFen: count.book_fen,
      at: count.at,
      countedByName: names.get(count.counted_by) ?? '',
    })),
    totals: totals.map((total) => ({
      kind: total.kind,
      count: total.count,
      receiptFen: total.receipt_fen,
      paymentFen: total.payment_fen,
    })),
    digest: closed ? chain.head_hash : null,
    can: allowed(row, actor),
  };
});
