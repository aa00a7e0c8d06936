import { entry } from '../../../../shared/contracts/ledger/entry.ts';
import { fen } from '../../../../shared/values/money.ts';
import { sql } from '../../../platform/db/query.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { personName } from '../../posts/index.ts';
import { findEntry, type LineRow, reversalOf } from '../store.ts';

export const entryQuery = answer(entry, async (tx, actor, _clock, { entryId }) => {
  const { siteId } = actor;
  const found = (await findEntry(tx, siteId, entryId)) ?? refuse('record.not_found');
  const lines = await tx.many(
    sql<LineRow & { name_zh: string; name_en: string }>`select l.*, a.name_zh, a.name_en from ledger_line l
      join ledger_account a on a.site_id = l.site_id and a.account_code = l.account_code
      where l.site_id = ${siteId} and l.entry_id = ${entryId} order by l.line_no`,
  );
  return {
    entryId,
    businessDate: found.business_date,
    postedAt: found.posted_at,
    postedBy: (await personName(tx, siteId, found.posted_by)) ?? '系统',
    documentKind: found.document_kind,
    documentId: found.document_id,
    text: found.text,
    reversesEntryId: found.reverses_entry_id,
    reversedByEntryId: await reversalOf(tx, siteId, entryId),
    lines: lines.map((line) => ({
      lineNo: line.line_no,
      accountCode: line.account_code,
      accountZh: line.name_zh,
      accountEn: line.name_en,
      partyId: line.party_id,
      debitFen: fen(Math.max(line.amount_fen, 0)),
      creditFen: fen(Math.max(-line.amount_fen, 0)),
    })),
  };
});
