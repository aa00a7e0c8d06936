import { preparedSales as contract } from '../../../../shared/contracts/vending/prepared-sales.ts';
import { currentDay } from '../../../platform/chain/day.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { preparedViews } from '../prepared-view.ts';
import { preparedPage } from '../store/prepared.ts';

export const preparedSales = answer(contract, async (tx, actor, clock, input) => {
  const now = clock.now();
  const today = await currentDay(tx, actor.siteId, now);
  const rows = await preparedPage(tx, actor.siteId, { ...input, now, today });
  return {
    rows: await preparedViews(tx, actor, rows, { now, today }),
    next: rows.length === input.limit ? (rows.at(-1)?.prepared_id ?? null) : null,
  };
});
