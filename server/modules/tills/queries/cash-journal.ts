import { cashJournal as contract } from '../../../../shared/contracts/tills/cash-journal.ts';
import { parseBusinessDate } from '../../../../shared/values/calendar.ts';
import { idSchema } from '../../../../shared/values/ids.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { type JournalAfter, type JournalRow, journalDays, journalRows } from '../journal.ts';

const cursorOf = (row: JournalRow): string => `${row.businessDate}/${row.drawerSessionId}/${row.seq}`;

function readCursor(cursor: string): JournalAfter {
  const [date = '', id = '', seq = ''] = cursor.split('/');
  const businessDate = parseBusinessDate(date);
  if (businessDate === null || !idSchema.safeParse(id).success || !/^\d{1,9}$/.test(seq))
    return refuse('request.invalid', { problems: 'after', fields: ['after'] });
  return { businessDate, drawerSessionId: id, seq: Number(seq) };
}

export const cashJournal = answer(contract, async (tx, actor, _clock, input) => {
  const after = input.after === undefined ? undefined : readCursor(input.after);
  const rows = await journalRows(tx, actor, { ...input, after });
  const days = after === undefined ? await journalDays(tx, actor, input) : [];
  const last = rows.at(-1);
  return { rows, days, next: last !== undefined && rows.length === input.limit ? cursorOf(last) : null };
});
