import { registerDrawer as contract } from '../../../../shared/contracts/tills/register-drawer.ts';
import { drawerAccountSpec } from '../../../../shared/ledger/chart.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { ensureAccount } from '../../ledger/index.ts';
import { insertCeiling } from '../store.ts';

export const registerDrawer = implement(contract, {
  async run(tx, actor, clock, { code, name, place, ceilingFen }) {
    const now = clock.now();
    const account = drawerAccountSpec(code, { zh: name, en: `drawer ${code}` });
    await ensureAccount(tx, actor.siteId, account, now);
    const drawerId = newId();
    const rows = await tx.keep(
      'drawer',
      q
        .insertInto('drawer')
        .values({
          site_id: actor.siteId,
          drawer_id: drawerId,
          code,
          name,
          place,
          account_code: account.code,
          ceiling_fen: ceilingFen,
          state: 'in-use',
          registered_at: now,
          registered_by: actor.personId,
        })
        .onConflict((on) => on.columns(['site_id', 'code']).doNothing())
        .returningAll(),
    );
    if (rows.length === 0) refuse('drawer.code_taken', { code });
    await insertCeiling(tx, actor, { drawerId, ceilingFen, reason: '登记', now });
    return { drawerId, accountCode: account.code };
  },
});
