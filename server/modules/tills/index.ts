/** Tills: drawers, who holds them, what is counted, and the cash journal. */
import type { ServerModule } from '../../platform/operations/implement.ts';
import { registerCloseDownGuard } from '../devices/index.ts';
import { addSessionExtra } from '../posts/index.ts';
import { tillsChecks } from './checks.ts';
import { journalCsv, journalPdf, journalXlsx } from './downloads/journal-file.ts';
import { joinMyDay } from './on-my-day.ts';
import { closeDrawer } from './operations/close-drawer.ts';
import { countDrawer } from './operations/count-drawer.ts';
import { dropCash } from './operations/drop-cash.ts';
import { handOverDrawer } from './operations/hand-over-drawer.ts';
import { openDrawer } from './operations/open-drawer.ts';
import { payIn } from './operations/pay-in.ts';
import { payOut } from './operations/pay-out.ts';
import { registerDrawer } from './operations/register-drawer.ts';
import { setCeiling } from './operations/set-ceiling.ts';
import { withdrawDrawer } from './operations/withdraw-drawer.ts';
import { cashJournal } from './queries/cash-journal.ts';
import { drawerSession } from './queries/drawer-session.ts';
import { drawerSessions } from './queries/drawer-sessions.ts';
import { drawers } from './queries/drawers.ts';
import { myDrawer } from './queries/my-drawer.ts';
import { heldDrawerOf } from './session.ts';
import { requireNoOpenDrawer } from './store.ts';

export { type CashDocument, type CashOfDocument, cashAllowed, giveCash, takeCash } from './cash.ts';
export { type CloseGuard, registerCloseGuard, type Undelivered } from './close-guard.ts';
export { heldDrawerOf, type OpenDrawer, requireOpenDrawer } from './session.ts';

// Whoever closes a counter down leaves no drawer open behind.
registerCloseDownGuard('tills', (tx, actor) => requireNoOpenDrawer(tx, actor.siteId, actor.personId));

joinMyDay();

export const tillsModule: ServerModule = {
  name: 'tills',
  operations: [
    registerDrawer,
    setCeiling,
    withdrawDrawer,
    openDrawer,
    payIn,
    payOut,
    dropCash,
    handOverDrawer,
    closeDrawer,
    countDrawer,
  ],
  queries: [myDrawer, drawers, drawerSessions, drawerSession, cashJournal],
  downloads: [journalCsv, journalXlsx, journalPdf],
  keptTables: ['drawer', 'drawer_ceiling', 'drawer_session', 'drawer_count', 'drawer_movement'],
  checks: tillsChecks,
};

// The header of every page shows which drawer its user holds.
addSessionExtra(async (tx, actor) => ({ drawer: await heldDrawerOf(tx, actor.siteId, actor.personId) }));
