import { carriedCredits as contract } from '../../../../shared/contracts/metering/carried-credits.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { carriedViews } from '../store/carried.ts';

export const carriedCredits = answer(contract, async (tx, actor, _clock, wanted) => {
  const rows = await carriedViews(tx, actor, wanted);
  const last = rows.at(-1);
  return { rows, ...(rows.length === wanted.limit && last !== undefined ? { next: last.carryId } : {}) };
});
