import { repairFigures as contract } from '../../../../shared/contracts/upkeep/repair-figures.ts';
import { monthOf } from '../../../../shared/values/calendar.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { siteToday } from '../../duties/index.ts';
import { repairView } from '../repair-view.ts';
import { reckonFigures } from '../rules/reckon-figures.ts';
import { repairRows } from '../store/repairs.ts';

/** More than any house reports in a month. */
const AT_MOST = 10_000;

export const repairFigures = answer(contract, async (tx, actor, clock, input) => {
  const now = clock.now();
  const month = input.month ?? monthOf(await siteToday(tx, actor.siteId, now));
  const rows = await repairRows(tx, actor.siteId, { month, limit: AT_MOST });
  const views = rows.map((row) => repairView(actor, now, row));
  return { month, ...reckonFigures(views.map((view) => ({ ...view, ended: view.endedAt !== null }))) };
});
