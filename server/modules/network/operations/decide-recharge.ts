/**
 * Where neither line nor display tells: a supervisor decides, on what a technician read from the display, and signs.
 * Nothing is sent; looking the sale up then finds the decision.
 */
import { decideRecharge as contract } from '../../../../shared/contracts/network/decide-recharge.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireDifferentPersons } from '../../posts/index.ts';
import { isFinal, stepsTo, walkOn } from '../rules/recharge-states.ts';
import { changeRecharge, displayAfter, findRecharge } from '../store/recharges.ts';

export const decideRecharge = implement(contract, {
  async run(tx, { siteId, personId }, clock, { requestId, applied, reason, signatures }) {
    const row = await findRecharge(tx, siteId, requestId, true);
    if (row === undefined) return refuse('record.not_found');
    if (isFinal(row.state) || row.sent_at === null) refuse('recharge.not_open');
    const shown = await displayAfter(tx, siteId, row.meter_id, row.sent_at);
    if (shown === undefined || shown.unit !== row.unit) return refuse('recharge.no_display');
    requireDifferentPersons('propose-approve', shown.person_id, personId);
    requireDifferentPersons('propose-approve', row.person_id, personId);
    const state = applied ? ('APPLIED' as const) : ('NOT_APPLIED' as const);
    await changeRecharge(tx, row, {
      state,
      path: walkOn(row.path, stepsTo(row.state, state)),
      reason: applied ? null : 'refused-by-meter',
      after_count: shown.shown_count,
      after_balance: shown.shown_balance,
      after_at: shown.at,
      evidence: 'decision',
      evidence_id: shown.display_id,
      decided_by: personId,
      decision: reason,
      signature_ids: signatures,
      settled_at: clock.now(),
    });
    tx.touch('network');
    return { requestId };
  },
});
