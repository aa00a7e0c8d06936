import { setCardTerms as contract } from '../../../../shared/contracts/cards/set-card-terms.ts';
import { q } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { nextNumber } from '../../../platform/operations/number.ts';

/** Versions, never edited: the latest one counts. */
export const setCardTerms = implement(contract, {
  async run(tx, actor, clock, { depositFen, feeFen, replacementFeeFen, reason }) {
    const row = {
      site_id: actor.siteId,
      version: await nextNumber(tx, actor.siteId, 'card-terms'),
      deposit_fen: depositFen,
      fee_fen: feeFen,
      replacement_fee_fen: replacementFeeFen,
      reason,
      at: clock.now(),
      person_id: actor.personId,
      post: actor.post,
    };
    await tx.keep('card_terms', q.insertInto('card_terms').values(row).returningAll());
    return { depositFen, feeFen, replacementFeeFen };
  },
});
