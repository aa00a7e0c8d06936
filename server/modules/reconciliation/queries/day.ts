import { day as contract } from '../../../../shared/contracts/reconciliation/day.ts';
import { slipNumberOf } from '../../../../shared/reconciliation/slip-states.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { personNames } from '../../posts/index.ts';
import { dayNow } from '../day-facts.ts';
import { sheetOfDay } from '../store/sheets.ts';

const CLOSERS: readonly string[] = ['vending-supervisor', 'funds-administrator'];

export const day = answer(contract, async (tx, actor, clock, input) => {
  const { siteId } = actor;
  const found = await dayNow(tx, siteId, clock.now(), input.businessDate);
  const sheet = await sheetOfDay(tx, siteId, found.businessDate);
  const names = await personNames(
    tx,
    siteId,
    found.sessions.map((session) => session.custodian_id),
  );
  // A day without a drawer may be closed, but is not offered: the next closing seals it along.
  const ready = !found.sealed && found.missing.length === 0 && found.sessions.length > 0;
  const mayClose = CLOSERS.includes(actor.post) && ready;
  return {
    businessDate: found.businessDate,
    today: found.today,
    sealed: found.sealed,
    sheetId: sheet?.sheet_id ?? null,
    openSince: found.openSince,
    missing: [...found.missing],
    sessions: found.sessions.map((session) => ({
      drawerSessionId: session.drawer_session_id,
      session: session.slip_prefix,
      drawerName: session.drawer_name,
      custodianName: names.get(session.custodian_id) ?? '',
      closed: session.closed_at !== null,
      slipId: session.slip_id,
      slipNo: session.slip_number === null ? null : slipNumberOf(session.slip_number),
      state: session.slip_state,
      can:
        actor.post === 'vending-supervisor' && session.closed_at !== null && session.slip_id === null
          ? ['reconciliation.make-slip']
          : [],
    })),
    can: mayClose ? ['reconciliation.close-day'] : [],
  };
});
