/** Sessions to read: lists and details. Who sees which is decided here, once. */
import type { z } from 'zod';
import type { PostKey } from '../../../shared/posts.ts';
import type { SessionState } from '../../../shared/tills/drawer.ts';
import type { sessionRowSchema } from '../../../shared/tills/session.ts';
import { q } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';

/** A selling clerk sees the own sessions; the cashier, the overseers and the auditor see all. */
export const sessionsSeenBy = (actor: Actor) => {
  const all = q
    .selectFrom('drawer_session as s')
    .innerJoin('drawer as d', (on) => on.onRef('d.site_id', '=', 's.site_id').onRef('d.drawer_id', '=', 's.drawer_id'))
    .selectAll('s')
    .select(['d.code', 'd.name'])
    .where('s.site_id', '=', actor.siteId);
  return actor.post === 'vending-clerk' ? all.where('s.custodian_id', '=', actor.personId) : all;
};

export type SeenSession = Awaited<ReturnType<typeof readSessions>>[number];

export const readSessions = (tx: Tx, query: ReturnType<typeof sessionsSeenBy>) => tx.many(query);

export function sessionView(row: SeenSession, custodianName: string): z.output<typeof sessionRowSchema> {
  return {
    drawerSessionId: row.drawer_session_id,
    drawerId: row.drawer_id,
    drawerCode: row.code,
    drawerName: row.name,
    number: row.number,
    slipPrefix: row.slip_prefix,
    custodianId: row.custodian_id,
    custodianName,
    custodianPost: row.custodian_post as PostKey,
    businessDate: row.business_date,
    state: row.state as SessionState,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    openingFen: row.opening_fen,
    expectedFen: row.expected_fen,
    countedFen: row.counted_fen,
    overShortFen: row.over_short_fen,
    openingCaseId: row.opening_case_id,
    closingCaseId: row.closing_case_id,
  };
}
