/** Tills: drawers, who holds them, what is counted, and the cash journal. */
import type { ServerModule } from '../../platform/operations/implement.ts';

export {
  type CashDocument,
  type CashOfDocument,
  cashAllowed,
  giveCash,
  takeCash,
} from './cash.ts';
export { type CloseGuard, registerCloseGuard, type Undelivered } from './close-guard.ts';
export { type OpenDrawer, requireOpenDrawer } from './session.ts';

export const tillsModule: ServerModule = {
  name: 'tills',
  operations: [],
  queries: [],
  keptTables: ['drawer', 'drawer_ceiling', 'drawer_session', 'drawer_count', 'drawer_movement'],
};
