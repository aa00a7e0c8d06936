import { remittances as contract } from '../../../../shared/contracts/reconciliation/remittances.ts';
import { q } from '../../../platform/db/query.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { remittanceViews } from '../store/remittances.ts';

export const remittances = answer(contract, async (tx, actor, _clock, input) => {
  let found = q.selectFrom('remittance').selectAll().where('site_id', '=', actor.siteId);
  if (input.remittanceId !== undefined) found = found.where('remittance_id', '=', input.remittanceId);
  if (input.from !== undefined) found = found.where('business_date', '>=', input.from);
  if (input.to !== undefined) found = found.where('business_date', '<=', input.to);
  if (input.state !== undefined) found = found.where('state', '=', input.state);
  if (input.after !== undefined) found = found.where('remittance_id', '<', input.after);
  const rows = await tx.many(found.orderBy('remittance_id', 'desc').limit(input.limit));
  const last = rows.at(-1);
  return {
    rows: await remittanceViews(tx, actor, rows),
    ...(rows.length === input.limit && last !== undefined ? { next: last.remittance_id } : {}),
  };
});
