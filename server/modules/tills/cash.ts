/**
 * Cash in and out of a drawer. Every movement is one final row with the balance after it, written under the lock of
 * its session; no total is kept anywhere else. Invariant: the balance is never negative, and what customers or
 * others bring in never lifts it above the ceiling.
 */
import type { MovementKind } from '../../../shared/tills/movement.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { fen, formatMoney, type Money, negate } from '../../../shared/values/money.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { assert, refuse } from '../../platform/operations/refuse.ts';
import type { OpenDrawer } from './session.ts';

/** The paper behind a movement: 'sale', its id, and its number as people read it. */
export interface CashDocument {
  readonly kind: string;
  readonly id: string;
  readonly number: string;
}

export interface Movement {
  readonly kind: MovementKind;
  /** Positive into the drawer, negative out of it. */
  readonly amountFen: Money;
  readonly document: CashDocument;
  readonly counterpartyId?: string | null;
  readonly reason?: string;
  readonly now: Instant;
}

export interface MovementRow {
  readonly drawer_session_id: string;
  readonly seq: number;
  readonly amount_fen: Money;
  readonly cash_after_fen: Money;
  readonly [column: string]: unknown;
}

const MOVE = `
insert into drawer_movement (site_id, drawer_session_id, seq, drawer_id, business_date, kind, amount_fen,
  cash_after_fen, document_kind, document_id, document_number, counterparty_id, reason, at, person_id, post)
select $1, $2, last.seq + 1, $3, $4, $5, $6, last.cash + $6, $7, $8, $9, $10, $11, $12, $13, $14
from (
  (select seq, cash_after_fen as cash from drawer_movement
   where site_id = $1 and drawer_session_id = $2 order by seq desc limit 1)
  union all select 0, 0 order by seq desc limit 1
) last
where last.cash + $6 >= 0 and ($15::bigint is null or last.cash + $6 <= $15)
returning *`;

const UNDER_CEILING: readonly MovementKind[] = ['sale', 'pay-in'];

/** The session must be locked by this transaction. Refuses `drawer.ceiling` and `drawer.not_enough_cash`. */
export async function moveCash(tx: Tx, actor: Actor, drawer: OpenDrawer, movement: Movement): Promise<MovementRow> {
  const { kind, amountFen, document, now } = movement;
  const ceiling = UNDER_CEILING.includes(kind) ? drawer.ceilingFen : null;
  const rows = await tx.prepared<MovementRow>('tills.move-cash', MOVE, [
    actor.siteId,
    drawer.drawerSessionId,
    drawer.drawerId,
    drawer.businessDate,
    kind,
    amountFen,
    document.kind,
    document.id,
    document.number,
    movement.counterpartyId ?? null,
    movement.reason ?? '',
    now,
    actor.personId,
    actor.post,
    ceiling,
  ]);
  const [row] = rows;
  if (row === undefined && amountFen > 0) return refuse('drawer.ceiling', { ceiling: formatMoney(drawer.ceilingFen) });
  if (row === undefined) return refuse('drawer.not_enough_cash');
  tx.kept('drawer_movement', rows);
  tx.touch('tills');
  return row;
}

export interface CashOfDocument {
  readonly document: CashDocument;
  /** Positive. */
  readonly amountFen: Money;
  readonly now: Instant;
  readonly reason?: string;
}

/** Cash of a sale goes into the drawer. Refuses `drawer.ceiling`. */
export async function takeCash(tx: Tx, actor: Actor, drawer: OpenDrawer, cash: CashOfDocument): Promise<void> {
  assert(cash.amountFen > 0, `taking ${cash.amountFen} fen`);
  await moveCash(tx, actor, drawer, { ...cash, kind: 'sale' });
}

/** Cash goes back to a customer. Refuses `drawer.not_enough_cash`. */
export async function giveCash(tx: Tx, actor: Actor, drawer: OpenDrawer, cash: CashOfDocument): Promise<void> {
  assert(cash.amountFen > 0, `giving ${cash.amountFen} fen`);
  await moveCash(tx, actor, drawer, { ...cash, amountFen: negate(cash.amountFen), kind: 'refund' });
}

/** What the books say is in the drawer. Read it in a statement after the one that locked the session. */
export async function cashInDrawer(tx: Tx, siteId: string, drawerSessionId: string): Promise<Money> {
  const [row] = await tx.prepared<{ cash_after_fen: Money }>(
    'tills.cash-in-drawer',
    `select cash_after_fen from drawer_movement
     where site_id = $1 and drawer_session_id = $2 order by seq desc limit 1`,
    [siteId, drawerSessionId],
  );
  return row?.cash_after_fen ?? fen(0);
}

/** Whether so much more cash may come in: asked before the sale, so that the counter can offer other tenders. */
export async function cashAllowed(tx: Tx, siteId: string, drawer: OpenDrawer, addFen: Money): Promise<boolean> {
  return (await cashInDrawer(tx, siteId, drawer.drawerSessionId)) + addFen <= drawer.ceilingFen;
}
