/**
 * Counting at the end of a session, for closing and for handing over alike: the first count that does not agree is
 * kept and asked again; the count that stands ends the session, books the difference and closes the session's chain
 * behind its last record. Nothing can come after it.
 */
import type { ClosingOutcome } from '../../../shared/tills/closing.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { countTotal, type DenominationCount } from '../../../shared/values/denominations.ts';
import { newId } from '../../../shared/values/ids.ts';
import { fen, negate } from '../../../shared/values/money.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { cashInDrawer, moveCash } from './cash.ts';
import { askCloseGuards } from './close-guard.ts';
import { bookDifference, type Difference, openDifferenceCase } from './difference.ts';
import { type Judgement, judgeCount } from './rules/judge-count.ts';
import { requireMove } from './rules/session-states.ts';
import type { HeldDrawer } from './session.ts';
import { insertCount, setClosed, setClosing } from './store.ts';

export interface Ending {
  readonly count: DenominationCount;
  readonly reason: string | undefined;
  readonly signatures: readonly string[];
  /** The receiver of the drawer; null when it is closed. */
  readonly receiver: { readonly personId: string; readonly post: string } | null;
  readonly now: Instant;
}

/** The session must be locked. Refuses `drawer.reason_needed` at the second count, before it is kept. */
export async function endSession(tx: Tx, actor: Actor, held: HeldDrawer, ending: Ending): Promise<ClosingOutcome> {
  const { drawerSessionId } = held;
  const { count, now } = ending;
  const countedFen = countTotal(count);
  const bookFen = await cashInDrawer(tx, actor.siteId, drawerSessionId);
  const judged = judgeCount({ state: held.state, countedFen, bookFen, reason: ending.reason });
  await insertCount(tx, actor, {
    drawerSessionId,
    countId: newId(),
    kind: judged.attempt,
    denominations: count,
    totalFen: countedFen,
    bookFen,
    now,
  });
  if (judged.outcome === 'count-again') {
    requireMove(held.state, 'closing');
    await setClosing(tx, actor.siteId, drawerSessionId);
    return { outcome: 'count-again', drawerSessionId };
  }
  const undelivered = await askCloseGuards(tx, actor, { drawerSessionId, now });
  const caseId = await settle(tx, actor, held, { ...ending, judged });
  return {
    outcome: 'closed',
    drawerSessionId,
    expectedFen: bookFen,
    countedFen,
    overShortFen: judged.overShortFen,
    caseId,
    undelivered,
    nextSessionId: null,
  };
}

type Settling = Ending & { readonly judged: Extract<Judgement, { outcome: 'closed' }> };

/** Books the difference, writes the last lines and ends the session; answers the difference's case. */
async function settle(tx: Tx, actor: Actor, held: HeldDrawer, settling: Settling): Promise<string | null> {
  const { judged, receiver, reason = '', now } = settling;
  const { overShortFen } = judged;
  const countedFen = countTotal(settling.count);
  const state = receiver === null ? 'closed' : 'handed-over';
  requireMove(held.state, state);
  let caseId: string | null = null;
  if (overShortFen !== 0) {
    const found: Difference = {
      differenceFen: overShortFen,
      reason,
      foundAt: receiver === null ? 'closing' : 'hand-over',
      document: { kind: 'drawer-session', id: held.drawerSessionId },
      otherParties: receiver === null ? [] : [receiver],
      now,
    };
    caseId = await openDifferenceCase(tx, actor, held, found);
    await bookDifference(tx, actor, held, found);
  }
  const document = { kind: 'drawer-session', id: held.drawerSessionId, number: held.slipPrefix };
  const handsOver = receiver !== null && countedFen > 0;
  await moveCash(tx, actor, held, {
    kind: handsOver ? 'hand-over-out' : 'closing',
    amountFen: handsOver ? negate(countedFen) : fen(0),
    document,
    counterpartyId: receiver?.personId ?? null,
    now,
  });
  await setClosed(tx, actor.siteId, {
    drawerSessionId: held.drawerSessionId,
    state,
    expectedFen: fen(countedFen - overShortFen),
    countedFen,
    overShortFen,
    reason,
    caseId,
    signatures: settling.signatures,
    now,
  });
  tx.endChain(held.chainId);
  return caseId;
}
