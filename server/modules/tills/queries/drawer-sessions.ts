import { drawerSessions as contract } from '../../../../shared/contracts/tills/drawer-sessions.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { personNames } from '../../posts/index.ts';
import { readSessions, sessionsSeenBy, sessionView } from '../sessions.ts';

export const drawerSessions = answer(contract, async (tx, actor, _clock, input) => {
  let found = sessionsSeenBy(actor);
  if (input.from !== undefined) found = found.where('s.business_date', '>=', input.from);
  if (input.to !== undefined) found = found.where('s.business_date', '<=', input.to);
  if (input.drawerId !== undefined) found = found.where('s.drawer_id', '=', input.drawerId);
  if (input.onlyDifferent) found = found.where('s.over_short_fen', '<>', 0 as never);
  if (input.after !== undefined) found = found.where('s.drawer_session_id', '<', input.after);
  const rows = await readSessions(tx, found.orderBy('s.drawer_session_id', 'desc').limit(input.limit));
  const names = await personNames(
    tx,
    actor.siteId,
    rows.map((row) => row.custodian_id),
  );
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => sessionView(row, names.get(row.custodian_id) ?? '')),
    next: last !== undefined && rows.length === input.limit ? last.drawer_session_id : null,
  };
});
