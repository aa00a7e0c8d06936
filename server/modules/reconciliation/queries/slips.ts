import { slips as contract } from '../../../../shared/contracts/reconciliation/slips.ts';
import { ZERO } from '../../../../shared/values/money.ts';
import { q } from '../../../platform/db/query.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { personNames } from '../../posts/index.ts';
import { isBlind, slipRow } from '../slip-view.ts';
import { lastTallies } from '../store/tallies.ts';

export const slips = answer(contract, async (tx, actor, _clock, input) => {
  let found = q.selectFrom('daily_slip').selectAll().where('site_id', '=', actor.siteId);
  if (actor.post === 'vending-clerk')
    found = found.where((on) => on.or([on('custodian_id', '=', actor.personId), on('custodian_post', '=', 'cashier')]));
  if (input.from !== undefined) found = found.where('business_date', '>=', input.from);
  if (input.to !== undefined) found = found.where('business_date', '<=', input.to);
  if (input.state !== undefined) found = found.where('state', '=', input.state);
  if (input.onlyDifferent) found = found.where('over_short_fen', '<>', ZERO);
  if (input.after !== undefined) found = found.where('slip_id', '<', input.after);
  const rows = await tx.many(found.orderBy('slip_id', 'desc').limit(input.limit));
  const names = await personNames(
    tx,
    actor.siteId,
    rows.map((row) => row.custodian_id),
  );
  const tallies = await lastTallies(
    tx,
    actor.siteId,
    rows.map((row) => row.slip_id),
  );
  return {
    rows: rows.map((row) =>
      slipRow(row, names.get(row.custodian_id) ?? '', isBlind(actor, row, tallies.get(row.slip_id))),
    ),
    next: rows.length === input.limit ? (rows.at(-1)?.slip_id ?? null) : null,
  };
});
