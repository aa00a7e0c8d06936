/** SQL of drawers, sessions and counts. Movements are written by cash.ts alone. */

import type { BusinessDate, Instant } from '../../../shared/values/calendar.ts';
import type { DenominationCount } from '../../../shared/values/denominations.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { Money } from '../../../shared/values/money.ts';
import { q, sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { nextNumber } from '../../platform/operations/number.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { personName } from '../posts/index.ts';
import type { CashDocument } from './cash.ts';
import type { OpenDrawer } from './session.ts';

/** The drawer's row, locked: the parent of its sessions and of its ceiling. Refuses `record.not_found`. */
export async function lockDrawer(tx: Tx, siteId: string, drawerId: string) {
  const row = await tx.maybe(
    q.selectFrom('drawer').selectAll().where('site_id', '=', siteId).where('drawer_id', '=', drawerId).forUpdate(),
  );
  return row ?? refuse('record.not_found');
}

export async function lastSessionOf(tx: Tx, siteId: string, drawerId: string) {
  return tx.maybe(
    q
      .selectFrom('drawer_session')
      .selectAll()
      .where('site_id', '=', siteId)
      .where('drawer_id', '=', drawerId)
      .orderBy('number', 'desc')
      .limit(1),
  );
}

/** Refuses `drawer.already_open` when the person holds a drawer, naming it. */
export async function requireNoOpenDrawer(tx: Tx, siteId: string, personId: string): Promise<void> {
  const held = await tx.maybe(
    q
      .selectFrom('drawer_session as s')
      .innerJoin('drawer as d', (on) =>
        on.onRef('d.site_id', '=', 's.site_id').onRef('d.drawer_id', '=', 's.drawer_id'),
      )
      .select('d.name')
      .where('s.site_id', '=', siteId)
      .where('s.custodian_id', '=', personId)
      .where('s.state', 'in', ['open', 'closing']),
  );
  if (held !== undefined) refuse('drawer.already_open', { drawer: held.name });
}

/** Refuses `drawer.in_use_by`, saying who. */
export async function refuseHeldBy(tx: Tx, siteId: string, custodianId: string): Promise<never> {
  return refuse('drawer.in_use_by', { name: (await personName(tx, siteId, custodianId)) ?? '—' });
}

export interface NewSession {
  readonly drawerSessionId: string;
  readonly drawerId: string;
  readonly number: number;
  readonly custodianId: string;
  readonly custodianPost: string;
  readonly businessDate: BusinessDate;
  readonly chainId: string;
  readonly slipPrefix: string;
  readonly carriedFen: Money;
  readonly openingFen: Money;
  readonly reason: string;
  readonly caseId: string | null;
  readonly handedFromId: string | null;
  readonly now: Instant;
}

/** Two opening the same drawer, or one person opening two, meet at the unique indexes: the later is refused. */
export async function insertSession(tx: Tx, siteId: string, session: NewSession): Promise<void> {
  const rows = await tx.keep(
    'drawer_session',
    q
      .insertInto('drawer_session')
      .values({
        site_id: siteId,
        drawer_session_id: session.drawerSessionId,
        drawer_id: session.drawerId,
        number: session.number,
        custodian_id: session.custodianId,
        custodian_post: session.custodianPost,
        business_date: session.businessDate,
        chain_id: session.chainId,
        slip_prefix: session.slipPrefix,
        state: 'open',
        opened_at: session.now,
        carried_fen: session.carriedFen,
        opening_fen: session.openingFen,
        opening_reason: session.reason,
        opening_case_id: session.caseId,
        handed_from_id: session.handedFromId,
      })
      .onConflict((on) => on.doNothing())
      .returningAll(),
  );
  if (rows.length === 1) return;
  await requireNoOpenDrawer(tx, siteId, session.custodianId);
  const last = await lastSessionOf(tx, siteId, session.drawerId);
  await refuseHeldBy(tx, siteId, last?.custodian_id ?? session.custodianId);
}

export interface NewCount {
  readonly drawerSessionId: string;
  readonly countId: string;
  readonly kind: 'opening' | 'attempt-1' | 'attempt-2' | 'surprise';
  readonly denominations: DenominationCount;
  readonly totalFen: Money;
  readonly bookFen: Money;
  readonly now: Instant;
}

export async function insertCount(tx: Tx, actor: Actor, count: NewCount): Promise<void> {
  await tx.keep(
    'drawer_count',
    q
      .insertInto('drawer_count')
      .values({
        site_id: actor.siteId,
        drawer_session_id: count.drawerSessionId,
        count_id: count.countId,
        kind: count.kind,
        denominations: sql`${JSON.stringify(count.denominations)}::jsonb`,
        total_fen: count.totalFen,
        book_fen: count.bookFen,
        counted_by: actor.personId,
        post: actor.post,
        at: count.now,
      })
      .returningAll(),
  );
}

export async function setClosing(tx: Tx, siteId: string, drawerSessionId: string): Promise<void> {
  await tx.keep(
    'drawer_session',
    q
      .updateTable('drawer_session')
      .set({ state: 'closing' })
      .where('site_id', '=', siteId)
      .where('drawer_session_id', '=', drawerSessionId)
      .returningAll(),
  );
}

export interface SessionEnd {
  readonly drawerSessionId: string;
  readonly state: 'closed' | 'handed-over';
  readonly expectedFen: Money;
  readonly countedFen: Money;
  readonly overShortFen: Money;
  readonly reason: string;
  readonly caseId: string | null;
  readonly signatures: readonly string[];
  readonly now: Instant;
}

export async function setClosed(tx: Tx, siteId: string, end: SessionEnd): Promise<void> {
  await tx.keep(
    'drawer_session',
    q
      .updateTable('drawer_session')
      .set({
        state: end.state,
        expected_fen: end.expectedFen,
        counted_fen: end.countedFen,
        over_short_fen: end.overShortFen,
        closing_reason: end.reason,
        closing_case_id: end.caseId,
        closed_at: end.now,
        closing_signatures: [...end.signatures],
      })
      .where('site_id', '=', siteId)
      .where('drawer_session_id', '=', end.drawerSessionId)
      .returningAll(),
  );
}

/** A cash voucher of the session: gapless, D1-3-C1, D1-3-C2, … */
export async function newVoucher(tx: Tx, siteId: string, drawer: OpenDrawer, kind: string): Promise<CashDocument> {
  const count = await nextNumber(tx, siteId, `voucher.${drawer.drawerSessionId}`);
  return { kind, id: newId(), number: `${drawer.slipPrefix}-C${count}` };
}

export interface NewCeiling {
  readonly drawerId: string;
  readonly ceilingFen: Money;
  readonly reason: string;
  readonly now: Instant;
}

export async function insertCeiling(tx: Tx, actor: Actor, ceiling: NewCeiling): Promise<void> {
  await tx.keep(
    'drawer_ceiling',
    q
      .insertInto('drawer_ceiling')
      .values({
        site_id: actor.siteId,
        ceiling_id: newId(),
        drawer_id: ceiling.drawerId,
        at: ceiling.now,
        ceiling_fen: ceiling.ceilingFen,
        reason: ceiling.reason,
        person_id: actor.personId,
        post: actor.post,
      })
      .returningAll(),
  );
}
