import { fullName } from '../../../../shared/contracts/contract.ts';
import { issueSlipBook as contract } from '../../../../shared/contracts/vending/issue-slip-book.ts';
import { newId } from '../../../../shared/values/ids.ts';
import { BOOK_LEAVES } from '../../../../shared/vending/paper.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireSignature } from '../../posts/index.ts';
import { bookNumberOf, bookViews, overlapping } from '../store/paper.ts';

export const issueSlipBook = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId, personId } = actor;
    const { series, firstNo, lastNo, holderId } = input;
    if (lastNo < firstNo || lastNo - firstNo >= BOOK_LEAVES) refuse('paper.range', { leaves: BOOK_LEAVES });
    if (holderId === personId) refuse('person.must_differ', { pair: '发簿 / 领簿 (issue / hold a slip book)' });
    // One at a time, so that no two books of a series are issued over each other.
    await nextNumber(tx, siteId, 'slip-book-issue');
    const over = await overlapping(tx, siteId, { series, firstNo, lastNo });
    if (over !== undefined) refuse('paper.overlap', { book: bookNumberOf(over) });
    const signed = { siteId, signatureIds: input.signatures, act: fullName(contract), contentOf: input };
    await requireSignature(tx, { ...signed, personId: holderId, posts: ['vending-clerk'] });
    const bookId = newId();
    await tx.keep(
      'slip_book',
      q
        .insertInto('slip_book')
        .values({
          site_id: siteId,
          book_id: bookId,
          series,
          first_no: firstNo,
          last_no: lastNo,
          holder_id: holderId,
          state: 'issued',
          issued_at: clock.now(),
          issued_by: personId,
          issued_post: actor.post,
          issue_signatures: input.signatures,
          first_unused_no: null,
          missing: null,
          returned_at: null,
          returned_to: null,
          return_signatures: null,
          case_id: null,
        })
        .returningAll(),
    );
    tx.touch('vending');
    const [view] = await bookViews(tx, actor, { bookId, limit: 1 });
    return view!;
  },
});
