/** Reads the journal of a site, some hundred entries at a time, so that a big house is written without being held. */
import { sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { assert } from '../../platform/operations/refuse.ts';
import {
  type JournalAccount,
  type JournalEntry,
  journalAccountName,
  journalEntry,
  journalHead,
} from './rules/journal.ts';

const AT_ONCE = 500;

export interface JournalRange {
  /** Business dates, both included; without them everything. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export async function* journalOf(tx: Tx, siteId: string, range: JournalRange = {}): AsyncGenerator<string> {
  const site = await tx.one(sql<{ name: string }>`select name from site where site_id = ${siteId}`);
  const accounts = await tx.many(
    sql<JournalAccount>`select account_code, name_zh, kind from ledger_account
      where site_id = ${siteId} order by account_code`,
  );
  yield journalHead(site, accounts);
  const names = new Map(accounts.map((account) => [account.account_code, journalAccountName(account)]));
  const nameOf = (code: string): string => {
    const name = names.get(code);
    assert(name !== undefined, `no account ${code}`);
    return name;
  };
  let after = { date: range.from ?? '0001-01-01', id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const entries = await pageOf(tx, siteId, after, range.to ?? '9999-12-31');
    if (entries.length === 0) return;
    yield entries.map((entry) => journalEntry(entry, nameOf)).join('');
    const last = entries.at(-1)!;
    after = { date: last.business_date, id: last.entry_id };
  }
}

function pageOf(tx: Tx, siteId: string, after: { date: string; id: string }, to: string): Promise<JournalEntry[]> {
  return tx.many(
    sql<JournalEntry>`select e.entry_id, e.business_date, e.text, e.document_kind, e.document_id, e.reverses_entry_id,
        (select json_agg(json_build_object('account_code', l.account_code, 'party_id', l.party_id, 'amount_fen', l.amount_fen)
          order by l.line_no) from ledger_line l where l.site_id = e.site_id and l.entry_id = e.entry_id) as lines
      from ledger_entry e
      where e.site_id = ${siteId} and (e.business_date, e.entry_id) > (${after.date}::date, ${after.id}::uuid)
        and e.business_date <= ${to}::date
      order by e.business_date, e.entry_id limit ${AT_ONCE}`,
  );
}
