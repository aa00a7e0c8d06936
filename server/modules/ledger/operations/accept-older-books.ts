import { fullName } from '../../../../shared/contracts/contract.ts';
import { acceptOlderBooks as contract } from '../../../../shared/contracts/ledger/accept-older-books.ts';
import type { PostKey } from '../../../../shared/posts.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { requireSignature } from '../../posts/index.ts';

export const acceptOlderBooks = implement(contract, {
  async run(tx, actor, clock, input) {
    const { siteId, personId } = actor;
    const { noticeId, reason } = input;
    const notice = await tx.maybe(
      q
        .selectFrom('older_books')
        .selectAll()
        .where('site_id', '=', siteId)
        .where('notice_id', '=', noticeId)
        .forUpdate(),
    );
    if (notice === undefined) refuse('record.not_found');
    if (notice.accepted_at !== null) refuse('state.illegal_move', { from: 'accepted', to: 'accepted' });
    const [second] = await requireSignature(tx, {
      siteId,
      signatureIds: input.signatures,
      act: fullName(contract),
      contentOf: input,
      notPersonId: personId,
      posts: contract.posts as readonly PostKey[],
    });
    await tx.keep(
      'older_books',
      q
        .updateTable('older_books')
        .set({ accepted_at: clock.now(), accepted_by: personId, seconded_by: second!.personId, reason })
        .where('site_id', '=', siteId)
        .where('notice_id', '=', noticeId)
        .returningAll(),
    );
    return { noticeId };
  },
});
