import { setCeiling as contract } from '../../../../shared/contracts/tills/set-ceiling.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { insertCeiling, lockDrawer } from '../store.ts';

export const setCeiling = implement(contract, {
  async run(tx, actor, clock, { drawerId, ceilingFen, reason }) {
    const drawer = await lockDrawer(tx, actor.siteId, drawerId);
    if (drawer.state !== 'in-use') refuse('drawer.withdrawn');
    await insertCeiling(tx, actor, { drawerId, ceilingFen, reason, now: clock.now() });
    await tx.keep(
      'drawer',
      q
        .updateTable('drawer')
        .set({ ceiling_fen: ceilingFen })
        .where('site_id', '=', actor.siteId)
        .where('drawer_id', '=', drawerId)
        .returningAll(),
    );
    return { drawerId, ceilingFen };
  },
});
