import { daySheets as contract } from '../../../../shared/contracts/reconciliation/day-sheets.ts';
import { q } from '../../../platform/db/query.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { personNames } from '../../posts/index.ts';
import { sheetRow } from '../sheet-view.ts';

export const daySheets = answer(contract, async (tx, actor, _clock, input) => {
  let found = q.selectFrom('day_sheet').selectAll().where('site_id', '=', actor.siteId);
  if (input.from !== undefined) found = found.where('business_date', '>=', input.from);
  if (input.to !== undefined) found = found.where('business_date', '<=', input.to);
  if (input.after !== undefined) found = found.where('business_date', '<', input.after);
  const rows = await tx.many(found.orderBy('business_date', 'desc').limit(input.limit));
  const names = await personNames(
    tx,
    actor.siteId,
    rows.map((row) => row.closed_by),
  );
  return {
    rows: rows.map((row) => sheetRow(row, names.get(row.closed_by) ?? '')),
    next: rows.length === input.limit ? (rows.at(-1)?.business_date ?? null) : null,
  };
});
