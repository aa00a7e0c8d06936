import { acceptOlderBooks } from '../../../../shared/contracts/ledger/accept-older-books.ts';
import { olderBooks as contract } from '../../../../shared/contracts/ledger/older-books.ts';
import { q } from '../../../platform/db/query.ts';
import { canOf } from '../../../platform/operations/can.ts';
import { answer } from '../../../platform/operations/implement.ts';
import { personNames } from '../../posts/index.ts';

/** Newest first. */
export const olderBooks = answer(contract, async (tx, actor) => {
  const rows = await tx.many(
    q.selectFrom('older_books').selectAll().where('site_id', '=', actor.siteId).orderBy('found_at', 'desc'),
  );
  const persons = rows.flatMap((row) => [row.accepted_by, row.seconded_by]).filter((id) => id !== null);
  const names = await personNames(tx, actor.siteId, persons);
  const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? ''));
  return {
    rows: rows.map((row) => ({
      noticeId: row.notice_id,
      anchorDate: row.anchor_date,
      anchorDigest: row.anchor_digest,
      booksDate: row.books_date,
      foundAt: row.found_at,
      acceptedAt: row.accepted_at,
      acceptedBy: nameOf(row.accepted_by),
      secondedBy: nameOf(row.seconded_by),
      reason: row.reason,
      can: canOf(actor, [[acceptOlderBooks, row.accepted_at === null]]),
    })),
  };
});
