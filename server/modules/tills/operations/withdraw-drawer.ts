import { withdrawDrawer as contract } from '../../../../shared/contracts/tills/withdraw-drawer.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { lastSessionOf, lockDrawer, refuseHeldBy } from '../store.ts';

export const withdrawDrawer = implement(contract, {
  async run(tx, actor, _clock, { drawerId }) {
    const drawer = await lockDrawer(tx, actor.siteId, drawerId);
    if (drawer.state !== 'in-use') refuse('drawer.withdrawn');
    const last = await lastSessionOf(tx, actor.siteId, drawerId);
    if (last !== undefined && last.closed_at === null) await refuseHeldBy(tx, actor.siteId, last.custodian_id);
    if ((last?.counted_fen ?? 0) > 0) refuse('drawer.holds_cash');
    await tx.keep(
      'drawer',
      q
        .updateTable('drawer')
        .set({ state: 'withdrawn' })
        .where('site_id', '=', actor.siteId)
        .where('drawer_id', '=', drawerId)
        .returningAll(),
    );
    return { drawerId };
  },
});
