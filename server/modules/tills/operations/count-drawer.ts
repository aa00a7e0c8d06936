import { countDrawer as contract } from '../../../../shared/contracts/tills/count-drawer.ts';
import { countTotal } from '../../../../shared/values/denominations.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { subtractMoney } from '../../../../shared/values/money.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { requireDifferentPersons } from '../../posts/index.ts';
import { cashInDrawer } from '../cash.ts';
import { bookDifference, type Difference, openDifferenceCase } from '../difference.ts';
import { lockOpenSession } from '../session.ts';
import { insertCount } from '../store.ts';

export const countDrawer = implement(contract, {
  async run(tx, actor, clock, { drawerSessionId, count, reason }) {
    const now = clock.now();
    const held = await lockOpenSession(tx, actor.siteId, drawerSessionId, now);
    requireDifferentPersons('hand-over-receive', actor.personId, held.custodianId);
    const expectedFen = await cashInDrawer(tx, actor.siteId, drawerSessionId);
    const countedFen = countTotal(count);
    const overShortFen = subtractMoney(countedFen, expectedFen);
    const countId = newId();
    await insertCount(tx, actor, {
      drawerSessionId,
      countId,
      kind: 'surprise',
      denominations: count,
      totalFen: countedFen,
      bookFen: expectedFen,
      now,
    });
    const found: Difference = {
      differenceFen: overShortFen,
      reason,
      foundAt: 'surprise',
      document: { kind: 'drawer-count', id: countId },
      now,
    };
    const caseId = overShortFen === 0 ? null : await openDifferenceCase(tx, actor, held, found);
    if (overShortFen !== 0) await bookDifference(tx, actor, held, found);
    return { countId, expectedFen, countedFen, overShortFen, caseId };
  },
});
