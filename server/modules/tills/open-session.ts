/**
 * Beginning a session, whether the drawer stood closed or is handed over: what was counted is compared with what the
 * session before left, and a difference is booked at once, so that the books begin with what is there.
 */
import type { BusinessDate, Instant } from '../../../shared/values/calendar.ts';
import { countTotal, type DenominationCount } from '../../../shared/values/denominations.ts';
import { newId } from '../../../shared/values/ids.ts';
import { type Money, subtractMoney } from '../../../shared/values/money.ts';
import { openChain } from '../../platform/chain/day.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { moveCash } from './cash.ts';
import { bookDifference, type Difference, openDifferenceCase } from './difference.ts';
import { type OpenDrawer, slipSeries } from './session.ts';
import { insertCount, insertSession } from './store.ts';

export interface Beginning {
  readonly drawer: {
    readonly drawer_id: string;
    readonly code: string;
    readonly name: string;
    readonly account_code: string;
    readonly ceiling_fen: Money;
  };
  readonly number: number;
  readonly businessDate: BusinessDate;
  readonly count: DenominationCount;
  readonly carriedFen: Money;
  /** Who left it there. */
  readonly leftBy: { readonly personId: string; readonly post: string } | null;
  readonly reason: string;
  /** The giver's session and person, when the drawer is handed over. */
  readonly handedFrom: { readonly drawerSessionId: string; readonly personId: string } | null;
  readonly now: Instant;
}

/** `custodian` is the actor, or the receiver of a hand-over. Refuses `drawer.already_open`, `drawer.in_use_by`. */
export async function beginSession(tx: Tx, custodian: Actor, beginning: Beginning): Promise<OpenDrawer> {
  const { drawer, number, businessDate, carriedFen, reason, handedFrom, now } = beginning;
  const { siteId } = custodian;
  const drawerSessionId = newId();
  const openingFen = countTotal(beginning.count);
  const differenceFen = subtractMoney(openingFen, carriedFen);
  const session: OpenDrawer = {
    drawerSessionId,
    drawerId: drawer.drawer_id,
    drawerCode: drawer.code,
    drawerName: drawer.name,
    accountCode: drawer.account_code,
    chainId: await openChain(tx, { siteId, kind: 'drawer', businessDate, now }),
    businessDate,
    custodianId: custodian.personId,
    custodianPost: custodian.post,
    slipSeries: slipSeries(drawerSessionId),
    slipPrefix: `${drawer.code}-${number}`,
    ceilingFen: drawer.ceiling_fen,
  };
  const found: Difference = {
    differenceFen,
    reason,
    foundAt: 'opening',
    document: { kind: 'drawer-session', id: drawerSessionId },
    otherParties: beginning.leftBy === null ? [] : [beginning.leftBy],
    now,
  };
  await insertSession(tx, siteId, {
    ...session,
    number,
    carriedFen,
    openingFen,
    reason,
    caseId: differenceFen === 0 ? null : await openDifferenceCase(tx, custodian, session, found),
    handedFromId: handedFrom?.drawerSessionId ?? null,
    now,
  });
  await insertCount(tx, custodian, {
    drawerSessionId,
    countId: newId(),
    kind: 'opening',
    denominations: beginning.count,
    totalFen: openingFen,
    bookFen: carriedFen,
    now,
  });
  const document = { kind: 'drawer-session', id: drawerSessionId, number: session.slipPrefix };
  const takenOver = handedFrom !== null && carriedFen > 0;
  await moveCash(tx, custodian, session, {
    kind: takenOver ? 'hand-over-in' : 'opening',
    amountFen: carriedFen,
    document,
    counterpartyId: handedFrom?.personId ?? null,
    now,
  });
  if (differenceFen !== 0) await bookDifference(tx, custodian, session, found);
  return session;
}
