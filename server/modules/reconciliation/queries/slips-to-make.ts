import { slipsToMake as contract } from '../../../../shared/contracts/reconciliation/slips-to-make.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { personNames } from '../../posts/index.ts';
import { endedWithoutSlip } from '../store/sessions.ts';

export const slipsToMake = answer(contract, async (tx, actor) => {
  const ofPerson = actor.post === 'vending-supervisor' ? null : actor.personId;
  const rows = await endedWithoutSlip(tx, actor.siteId, ofPerson);
  const names = await personNames(
    tx,
    actor.siteId,
    rows.map((row) => row.custodian_id),
  );
  return {
    rows: rows.map((row) => ({
      drawerSessionId: row.drawer_session_id,
      session: row.slip_prefix,
      drawerName: row.drawer_name,
      custodianName: names.get(row.custodian_id) ?? '',
      businessDate: row.business_date,
      closedAt: row.closed_at,
      can: ['reconciliation.make-slip'],
    })),
  };
});
