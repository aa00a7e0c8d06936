import { supplies as contract } from '../../../../shared/contracts/network/supplies.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { supplyViews } from '../store/supplies.ts';

export const supplies = answer(contract, async (tx, actor, clock, input) => {
  const rows = await supplyViews(tx, actor, clock.now(), input);
  const last = rows.at(-1);
  return { rows, ...(rows.length === input.limit && last !== undefined ? { next: last.supplyId } : {}) };
});
