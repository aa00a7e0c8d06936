import { openDrawer as contract } from '../../../../shared/contracts/tills/open-drawer.ts';
import { countTotal } from '../../../../shared/values/denominations.ts';
import { fen } from '../../../../shared/values/money.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { assert, refuse } from '../../../platform/operations/refuse.ts';
import { requireTerminal } from '../../devices/index.ts';
import { mySession } from '../my-session.ts';
import { beginSession } from '../open-session.ts';
import { lastSessionOf, lockDrawer, refuseHeldBy, requireNoOpenDrawer } from '../store.ts';

export const openDrawer = implement(contract, {
  async run(tx, actor, clock, { drawerId, count, reason }) {
    const now = clock.now();
    const businessDate = await currentDay(tx, actor.siteId, now);
    await requireTerminal(tx, actor, businessDate);
    const drawer = await lockDrawer(tx, actor.siteId, drawerId);
    if (drawer.state !== 'in-use') refuse('drawer.withdrawn');
    await requireNoOpenDrawer(tx, actor.siteId, actor.personId);
    const last = await lastSessionOf(tx, actor.siteId, drawerId);
    if (last !== undefined && last.closed_at === null) await refuseHeldBy(tx, actor.siteId, last.custodian_id);
    const carriedFen = last?.counted_fen ?? fen(0);
    if (countTotal(count) !== carriedFen && reason === undefined) refuse('drawer.opening_differs');
    const session = await beginSession(tx, actor, {
      drawer,
      number: (last?.number ?? 0) + 1,
      businessDate,
      count,
      carriedFen,
      leftBy: last === undefined ? null : { personId: last.custodian_id, post: last.custodian_post },
      reason: reason ?? '',
      handedFrom: null,
      now,
    });
    tx.writeOn(session.chainId);
    const opened = await mySession(tx, actor.siteId, actor.personId, now);
    assert(opened !== null, 'the session just opened is not there');
    return opened;
  },
});
