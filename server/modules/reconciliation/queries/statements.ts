import { statements as contract } from '../../../../shared/contracts/reconciliation/statements.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { q } from '../../../platform/db/query.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { nextMonth, statementViews } from '../store/statements.ts';

export const statements = answer(contract, async (tx, actor, clock, input) => {
  const { siteId } = actor;
  let found = q.selectFrom('monthly_statement').selectAll().where('site_id', '=', siteId);
  if (input.statementId !== undefined) found = found.where('statement_id', '=', input.statementId);
  if (input.after !== undefined) found = found.where('statement_id', '<', input.after);
  const rows = await tx.many(found.orderBy('statement_id', 'desc').limit(input.limit));
  const last = rows.at(-1);
  return {
    rows: await statementViews(tx, actor, rows),
    nextMonth: await nextMonth(tx, siteId, await currentDay(tx, siteId, clock.now())),
    ...(rows.length === input.limit && last !== undefined ? { next: last.statement_id } : {}),
  };
});
