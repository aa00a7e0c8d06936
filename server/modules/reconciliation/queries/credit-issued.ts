import { creditIssued as contract } from '../../../../shared/contracts/reconciliation/credit-issued.ts';
import type { Instant } from '../../../../shared/values/calendar.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { readPlace } from '../../../platform/operations/read-place.ts';
import { type IssuedFilter, issuedRows } from '../store/credit-issued.ts';

/** `<instant>|<row>`. */
function readCursor(cursor: string): NonNullable<IssuedFilter['after']> {
  const [at, id] = readPlace(cursor, '|', ['instant', 'text']);
  return { at: at as Instant, id: id! };
}

export const creditIssued = answer(contract, async (tx, actor, _clock, input) => {
  const after = input.after === undefined ? undefined : readCursor(input.after);
  const rows = await issuedRows(tx, actor.siteId, { ...input, after });
  const last = rows.at(-1);
  return { rows, ...(rows.length === input.limit && last !== undefined ? { next: `${last.at}|${last.id}` } : {}) };
});
