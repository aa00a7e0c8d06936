import { bundles as contract } from '../../../../shared/contracts/reconciliation/bundles.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { q } from '../../../platform/db/query.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { bundleViews, nextWeek } from '../store/bundles.ts';

export const bundles = answer(contract, async (tx, actor, clock, input) => {
  const { siteId } = actor;
  let found = q.selectFrom('weekly_bundle').selectAll().where('site_id', '=', siteId);
  if (input.bundleId !== undefined) found = found.where('bundle_id', '=', input.bundleId);
  if (input.state !== undefined) found = found.where('state', '=', input.state);
  if (input.after !== undefined) found = found.where('bundle_id', '<', input.after);
  const rows = await tx.many(found.orderBy('bundle_id', 'desc').limit(input.limit));
  const last = rows.at(-1);
  return {
    rows: await bundleViews(tx, actor, rows),
    nextWeek: await nextWeek(tx, siteId, await currentDay(tx, siteId, clock.now())),
    ...(rows.length === input.limit && last !== undefined ? { next: last.bundle_id } : {}),
  };
});
