/** Drawer sessions as reconciliation reads them: ended ones whole, those of a day in short. */
import type { PostKey } from '../../../../shared/posts.ts';
import type { CashLine } from '../../../../shared/reconciliation/slip-content.ts';
import type { SlipState } from '../../../../shared/reconciliation/slip-states.ts';
import type { BusinessDate, Instant } from '../../../../shared/values/calendar.ts';
import type { Money } from '../../../../shared/values/money.ts';
import { q, sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

/** The session's row, locked: the parent of its slip. Refuses `record.not_found`. */
export async function lockSession(tx: Tx, siteId: string, drawerSessionId: string) {
  const row = await tx.maybe(
    q
      .selectFrom('drawer_session as s')
      .innerJoin('drawer as d', (on) =>
        on.onRef('d.site_id', '=', 's.site_id').onRef('d.drawer_id', '=', 's.drawer_id'),
      )
      .selectAll('s')
      .select(['d.code', 'd.name'])
      .where('s.site_id', '=', siteId)
      .where('s.drawer_session_id', '=', drawerSessionId)
      .forUpdate('s'),
  );
  return row ?? refuse('record.not_found');
}

export type Session = Awaited<ReturnType<typeof lockSession>>;
export type EndedSession = Session & {
  readonly closed_at: Instant;
  readonly expected_fen: Money;
  readonly counted_fen: Money;
  readonly over_short_fen: Money;
};

export const isEnded = (session: Session): session is EndedSession => session.closed_at !== null;

export const countsOf = (tx: Tx, siteId: string, drawerSessionId: string) =>
  tx.many(
    sql<{ kind: 'opening' | 'attempt-1' | 'attempt-2' | 'surprise'; totalFen: Money; bookFen: Money }>`
      select kind, total_fen as "totalFen", book_fen as "bookFen" from drawer_count
      where site_id = ${siteId} and drawer_session_id = ${drawerSessionId} order by at, count_id`,
  );

/** Cash movements by kind, in the order of their first; what only states a balance is left out. */
export const cashLinesOf = (tx: Tx, siteId: string, drawerSessionId: string): Promise<CashLine[]> =>
  tx.many(
    sql<CashLine>`select kind, count(*) as count,
        coalesce(sum(amount_fen) filter (where amount_fen > 0), 0)::bigint as "receiptFen",
        coalesce(-sum(amount_fen) filter (where amount_fen < 0), 0)::bigint as "paymentFen"
      from drawer_movement where site_id = ${siteId} and drawer_session_id = ${drawerSessionId}
        and kind not in ('opening', 'closing')
      group by kind order by min(seq)`,
  );

export interface SessionOfDay {
  readonly drawer_session_id: string;
  readonly slip_prefix: string;
  readonly drawer_code: string;
  readonly drawer_name: string;
  readonly custodian_id: string;
  readonly custodian_post: PostKey;
  readonly opened_at: Instant;
  readonly closed_at: Instant | null;
  readonly opening_fen: Money;
  readonly counted_fen: Money | null;
  readonly slip_id: string | null;
  readonly slip_number: number | null;
  readonly slip_state: SlipState | null;
}

/** In the order they were opened. */
export const sessionsOfDay = (tx: Tx, siteId: string, date: BusinessDate): Promise<SessionOfDay[]> =>
  tx.many(
    sql<SessionOfDay>`select s.drawer_session_id, s.slip_prefix, d.code as drawer_code, d.name as drawer_name,
        s.custodian_id, s.custodian_post, s.opened_at, s.closed_at, s.opening_fen, s.counted_fen,
        l.slip_id, l.number as slip_number, l.state as slip_state
      from drawer_session s
      join drawer d on d.site_id = s.site_id and d.drawer_id = s.drawer_id
      left join daily_slip l on l.site_id = s.site_id and l.drawer_session_id = s.drawer_session_id
      where s.site_id = ${siteId} and s.business_date = ${date}
      order by s.opened_at, s.drawer_session_id`,
  );

/** The oldest day that has drawer sessions and is not sealed; null when there is none. */
export async function openSince(tx: Tx, siteId: string): Promise<BusinessDate | null> {
  const row = await tx.maybe(
    sql<{ business_date: BusinessDate }>`select y.business_date from site_day y
      where y.site_id = ${siteId} and y.sealed_at is null
        and exists (select 1 from drawer_session s where s.site_id = y.site_id and s.business_date = y.business_date)
      order by y.business_date limit 1`,
  );
  return row?.business_date ?? null;
}

export const siteDay = (tx: Tx, siteId: string, date: BusinessDate) =>
  tx.maybe(
    q
      .selectFrom('site_day')
      .select(['business_date', 'sealed_at'])
      .where('site_id', '=', siteId)
      .where('business_date', '=', date),
  );

export interface EndedWithoutSlip {
  readonly drawer_session_id: string;
  readonly slip_prefix: string;
  readonly drawer_name: string;
  readonly custodian_id: string;
  readonly business_date: BusinessDate;
  readonly closed_at: Instant;
}

const MOST = 200;

/** Oldest first, at most 200; of one person or, with null, of all. */
export const endedWithoutSlip = (tx: Tx, siteId: string, personId: string | null): Promise<EndedWithoutSlip[]> =>
  tx.many(
    sql<EndedWithoutSlip>`select s.drawer_session_id, s.slip_prefix, d.name as drawer_name, s.custodian_id,
        s.business_date, s.closed_at
      from drawer_session s
      join drawer d on d.site_id = s.site_id and d.drawer_id = s.drawer_id
      join site_day y on y.site_id = s.site_id and y.business_date = s.business_date and y.sealed_at is null
      where s.site_id = ${siteId} and s.closed_at is not null
        and (${personId}::uuid is null or s.custodian_id = ${personId})
        and not exists (select 1 from daily_slip l
          where l.site_id = s.site_id and l.drawer_session_id = s.drawer_session_id)
      order by s.closed_at limit ${MOST}`,
  );
