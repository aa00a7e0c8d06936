import type { z } from 'zod';
import { accountLines } from '../../../../shared/contracts/ledger/account-lines.ts';
import { addMoney, fen, type Money } from '../../../../shared/values/money.ts';
import { sql } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { readPlace } from '../../../platform/operations/read-place.ts';
import type { EntryRow, LineRow } from '../store.ts';

type Input = z.output<typeof accountLines.input>;
type Row = EntryRow & LineRow;

export const accountLinesQuery = answer(accountLines, async (tx, actor, _clock, input) => {
  const { siteId } = actor;
  const opening = await balanceBefore(tx, siteId, input);
  const rows = await pageOf(tx, siteId, input);
  const page = rows.slice(0, input.limit);
  let balance = opening;
  const shown = page.map((row) => {
    balance = addMoney(balance, row.amount_fen);
    return {
      entryId: row.entry_id,
      lineNo: row.line_no,
      businessDate: row.business_date,
      postedAt: row.posted_at,
      text: row.text,
      documentKind: row.document_kind,
      documentId: row.document_id,
      partyId: row.party_id,
      debitFen: fen(Math.max(row.amount_fen, 0)),
      creditFen: fen(Math.max(-row.amount_fen, 0)),
      balanceFen: balance,
    };
  });
  const last = page.at(-1);
  const more = rows.length > input.limit && last !== undefined;
  return {
    openingFen: opening,
    rows: shown,
    next: more ? `${last.business_date}_${last.entry_id}_${last.line_no}` : null,
  };
});

function cursorOf(after: string) {
  const [date, entryId, lineNo] = readPlace(after, '_', ['date', 'id', 'number']);
  return sql`(${date}::date, ${entryId}::uuid, ${lineNo}::integer)`;
}

const ORDER = sql`(l.business_date, l.entry_id, l.line_no)`;
const ofParty = ({ partyId }: Input) => (partyId === undefined ? sql`` : sql`and l.party_id = ${partyId}`);

async function balanceBefore(tx: Tx, siteId: string, input: Input): Promise<Money> {
  const { account, from, after } = input;
  if (after === undefined && from === undefined) return fen(0);
  const before = after === undefined ? sql`l.business_date < ${from}` : sql`${ORDER} <= ${cursorOf(after)}`;
  const { balance } = await tx.one(
    sql<{ balance: Money }>`select coalesce(sum(l.amount_fen), 0)::bigint as balance from ledger_line l
      where l.site_id = ${siteId} and l.account_code = ${account} ${ofParty(input)} and ${before}`,
  );
  return balance;
}

function pageOf(tx: Tx, siteId: string, input: Input): Promise<Row[]> {
  const { account, from, to, after, limit } = input;
  return tx.many(
    sql<Row>`select e.posted_at, e.text, e.document_kind, e.document_id, l.*
      from ledger_line l join ledger_entry e on e.site_id = l.site_id and e.entry_id = l.entry_id
      where l.site_id = ${siteId} and l.account_code = ${account} ${ofParty(input)}
        ${from === undefined ? sql`` : sql`and l.business_date >= ${from}`}
        ${to === undefined ? sql`` : sql`and l.business_date <= ${to}`}
        ${after === undefined ? sql`` : sql`and ${ORDER} > ${cursorOf(after)}`}
      order by l.business_date, l.entry_id, l.line_no limit ${limit + 1}`,
  );
}
