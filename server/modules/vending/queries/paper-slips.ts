import { paperSlips as contract } from '../../../../shared/contracts/vending/paper-slips.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { type PaperFilter, paperViews } from '../store/paper.ts';

/** `A-12`: series and number of the last row. */
function readCursor(cursor: string): NonNullable<PaperFilter['after']> {
  const found = /^([A-Z0-9]{1,8})-(\d{1,8})$/.exec(cursor);
  if (found === null) return refuse('request.invalid', { problems: 'after', fields: ['after'] });
  return { series: found[1]!, paperNo: Number(found[2]) };
}

export const paperSlips = answer(contract, async (tx, actor, _clock, input) => {
  const holderId = actor.post === 'vending-clerk' ? actor.personId : undefined;
  const after = input.after === undefined ? undefined : readCursor(input.after);
  const rows = await paperViews(tx, actor.siteId, { ...input, holderId, after });
  const last = rows.at(-1);
  return { rows, ...(rows.length === input.limit && last !== undefined ? { next: last.id } : {}) };
});
