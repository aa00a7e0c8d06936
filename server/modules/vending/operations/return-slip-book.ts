/** The book comes back: what lies before the first unused number and is neither entered nor spoiled is missing, by name. */
import { fullName } from '../../../../shared/contracts/contract.ts';
import { returnSlipBook as contract } from '../../../../shared/contracts/vending/return-slip-book.ts';
import { paperNumberOf } from '../../../../shared/vending/paper.ts';
import type { Clock } from '../../../platform/clock.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import type { Actor } from '../../../platform/operations/actor.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { openCase } from '../../cases/index.ts';
import { requireSignature } from '../../posts/index.ts';
import { type BookRow, bookNumberOf, bookViews, lockBook, skipped, usedNumbers } from '../store/paper.ts';

export const returnSlipBook = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId, personId } = actor;
    const { bookId, firstUnusedNo } = input;
    const book = await lockBook(tx, siteId, bookId);
    if (book.state !== 'issued') refuse('state.illegal_move', { from: book.state, to: 'returned' });
    const number = (no: number): string => paperNumberOf(book.series, no);
    if (firstUnusedNo < book.first_no || firstUnusedNo > book.last_no + 1)
      refuse('paper.not_in_book', { number: number(firstUnusedNo), book: bookNumberOf(book) });
    const used = (await usedNumbers(tx, siteId, bookId)).map((row) => row.paper_no);
    const above = used.find((no) => no >= firstUnusedNo);
    if (above !== undefined) refuse('paper.used_above', { number: number(above) });
    await requireSignature(tx, {
      siteId,
      signatureIds: input.signatures,
      act: fullName(contract),
      contentOf: input,
      personId: book.holder_id,
      notPersonId: personId,
    });
    const missing = skipped(book.first_no, firstUnusedNo - 1, used);
    const caseId =
      missing.length === 0 ? null : await gapCase(tx, actor, clock, { book, missing: missing.map(number) });
    await tx.keep(
      'slip_book',
      q
        .updateTable('slip_book')
        .set({
          state: 'returned',
          first_unused_no: firstUnusedNo,
          missing,
          returned_at: clock.now(),
          returned_to: personId,
          return_signatures: input.signatures,
          case_id: caseId,
        })
        .where('site_id', '=', siteId)
        .where('book_id', '=', bookId)
        .returningAll(),
    );
    tx.touch('vending');
    const [view] = await bookViews(tx, actor, { bookId, limit: 1 });
    return view!;
  },
});

interface Gap {
  readonly book: BookRow;
  readonly missing: readonly string[];
}

async function gapCase(tx: Tx, actor: Actor, clock: Clock, { book, missing }: Gap): Promise<string> {
  const { caseId } = await openCase(tx, actor, clock, {
    subject: 'number.gap',
    summary: {
      zh: `应急票簿 ${bookNumberOf(book)} 交回时缺号：${missing.join('、')}`,
      en: `Slip book ${bookNumberOf(book)} came back without ${missing.join(', ')}`,
    },
    document: { kind: 'slip-book', id: book.book_id },
    parties: [{ personId: book.holder_id, post: 'vending-clerk' }],
  });
  return caseId;
}
