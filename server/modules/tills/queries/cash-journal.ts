import { cashJournal as contract } from '../../../../shared/contracts/tills/cash-journal.ts';
import { businessDate } from '../../../../shared/values/calendar.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { readPlace } from '../../../platform/operations/read-place.ts';
import { type JournalAfter, type JournalRow, journalDays, journalRows } from '../journal.ts';

const cursorOf = (row: JournalRow): string => `${row.businessDate}/${row.drawerSessionId}/${row.seq}`;

function readCursor(cursor: string): JournalAfter {
  const [date, id, seq] = readPlace(cursor, '/', ['date', 'id', 'number']);
  return { businessDate: businessDate(date!), drawerSessionId: id!, seq: Number(seq) };
}

export const cashJournal = answer(contract, async (tx, actor, _clock, input) => {
  const after = input.after === undefined ? undefined : readCursor(input.after);
  const rows = await journalRows(tx, actor, { ...input, after });
  const days = after === undefined ? await journalDays(tx, actor, input) : [];
  const last = rows.at(-1);
  return { rows, days, next: last !== undefined && rows.length === input.limit ? cursorOf(last) : null };
});
