import { myDrawer as contract } from '../../../../shared/contracts/tills/my-drawer.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { mySession } from '../my-session.ts';

export const myDrawer = answer(contract, async (tx, actor, clock) => ({
  session: await mySession(tx, actor.siteId, actor.personId, clock.now()),
}));
