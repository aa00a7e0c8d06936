import { slipBooks as contract } from '../../../../shared/contracts/vending/slip-books.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { bookViews } from '../store/paper.ts';

export const slipBooks = answer(contract, async (tx, actor, _clock, input) => {
  const holderId = actor.post === 'vending-clerk' ? actor.personId : input.holderId;
  if (input.holderId !== undefined && input.holderId !== holderId) return { rows: [] };
  const rows = await bookViews(tx, actor, { ...input, holderId });
  const last = rows.at(-1);
  return { rows, ...(rows.length === input.limit && last !== undefined ? { next: last.id } : {}) };
});
