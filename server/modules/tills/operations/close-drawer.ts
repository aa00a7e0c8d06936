import { closeDrawer as contract } from '../../../../shared/contracts/tills/close-drawer.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { endSession } from '../end-session.ts';
import { requireHeldDrawer } from '../session.ts';

export const closeDrawer = implement(contract, {
  async run(tx, actor, clock, { count, reason, signatures }) {
    const now = clock.now();
    const held = await requireHeldDrawer(tx, actor, now);
    return endSession(tx, actor, held, { count, reason, signatures, receiver: null, now });
  },
});
